package io.secateur.engine;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Shapes;
import io.secateur.engine.errors.OutputKind;
import io.secateur.engine.errors.Prediction;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import io.secateur.model.NodeModel;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** A graph that can be run with a gate at every neuron; owns its weights in native memory. */
public final class Network implements AutoCloseable {
  /** Elements of an input, at most: 1 GiB in single precision. */
  private static final double LARGEST = 1 << 28;

  private final Program program;
  private final Anatomy anatomy;
  private final Shapes shapes;
  private final Head head;
  private final Map<String, List<GateSite>> sites = new HashMap<>();
  private final Pass ending;
  private final Map<String, Pass> passes = new HashMap<>(); // by the value that they give
  private @Nullable DenseTail tail;
  private boolean isTailKnown;

  private Network(Program program, Anatomy anatomy, Shapes shapes) {
    this.program = program;
    this.anatomy = anatomy;
    this.shapes = shapes;
    this.head = Head.of(program.graph());
    for (GateSite site : anatomy.gateSites()) {
      sites.computeIfAbsent(key(site.node(), site.slot()), k -> new ArrayList<>()).add(site);
    }
    this.ending = Pass.to(program, Set.copyOf(List.of(head.output(), head.logits())));
  }

  /**
   * Runs the graph once on random input to learn its shapes, and finds its neurons.
   *
   * @param sizes for inputs whose axes are free, the sizes to use, without the batch; others are
   *     taken as 1
   * @throws UnusableException if an operator is not supported or the graph cannot be run
   */
  public static Network of(Graph graph, Map<String, long[]> sizes) {
    Program program = new Program(graph);
    try {
      Shapes shapes = measure(program, sizes);
      return new Network(program, Anatomy.of(graph, shapes), shapes);
    } catch (RuntimeException e) {
      program.close();
      throw e;
    }
  }

  private static Shapes measure(Program program, Map<String, long[]> sizes) {
    Map<String, io.secateur.model.Tensor> inputs = new HashMap<>();
    int samples = 1;
    for (ValueInfo input : program.graph().inputs()) {
      long[] dims = dims(input, sizes);
      samples = Math.toIntExact(dims[0]);
      inputs.put(input.name(), random(input.type(), dims));
    }
    Map<String, long[]> shapes = new HashMap<>();
    program.graph().constants().forEach((name, tensor) -> shapes.put(name, tensor.dims()));
    Scopes.run(
        () -> {
          Map<String, Tensor> natives = new HashMap<>();
          inputs.forEach((name, tensor) -> natives.put(name, Bridge.toNative(tensor)));
          natives.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
          Pass.through(program)
              .run(
                  program.values(natives),
                  (node, slot, input) -> input,
                  (name, tensor) -> shapes.put(name, tensor.shape()));
        });
    return new Shapes(shapes, samples);
  }

  private static long[] dims(ValueInfo input, Map<String, long[]> sizes) {
    if (input.dims().isEmpty()) {
      throw new UnusableException(
          "the model's input '"
              + input.name()
              + "' has no axes, and the first must be the samples");
    }
    long[] dims = input.dims().stream().mapToLong(d -> Math.max(d, 1)).toArray();
    long[] given = sizes.get(input.name());
    if (given != null && given.length == dims.length - 1) {
      System.arraycopy(given, 0, dims, 1, given.length);
    }
    if (Arrays.stream(dims).mapToDouble(d -> (double) d).reduce(1, (a, b) -> a * b) > LARGEST) {
      throw new UnusableException(
          "the model's input '"
              + input.name()
              + "' has the shape "
              + input.shape()
              + ", which is too large to be run; export the model for smaller inputs");
    }
    return dims;
  }

