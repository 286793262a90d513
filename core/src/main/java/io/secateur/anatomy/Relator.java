package io.secateur.anatomy;

import io.secateur.model.Graph;
import io.secateur.model.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The listener to whom every {@link Relation} speaks; it keeps the partition and what else was
 * said.
 */
public final class Relator {
  /**
   * Along a range of an axis of this value, a node makes neurons; only those that can go, where it
   * is constants that it makes.
   */
  record Writer(Node node, Operand operand, int axis, int from, int count, boolean ofConstants) {}

  /** A node's multiply-adds for the whole run: the product of these axes' sizes. */
  record Product(Node node, List<Axis> axes) {}

  /** An axis of an operand. */
  public record Axis(Operand operand, int axis) {
    int id(int index) {
      return operand.id(axis, index);
    }

    int size() {
      return operand.size(axis);
    }
  }

  private final Graph graph;
  private final Shapes shapes;
  private final Map<String, Operand> operands = new HashMap<>();
  final Partition partition = new Partition();
  final List<Operand> order = new ArrayList<>();
  final List<Writer> writers = new ArrayList<>();
  final List<Reading> readings = new ArrayList<>();
  final List<Reading> averages = new ArrayList<>();
  final List<Product> products = new ArrayList<>();
  final List<Factors> undecided = new ArrayList<>();
  final List<Axis> meetings = new ArrayList<>();
  private final Numbers numbers = new Numbers(this);

  Relator(Graph graph, Shapes shapes) {
    this.graph = graph;
    this.shapes = shapes;
  }

  public Graph graph() {
    return graph;
  }

  /** What a node takes at an input; a constant is a fresh operand for each use. */
  public Operand in(Node node, int slot) {
    String value = node.input(slot);
    if (graph.constants().containsKey(value)) {
      return operands.computeIfAbsent(
          node.index() + ":" + slot + ":" + value, k -> make(value, node, slot));
    }
    return value(value);
  }

  /**
   * What a node's subgraphs take from outside: a value, or a use of a constant that surgery cannot
   * reach.
   */
  public Operand captured(Node node, String value) {
    if (graph.constants().containsKey(value)) {
      return operands.computeIfAbsent(node.index() + "::" + value, k -> make(value, node, -1));
    }
    return value(value);
  }

  /** What a node makes at an output. */
  public Operand out(Node node, int slot) {
    return value(node.outputs().get(slot));
  }

  public Operand out(Node node) {
    return out(node, 0);
  }

  Operand value(String value) {
    return operands.computeIfAbsent(value, k -> make(value, null, 0));
  }

  private Operand make(String value, @Nullable Node user, int slot) {
    long[] dims = shapes.of(value);
    int indices = 0;
    for (long d : dims) {
      indices = Math.addExact(indices, Math.toIntExact(d));
    }
    Operand operand = new Operand(value, dims, partition.add(indices), user, slot);
    order.add(operand);
    return operand;
  }

  /** An axis of no value, which only helps to say of others how they are made of each other. */
  public Axis part(int size) {
    return new Axis(new Operand("", new long[] {size}, partition.add(size), null, 0), 0);
  }

  int samples() {
    return shapes.samples();
  }

  /**
   * Whether a value depends on what the user gives the network, and is not the same for every
   * sample.
   */
  public boolean isData(Operand operand) {
    return graph.isData(operand.value());
  }

  /** Index i of one axis is index i of the other, for every i. */
  public void same(Operand a, int axisA, Operand b, int axisB) {
    if (a.size(axisA) != b.size(axisB)) {
      throw new IllegalArgumentException(
          "axis " + axisA + " of " + a + " is not as long as axis " + axisB + " of " + b);
    }
    same(a, axisA, 0, b, axisB, 0, a.size(axisA));
  }

  /** A range of indices of one axis is a range of the other's. */
  public void same(Operand a, int axisA, int fromA, Operand b, int axisB, int fromB, int count) {
    for (int i = 0; i < count; i++) {
      partition.join(a.id(axisA, fromA + i), b.id(axisB, fromB + i));
    }
  }

  /** One index of one axis is one of another. */
  public void sameIndex(Operand a, int axisA, int indexA, Operand b, int axisB, int indexB) {
    partition.join(a.id(axisA, indexA), b.id(axisB, indexB));
  }

  /** The axes keep all of their indices; the reason completes "it cannot be pruned: ...". */
  public void pin(Operand operand, int axis, String reason) {
    pin(operand, axis, 0, operand.size(axis), reason);
  }

  /** A range of an axis keeps all of its indices. */
  public void pin(Operand operand, int axis, int from, int count, String reason) {
    for (int i = from; i < from + count; i++) {
      partition.pin(operand.id(axis, i), reason);
    }
  }

  public void pin(Operand operand, String reason) {
    for (int a = 0; a < operand.rank(); a++) {
      pin(operand, a, reason);
    }
  }

  /** Whether, by what was said so far, every index of an axis stays. */
  public boolean isPinned(Operand operand, int axis) {
    for (int i = 0; i < operand.size(axis); i++) {
      if (partition.pin(operand.id(axis, i)) == null) {
        return false;
      }
    }
    return true;
  }

  /** The node sums over this axis of an input: neurons end here, and a gate stands before it. */
  public void reads(Node node, int slot, int axis) {
    readings.add(new Reading(node, slot, axis));
  }

  /** The node takes the mean over this axis of its first input, and reads it as a sum would. */
  public void averages(Node node, int axis) {
    reads(node, 0, axis);
    averages.add(new Reading(node, 0, axis));
  }

  /** Two values that both depend on the data are multiplied and summed over this axis. */
  public void meets(Operand operand, int axis) {
    meetings.add(new Axis(operand, axis));
  }

  /** The node makes neurons along this axis of its output. */
  public void writes(Node node, int axis) {
    Operand out = out(node);
    writers.add(new Writer(node, out, axis, 0, out.size(axis), false));
  }

  /** The node puts constants at a range of an axis of its output, which are neurons if they can. */
  public void fills(Node node, int axis, int from, int count) {
    writers.add(new Writer(node, out(node), axis, from, count, true));
  }

  /** The node does this many multiply-adds: the product of these axes' sizes. */
  public void multiplies(Node node, List<Axis> axes) {
    products.add(new Product(node, List.copyOf(axes)));
  }

  /** What is said of the numbers that nodes are given. */
  public Numbers numbers() {
    return numbers;
  }

  /**
   * One axis runs through all combinations of the others, the last fastest: the node merges or
   * splits them.
   */
  public void product(Node node, Axis whole, List<Axis> parts) {
    undecided.add(new Factors(node, whole, List.copyOf(parts)));
  }
}
