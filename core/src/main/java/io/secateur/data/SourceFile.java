package io.secateur.data;

import io.secateur.model.UnusableException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A file of a source: an ordinary one, that can be read. */
record SourceFile(Path path) {
  private static final int BUFFER = 1 << 16;

  /** Something done with an open file. */
  interface Reading<T> {
    T read(InputStream in) throws IOException;
  }

  /** The files that a source names, with commas between them. */
  static List<SourceFile> of(String source) {
    if (isFile(source)) { // a comma may be part of a name
      return List.of(checked(source));
    }
    List<SourceFile> files = new ArrayList<>();
    for (String name : source.split(",", -1)) {
      if (name.isBlank()) {
        throw new UnusableException(
            "data '" + source + "' has a comma with no file beside it; write file,file");
      }
      files.add(checked(name.strip()));
    }
    return files;
  }

  private static boolean isFile(String name) {
    try {
      return Files.isRegularFile(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static SourceFile checked(String name) {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw new UnusableException("data '" + name + "' cannot be a file's name; check it", e);
    }
    String wrong = null;
    if (!Files.exists(path)) {
      wrong = "does not exist; check the path";
    } else if (Files.isDirectory(path)) {
      wrong = "is a folder where a file was expected; name the file in it";
    } else if (!Files.isRegularFile(path)) {
      wrong = "is a device or a pipe where a file was expected; save the data in a file";
    } else if (!Files.isReadable(path)) {
      wrong = "may not be read; check its permissions";
    }
    if (wrong != null) {
      throw new UnusableException("data '" + name + "' " + wrong);
    }
    return new SourceFile(path);
  }

  /** For messages: the path as it was given, in quotes. */
  String where() {
    return "'" + path + "'";
  }

  /** The file's name and its folder's, which say enough and nothing of the machine. */
  String shortName() {
    int count = path.getNameCount();
    return path.subpath(Math.max(0, count - 2), count).toString().replace('\\', '/');
  }

  /** Does something with the file's content, which is gunzipped first if it needs to be. */
  <T> T read(Reading<T> reading) {
    try (InputStream in = open()) {
      return reading.read(in);
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** The file's content, gunzipped if it needs to be. */
  InputStream open() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
    try {
      in.mark(2);
      boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      return gzip ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** As {@link #open()}, where no IOException may be thrown. */
  InputStream openOrRefuse() {
    try {
      return open();
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  UnusableException damaged(Exception e) {
    return new UnusableException(
        where()
            + " cannot be read to its end ("
            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
            + "); it is damaged or cut short, so copy or download it again",
        e);
  }

  /** SHA-256 of the files' bytes, one file after the other, in hex. */
  static String sha256(List<SourceFile> files) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    for (SourceFile file : files) {
      try (InputStream in = Files.newInputStream(file.path);
          InputStream read = new DigestInputStream(in, digest)) {
        read.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        throw file.damaged(e);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