  private static io.secateur.model.Tensor random(ElementType type, long[] dims) {
    int count = Math.toIntExact(io.secateur.model.Tensor.count(dims));
    if (type == ElementType.FLOAT) {
      Random random = new Random(1);
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = random.nextFloat();
      }
      return io.secateur.model.Tensor.of(dims, values);
    }
    ByteBuffer zeros = ByteBuffer.allocate(Math.multiplyExact(count, type.bytes()));
    return new io.secateur.model.Tensor(type, dims, zeros.order(ByteOrder.LITTLE_ENDIAN));
  }

  public Anatomy anatomy() {
    return anatomy;
  }

  public Graph graph() {
    return program.graph();
  }

  /** The shapes that the values had in the first run. */
  public Shapes shapes() {
    return shapes;
  }

  /** What the numbers that it ends in are. */
  public OutputKind outputKind() {
    return head.kind();
  }

  /** How many numbers it gives for one sample. */
  public int outputSize() {
    return Math.toIntExact(
        io.secateur.model.Tensor.count(shapes.of(head.output())) / shapes.samples());
  }

  Program program() {
    return program;
  }

  Head head() {
    return head;
  }

  /** The dense tail that the trained network ends in; null if it ends in none. */
  synchronized @Nullable DenseTail tail() {
    if (!isTailKnown) {
      tail = DenseTail.of(this, anatomy.open());
      isTailKnown = true;
    }
    return tail;
  }

  /** What the network gives for the first {@code samples} of a batch, in the current scope. */
  Prediction predict(Map<String, Tensor> inputs, Gates gates, int samples) {
    return prediction(ending.run(program.values(inputs, gates), gated(gates)), samples);
  }

  /**
   * What the network gave for the first {@code samples} of a batch.
   *
   * @throws UnusableException if its output has not one row a sample
   */
  Prediction prediction(Map<String, Tensor> values, int samples) {
    Tensor output = rows(values, head.output(), samples);
    Tensor logits = rows(values, head.logits(), samples);
    return Prediction.of(output.narrow(0, 0, samples), logits.narrow(0, 0, samples), head.kind());
  }

  /** (batch, k); a graph for one sample may leave the batch out. */
  private Tensor rows(Map<String, Tensor> values, String name, int samples) {
    Tensor value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("nothing made '" + name + "'");
    }
    long each = outputSize();
    if (each == 0 || value.numel() % each != 0 || value.numel() < samples * each) {
      throw new UnusableException(
          "the network's output '"
              + head.output()
              + "' has "
              + value.numel()
              + " numbers for "
              + samples
              + " samples, where "
              + each
              + " for each are expected; its first axis must be the samples");
    }
    return torch.reshape(value, -1, outputSize());
  }

  /**
   * Elements of all values that one sample makes, which is what a forward pass that keeps them
   * costs.
   */
  long elementsPerSample() {
    long elements = 0;
    for (ValueInfo input : graph().inputs()) {
      elements += io.secateur.model.Tensor.count(shapes.of(input.name()));
    }
    for (Node node : graph().nodes()) {
      for (String output : node.outputs()) {
        elements += shapes.has(output) ? io.secateur.model.Tensor.count(shapes.of(output)) : 0;
      }
    }
    return Math.max(1, elements / shapes.samples());
  }

  /** All values of a forward pass under these gates, in the current scope. */
  Map<String, Tensor> run(Map<String, Tensor> inputs, Gates gates) {
    Map<String, Tensor> values = program.values(inputs, gates);
    program.run(values, gated(gates));
    return values;
  }

  /** One value, after as much of a forward pass as it needs, in the current scope. */
  Tensor value(String name, Map<String, Tensor> inputs, Gates gates) {
    Map<String, Tensor> found = passTo(name).run(program.values(inputs, gates), gated(gates));
    return Objects.requireNonNull(found.get(name));
  }

  private Pass passTo(String name) {
    return passes.computeIfAbsent(name, n -> Pass.to(program, Set.of(n)));
  }

  /**
   * A value in single precision that depends on no data, as the graph computes it; null if it is
   * none.
   */
  public io.secateur.model.@Nullable Tensor constant(String name) {
    io.secateur.model.Tensor known = graph().constants().get(name);
    if (known != null || graph().isData(name)) {
      return known;
    }
    io.secateur.model.Tensor[] found = new io.secateur.model.Tensor[1];
    Scopes.run(
        () -> {
          Tensor made = value(name, Map.of(), anatomy.open());
          if (made.scalar_type() == torch.ScalarType.Float) {
            found[0] = io.secateur.model.Tensor.of(made.shape(), Bridge.floats(made));
          }
        });
    return found[0];
  }

  /** The constants that are taken by the nodes that a value needs. */
  Set<String> constantsOf(String name) {
    return passTo(name).constants();
  }

  /** The places of the nodes that read a neuron, and with them all that follows from these. */
  List<Integer> downstream(Set<Node> readers) {
    List<Integer> places = new ArrayList<>();
    Set<String> changed = new HashSet<>();
    List<Node> nodes = graph().nodes();
    for (int place = 0; place < nodes.size(); place++) {
      Node node = nodes.get(place);
      if (readers.contains(node) || NodeModel.takes(node).stream().anyMatch(changed::contains)) {
        places.add(place);
        changed.addAll(node.outputs());
      }
    }
    return places;
  }

  /** The gates as factors for what each reader takes; built in the current scope. */
  Program.InputHook gated(Gates gates) {
    Map<String, List<Tensor>> factors = new HashMap<>();
    for (GateSite site : anatomy.gateSites()) {
      Tensor factor = factor(site, gates);
      if (factor != null) {
        factors.computeIfAbsent(key(site.node(), site.slot()), k -> new ArrayList<>()).add(factor);
      }
    }
    return (node, slot, input) -> {
      Tensor gated = input;
      for (Tensor factor : factors.getOrDefault(key(node, slot), List.of())) {
        gated = gated.mul(factor.to(input.scalar_type()));
      }
      return gated;
    };
  }

  /** The gate sites at an input of a node. */
  List<GateSite> sites(Node node, int slot) {
    return sites.getOrDefault(key(node, slot), List.of());
  }

  private static String key(Node node, int slot) {
    return node.index() + ":" + slot;
  }

  /**
   * The gates along a site's axis, shaped to be multiplied with its input; null where all are 1.
   */
  @Nullable Tensor factor(GateSite site, Gates gates) {
    float[] along = new float[site.neurons().length];
    boolean neutral = true;
    for (int i = 0; i < along.length; i++) {
      along[i] = site.neurons()[i] < 0 ? 1 : (float) gates.alpha(site.neurons()[i]);
      neutral &= along[i] == 1;
    }
    if (neutral) {
      return null;
    }
    int rank = shapes.of(site.node().input(site.slot())).length;
    long[] shape = new long[rank];
    Arrays.fill(shape, 1);
    shape[site.axis()] = along.length;
    return Tensor.create(along, shape);
  }

  @Override
  public void close() {
    program.close();
  }
}
