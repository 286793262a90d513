package io.secateur.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A standalone master and workers of one core each, as processes of Spark's classes on the loopback
 * address. Whoever closes it ends them and their executors.
 */
final class Cluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final int port;
  private final Process master;
  private final List<Process> workers = new ArrayList<>();

  private Cluster(Path folder, int port, Process master) {
    this.folder = folder;
    this.port = port;
    this.master = master;
  }

  static Cluster start(Path folder, int workers) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("home/jars")); // executors have ours
    int port = freePort();
    List<String> options =
        List.of("--host", HOST, "--port", "" + port, "--webui-port", "" + freePort());
    Cluster cluster =
        new Cluster(
            folder, port, run(folder, "master", "org.apache.spark.deploy.master.Master", options));
    cluster.await();
    for (int w = 0; w < workers; w++) {
      cluster.addWorker(w);
    }
    return cluster;
  }

  private void addWorker(int number) throws IOException {
    List<String> options =
        List.of(
            "--host",
            HOST,
            "--cores",
            "1",
            "--memory",
            "1g",
            "--webui-port",
            "" + freePort(),
            "--work-dir",
            folder.resolve("work" + number).toString(),
            address());
    workers.add(run(folder, "worker" + number, "org.apache.spark.deploy.worker.Worker", options));
  }

  private static Process run(Path folder, String name, String main, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(List.of("-Xmx256m", "-cp", classPath(), main));
    command.addAll(options);
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().put("SPARK_HOME", folder.resolve("home").toString());
    process
        .environment()
        .put("SPARK_SCALA_VERSION", "2.13"); // else it is told by folders of a source tree
    process.environment().put("SPARK_LOCAL_IP", HOST);
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    process.redirectErrorStream(true);
    process.redirectOutput(folder.resolve(name + ".log").toFile());
    return process.start();
  }

  /** What the tests run with, which all processes see. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        .lines()
        .findFirst()
        .orElse("")
        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void await() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && master.isAlive()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException("no master; see " + folder.resolve("master.log"));
  }

  String address() {
    return "spark://" + HOST + ":" + port;
  }

  /** The processes of executors, which workers start; each has one for an application. */
  List<ProcessHandle> executors() {
    return workers.stream()
        .flatMap(Process::children)
        .sorted(Comparator.comparingLong(ProcessHandle::pid))
        .toList();
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> all =
        Stream.concat(
                executors().stream(),
                Stream.concat(workers.stream(), Stream.of(master)).map(Process::toHandle))
            .toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }
}
