package io.secateur.cli;

import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The sizes of inputs whose axes are free, for running a network without data.
 *
 * @param byInput sizes without the batch, by the input's name
 */
record InputSizes(Map<String, long[]> byInput) {

  /** From {@code INPUT=3,224,224}; throws IllegalArgumentException in the words of the flag. */
  static InputSizes parse(List<String> shapes) {
    Map<String, long[]> sizes = new LinkedHashMap<>();
    for (String shape : shapes) {
      int equals = shape.lastIndexOf('='); // a name may hold one too, sizes never do
      try {
        long[] dims =
            Arrays.stream(shape.substring(equals + 1).split(",", -1))
                .mapToLong(Long::parseLong)
                .toArray();
        if (equals < 1 || Arrays.stream(dims).anyMatch(d -> d < 1)) {
          throw new NumberFormatException();
        }
        sizes.put(shape.substring(0, equals), dims);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "--shape must be an input and its sizes such as input=3,224,224, not '" + shape + "'",
            e);
      }
    }
    return new InputSizes(sizes);
  }

  /** Throws an UnusableException where a size is not one that the model's inputs can have. */
  void check(List<ValueInfo> inputs) {
    Map<String, ValueInfo> known = new LinkedHashMap<>();
    inputs.forEach(i -> known.put(i.name(), i));
    byInput.forEach(
        (name, sizes) -> {
          ValueInfo input = known.get(name);
          if (input == null) {
            throw new UnusableException(
                "--shape names the input '"
                    + name
                    + "', which the model does not have; its inputs are "
                    + known.keySet().stream()
                        .map(n -> "'" + n + "'")
                        .collect(Collectors.joining(", ")));
          }
          if (!fits(input, sizes)) {
            throw new UnusableException(
                "--shape gives '"
                    + name
                    + "' the sizes "
                    + Arrays.toString(sizes)
                    + " after the batch, where the model declares "
                    + input.shape()
                    + " with it; give "
                    + example(input));
          }
        });
  }

  private static boolean fits(ValueInfo input, long[] sizes) {
    boolean fits = input.dims().size() == sizes.length + 1;
    for (int i = 0; fits && i < sizes.length; i++) {
      long declared = input.dims().get(i + 1);
      fits = declared < 0 || declared == sizes[i];
    }
    return fits;
  }

  /** Inputs with free sizes that are not given. */
  List<ValueInfo> open(List<ValueInfo> inputs) {
    return inputs.stream()
        .filter(i -> !byInput.containsKey(i.name()))
        .filter(i -> i.dims().stream().skip(1).anyMatch(d -> d < 0))
        .toList();
  }

  /** What to write on the command line for an input, N where its size is free. */
  static String example(ValueInfo input) {
    return "--shape "
        + input.name()
        + "="
        + input.dims().stream()
            .skip(1)
            .map(d -> d < 0 ? "N" : d.toString())
            .collect(Collectors.joining(","));
  }
}
