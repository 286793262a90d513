package io.secateur.study.experiments;

import io.secateur.search.Amount;
import java.util.List;

/** Networks that others trained: deep ones, a convolutional one, and one with attention. */
final class Others {
  private static final Amount IN_FIFTY = new Amount(2, true);
  private static final Amount IN_TWENTY = new Amount(5, true);

  private Others() {}

  static Experiment sigmoids() {
    return new Pruning(
        "sigmoid-6x200",
        "ten digits by six layers of 200 sigmoids (ERAN), re-ranked after every 5 %",
        Published.mnist("ffnnSIGMOID__Point_6x200.onnx", 1_000),
        Methods.reranked(Methods.PAPER),
        IN_TWENTY,
        0);
  }

  static Experiment relus() {
    return new Pruning(
        "relu-2x256",
        "ten digits by two layers of 256 ReLUs (VNN-COMP), re-ranked after every 2 %",
        Published.mnist("mnist-net_256x2.onnx", 2_000),
        Methods.reranked(Methods.PAPER),
        IN_FIFTY,
        0);
  }

  static Experiment residual() {
    Published origin =
        new Published(
            "akamaster_resnet20_bn.onnx",
            true,
            200,
            List.of(0.485, 0.456, 0.406),
            List.of(0.229, 0.224, 0.225));
    return new Pruning(
        "resnet-20",
        "CIFAR-10 by a published ResNet-20, re-ranked after every 5 % of its channels",
        origin,
        Methods.reranked(Methods.PAPER),
        IN_TWENTY,
        1);
  }

  static Experiment attention() {
    Published origin =
        new Published(
            "vit_pgd_2_3_16.onnx",
            true,
            200,
            List.of(0.4914, 0.4822, 0.4465),
            List.of(0.2023, 0.1994, 0.2010));
    return new Pruning(
        "attention",
        "CIFAR-10 by a published vision transformer, re-ranked after every 5 %; second order is not"
            + " defined behind a softmax",
        origin,
        Methods.reranked(List.of(Methods.BRUTE_FORCE, Methods.FIRST_ORDER, "magnitude")),
        IN_TWENTY,
        1);
  }
}
