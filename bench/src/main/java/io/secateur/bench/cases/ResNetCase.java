package io.secateur.bench.cases;

import io.secateur.data.DataOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A published ResNet-20 (akamaster/pytorch_resnet_cifar10) and the first images of CIFAR-10's test.
 */
record ResNetCase() implements Case {
  private static final int IMAGES = 1000;

  @Override
  public String name() {
    return "resnet20";
  }

  @Override
  public String title() {
    return "ResNet-20, cross-entropy, as published, on CIFAR-10";
  }

  @Override
  public int removals() {
    return 0;
  }

  @Override
  public boolean whole() {
    return false;
  }

  @Override
  public Problem make(Sources sources, Path folder, Consumer<String> say) {
    DataOptions data =
        new DataOptions(
            sources.cifar("test_batch.bin.gz").toString(),
            0,
            IMAGES,
            1 / 255.0,
            List.of(0.485, 0.456, 0.406),
            List.of(0.229, 0.224, 0.225));
    return new Problem(sources.models("akamaster_resnet20_bn.onnx"), data, "cross-entropy");
  }
}
