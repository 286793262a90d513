package io.secateur.study.experiments;

import io.secateur.compare.Sweep;
import io.secateur.data.DataOptions;
import io.secateur.study.data.Mnist;
import io.secateur.study.data.Sources;
import java.util.List;

/**
 * A network that others trained, and published; there is one of it.
 *
 * @param file its name
 * @param isCifar whether it is for CIFAR-10's images; else for MNIST's, with pixels from 0 to 1
 * @param take how many test images neurons are ranked on
 * @param mean of CIFAR-10's channels
 * @param std likewise
 */
record Published(String file, boolean isCifar, int take, List<Double> mean, List<Double> std)
    implements Origin {
  /** For MNIST. */
  static Published mnist(String file, int take) {
    return new Published(file, false, take, List.of(), List.of());
  }

  @Override
  public int seeds(Lab lab) {
    return 1;
  }

  @Override
  public String needs(Lab lab) {
    if (lab.sources().model(file) == null) {
      return "the network '" + file + "'; name its folder with --models, or set SECATEUR_MODELS";
    }
    if (isCifar && lab.sources().cifarTest() == null) {
      return "CIFAR-10's 'cifar10/test_batch.bin.gz'; name its folder with --data, or set"
          + " SECATEUR_DATA";
    }
    return "";
  }

  @Override
  public String error() {
    return "cross-entropy";
  }

  @Override
  public Sweep sweep() {
    return new Sweep(0, 10, isCifar ? 0.25 : 0.05);
  }

  @Override
  public int paired() {
    return isCifar ? 30 : 100;
  }

  @Override
  public Subject subject(Lab lab, String experiment, int seed) {
    Sources sources = lab.sources();
    String images =
        isCifar
            ? Sources.require(sources.cifarTest(), needs(lab)).toString()
            : sources.mnist(Mnist.TEST_IMAGES) + "," + sources.mnist(Mnist.TEST_LABELS);
    long count = lab.scale().of(take, Math.min(take, 50));
    DataOptions data = new DataOptions(images, 0, count, 1 / 255.0, mean, std);
    return new Subject(Sources.require(sources.model(file), needs(lab)), data, error());
  }
}
