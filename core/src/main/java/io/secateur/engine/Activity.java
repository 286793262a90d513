package io.secateur.engine;

/** Takes what neurons give to their readers, some samples after others. */
@FunctionalInterface
public interface Activity {
  /**
   * Takes neurons of one layer on some samples, the same ones of a layer each time.
   *
   * @param neurons the numbers of the neurons
   * @param outputs what each gives (neurons, places): one number a sample, or one for each place of
   *     a channel in each sample, in the same order for all
   * @param slopes how steep each one's activation is where it stands, |σ'(x)| as a share of the
   *     steepest that σ is anywhere (neurons, places); empty where no activation of one input
   *     stands before the readers
   */
  void take(int[] neurons, float[][] outputs, float[][] slopes);
}
