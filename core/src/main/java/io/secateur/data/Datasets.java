package io.secateur.data;

import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens data files; the content tells the format, not the name. */
public final class Datasets {
  private Datasets() {}

  /**
   * Reads a source and fits it to a model's inputs.
   *
   * <p>The source is numpy's {@code .npz}, with arrays named like the inputs and perhaps {@code y};
   * or IDX, {@code images} or {@code images,labels}; or one or more of CIFAR-10's binary files. IDX
   * and CIFAR-10 may be gzipped. Every value is checked here, so that batches do not fail later.
   *
   * @param inputs what the model asks for; the first axis of each is the sample
   * @throws UnusableException if the data cannot be read or does not fit, in one sentence
   */
  public static Dataset open(DataOptions options, List<ValueInfo> inputs) {
    List<SourceFile> files = SourceFile.of(options.source());
    Source source = source(files);
    Contents contents = source.read(options, inputs);
    Map<String, Feed> feeds = new LinkedHashMap<>();
    for (ValueInfo input : inputs) {
      Column column = contents.inputs().get(input.name());
      if (column == null) {
        throw new IllegalStateException("nothing was read for " + input.name());
      }
      feeds.put(input.name(), Feed.of(input, column, contents.images(), options));
    }
    if (options.changesValues() && inputs.stream().noneMatch(i -> i.type().isReal())) {
      throw new UnusableException(
          "the model's inputs "
              + Npz.asked(inputs)
              + " take integers, which --scale, --mean and --std do not apply to; leave them out");
    }
    feeds.values().forEach(Feed::check);
    TargetColumn targets = TargetColumn.of(contents.targets());
    return StoredDataset.of(feeds, targets, source.name(), SourceFile.sha256(files));
  }

  private static Source source(List<SourceFile> files) {
    SourceFile first = files.get(0);
    if (files.stream().anyMatch(Datasets::isZip)) {
      if (files.size() > 1) {
        throw new UnusableException(
            "data names "
                + files.size()
                + " files, and an .npz file stands alone; put all samples into one");
      }
      return new Npz(first);
    }
    byte[] start = first.read(in -> in.readNBytes(8));
    boolean idx = Idx.hasMagic(start);
    String wrong = idx ? Idx.wrong(first) : "";
    if (idx && wrong.isEmpty()) {
      return idx(files);
    }
    Cifar.Scan scan = Cifar.scan(first);
    if (scan.isCifar()) {
      return cifar(files, scan);
    }
    if (idx) {
      throw new UnusableException(
          first.where() + " " + wrong + "; it is damaged, so copy or download it again");
    }
    if (first.path().toString().matches(".*\\.bin(\\.gz)?")) {
      throw notCifar(first, scan);
    }
    throw unknown(first, start);
  }

  private static Idx idx(List<SourceFile> files) {
    if (files.size() > 2) {
      throw new UnusableException(
          "data names "
              + files.size()
              + " files that start with IDX, where images or images,labels was expected; name two");
    }
    if (files.size() == 1) {
      return new Idx(files.get(0), null);
    }
    SourceFile labels = files.get(1);
    byte[] start = labels.read(in -> in.readNBytes(8));
    if (!Idx.hasMagic(start)) {
      throw new UnusableException(
          labels.where()
              + " was expected to hold labels in IDX, as "
              + files.get(0).where()
              + " holds samples, and starts with "
              + hex(start)
              + "; name images,labels");
    }
    String wrong = Idx.wrong(labels);
    if (!wrong.isEmpty()) {
      throw new UnusableException(
          labels.where() + " " + wrong + "; it is damaged, so copy or download it again");
    }
    return new Idx(files.get(0), labels);
  }

  private static Cifar cifar(List<SourceFile> files, Cifar.Scan first) {
    long total = first.records();
    for (SourceFile file : files.subList(1, files.size())) {
      Cifar.Scan scan = Cifar.scan(file);
      if (!scan.isCifar()) {
        throw notCifar(file, scan);
      }
      total += scan.records();
    }
    return new Cifar(files, total);
  }

  private static boolean isZip(SourceFile file) {
    try (InputStream in = Files.newInputStream(file.path())) {
      String start = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
      return start.equals("PK\3\4") || start.equals("PK\5\6");
    } catch (IOException e) {
      throw file.damaged(e);
    }
  }

  private static UnusableException notCifar(SourceFile file, Cifar.Scan scan) {
    return new UnusableException(
        file.where()
            + " was expected to be CIFAR-10's records of 3073 bytes, each with a label from 0 to 9"
            + " first, and "
            + (scan.wrong().isEmpty() ? "is empty" : scan.wrong())
            + "; copy or download it again");
  }

  private static UnusableException unknown(SourceFile file, byte[] start) {
    return new UnusableException(
        file.where()
            + (start.length == 0 ? " is empty" : " starts with " + hex(start))
            + ", where numpy's .npz, IDX (may be gzipped) or CIFAR-10's .bin (may be gzipped) was"
            + " expected; save the data with numpy.savez");
  }

  private static String hex(byte[] start) {
    return start.length == 0
        ? "nothing"
        : "the bytes " + HexFormat.ofDelimiter(" ").formatHex(start);
  }
}
