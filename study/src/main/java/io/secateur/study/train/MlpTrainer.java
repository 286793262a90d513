package io.secateur.study.train;

import io.secateur.data.Values;
import io.secateur.engine.operators.Autograd;
import io.secateur.study.data.Samples;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Trains fully connected networks from a seed: the same layout, schedule and samples give the same
 * weights to the last bit on the same kind of processor. All that is random (first weights, order
 * of samples) is drawn in Java; libtorch's own generator is not used.
 */
public final class MlpTrainer {
  private final Layout layout;
  private final Schedule schedule;

  public MlpTrainer(Layout layout, Schedule schedule) {
    this.layout = layout;
    this.schedule = schedule;
  }

  /**
   * Trains a network until it is accurate enough or the epochs are over.
   *
   * @param after told after every epoch
   * @throws IllegalArgumentException if the samples do not fit the layout
   * @throws IllegalStateException if the weights run away
   */
  public Mlp train(Samples samples, Consumer<Epoch> after) {
    Random random = new Random(schedule.seed());
    return train(Mlp.random(layout, schedule.gain(), random), random, samples, after);
  }

  /**
   * Goes on with a network of this layout that is trained already.
   *
   * @throws IllegalArgumentException if it has another layout, or the samples do not fit
   * @throws IllegalStateException if the weights run away
   */
  public Mlp train(Mlp from, Samples samples, Consumer<Epoch> after) {
    if (!from.layout().equals(layout)) {
      throw new IllegalArgumentException(
          "a network of " + from.layout() + " cannot be trained as one of " + layout);
    }
    return train(from, new Random(schedule.seed()), samples, after);
  }

  private Mlp train(Mlp from, Random random, Samples samples, Consumer<Epoch> after) {
    check(samples);
    LibTorch.load();
    return LibTorch.onOneThread(() -> Autograd.on(() -> run(from, random, samples, after)));
  }

  private void check(Samples samples) {
    int outputs = outputs(samples);
    boolean fits = samples.hasLabels() ? outputs <= layout.outputs() : outputs == layout.outputs();
    if (samples.width() != layout.inputs() || !fits) {
      throw new IllegalArgumentException(
          "samples of "
              + samples.width()
              + " numbers and "
              + outputs
              + (samples.hasLabels() ? " classes" : " numbers to say")
              + " cannot train a network of "
              + layout);
    }
  }

  private static int outputs(Samples samples) {
    return samples.targets() instanceof Values values
        ? Math.toIntExact(values.dims()[1])
        : Arrays.stream(samples.labels()).max().orElse(0) + 1;
  }

  private Mlp run(Mlp from, Random random, Samples samples, Consumer<Epoch> after) {
    try (PointerScope scope = new PointerScope()) {
      NativeMlp network = new NativeMlp(from);
      Optimizer optimizer = schedule.descent().over(network.parameters(), schedule.learningRate());
      Tensor x = NativeMlp.toNative(samples.inputs());
      Tensor t =
          samples.hasLabels() ? oneHot(samples.labels()) : NativeMlp.toNative(samples.outputs());
      long[] order = new long[samples.size()];
      Arrays.setAll(order, i -> i);
      for (int number = 1; number <= schedule.epochs(); number++) {
        shuffle(order, random);
        pass(network, optimizer, x, t, order);
        Epoch epoch = measure(number, network, x, t, samples);
        after.accept(epoch);
        if (epoch.accuracy() >= schedule.enough()) {
          break;
        }
      }
      return network.copy();
    }
  }

  /** (samples, outputs): 1 at the class, 0 elsewhere. */
  private Tensor oneHot(int[] labels) {
    long[] classes = Arrays.stream(labels).asLongStream().toArray();
    Tensor index = Tensor.create(classes, classes.length);
    return torch.one_hot(index, layout.outputs()).to(ScalarType.Float);
  }

  /** One step for each batch; the last may be smaller. */
  private void pass(NativeMlp network, Optimizer optimizer, Tensor x, Tensor t, long[] order) {
    for (int from = 0; from < order.length; from += schedule.batch()) {
      long[] places =
          Arrays.copyOfRange(order, from, Math.min(order.length, from + schedule.batch()));
      try (PointerScope scope = new PointerScope()) {
        Tensor batch = Tensor.create(places, places.length);
        Tensor some = x.index_select(0, batch);
        Tensor wanted = t.index_select(0, batch);
        schedule
            .descent()
            .step(
                optimizer,
                () -> {
                  optimizer.zero_grad();
                  Tensor loss = loss(network.run(some), wanted).mean();
                  loss.backward();
                  return loss;
                });
      }
    }
  }

  private Epoch measure(int number, NativeMlp network, Tensor x, Tensor t, Samples samples) {
    try (PointerScope scope = new PointerScope()) {
      return Autograd.off(
          () -> {
            NativeMlp.Result result = network.run(x);
            double loss = loss(result, t).mean().item_double();
            if (!Double.isFinite(loss)) {
              throw new IllegalStateException(
                  "training ran away in epoch " + number + "; take a smaller learning rate");
            }
            double accuracy =
                samples.hasLabels()
                    ? accuracy(NativeMlp.floats(result.o()), samples.labels())
                    : 1 - result.o().sub(t).square().sum(1).mean().item_double();
            return new Epoch(number, loss, accuracy);
          });
    }
  }

  private Tensor loss(NativeMlp.Result result, Tensor t) {
    return schedule.loss().perSample(result.z(), result.o(), t, layout.output());
  }

  private static double accuracy(float[] outputs, int[] labels) {
    int width = outputs.length / Math.max(1, labels.length);
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      int largest = 0;
      for (int j = 1; j < width; j++) {
        largest = outputs[i * width + j] > outputs[i * width + largest] ? j : largest;
      }
      right += largest == labels[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }

  private static void shuffle(long[] order, Random random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long moved = order[i];
      order[i] = order[j];
      order[j] = moved;
    }
  }
}
