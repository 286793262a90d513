package io.secateur.study.train;

/**
 * How a network is trained.
 *
 * @param loss what is made small, as a mean over each batch
 * @param descent how the weights follow its gradient
 * @param learningRate the length of a step
 * @param gain the first weights are drawn so many times as widely as is usual
 * @param epochs how often every sample is seen at most
 * @param batch samples to a step
 * @param enough the accuracy on the training samples, 0 to 1, at which training ends early; above 1
 *     for never
 * @param seed for the first weights and for the order of the samples
 */
public record Schedule(
    Loss loss,
    Descent descent,
    double learningRate,
    double gain,
    int epochs,
    int batch,
    double enough,
    long seed) {
  /** Throws IllegalArgumentException if nothing could be trained so. */
  public Schedule {
    if (!(learningRate > 0 && gain > 0) || epochs < 0 || batch < 1) {
      throw new IllegalArgumentException(
          "a learning rate and a gain above 0, no negative number of epochs and a batch of at least"
              + " 1 were expected, not "
              + learningRate
              + ", "
              + gain
              + ", "
              + epochs
              + " and "
              + batch);
    }
  }

  /** From first weights of the usual width. */
  public Schedule(
      Loss loss,
      Descent descent,
      double learningRate,
      int epochs,
      int batch,
      double enough,
      long seed) {
    this(loss, descent, learningRate, 1, epochs, batch, enough, seed);
  }

  /** The same from first weights of another width. */
  public Schedule from(double otherGain) {
    return new Schedule(loss, descent, learningRate, otherGain, epochs, batch, enough, seed);
  }

  /** The same for another seed. */
  public Schedule with(long otherSeed) {
    return new Schedule(loss, descent, learningRate, gain, epochs, batch, enough, otherSeed);
  }

  /** The same for so many epochs at most. */
  public Schedule within(int count) {
    return new Schedule(loss, descent, learningRate, gain, count, batch, enough, seed);
  }

  /** The same for so many epochs, to their end. */
  public Schedule through(int count) {
    return new Schedule(loss, descent, learningRate, gain, count, batch, 2, seed);
  }
}
