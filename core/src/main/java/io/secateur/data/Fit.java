package io.secateur.data;

import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.util.List;

/**
 * How a sample becomes what an input asks for.
 *
 * @param dims the input's shape without the batch
 * @param channelsLast whether channels, first in the source, come last in the input
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Fit(long[] dims, boolean channelsLast) {

  /** An image into the places that an input has for it. */
  static Fit image(ValueInfo input, Column column) {
    long[] image = column.shape();
    long channels = image.length == 3 ? image[0] : 1;
    long height = image[image.length - 2];
    long width = image[image.length - 1];
    long all = channels * height * width;
    List<Long> asked = asked(input);
    long[] first = {channels, height, width};
    long[] last = {height, width, channels};
    long[] flat = {all};
    long[] plane = {height, width};
    if (matches(asked, first)) {
      return new Fit(first, false);
    }
    if (matches(asked, last)) {
      return new Fit(last, true);
    }
    if (matches(asked, flat)) {
      return new Fit(flat, false);
    }
    if (channels == 1 && matches(asked, plane)) {
      return new Fit(plane, false);
    }
    long free = asked.stream().filter(d -> d < 0).count();
    long fixed = product(asked);
    if (channels == 1 && free <= 1 && (free == 0 ? fixed == all : all % fixed == 0)) {
      return new Fit(asked.stream().mapToLong(d -> d < 0 ? all / fixed : d).toArray(), false);
    }
    throw new UnusableException(
        "the model's input '"
            + input.name()
            + "' asks for "
            + input.shape()
            + ", and an image of "
            + column.where()
            + " has "
            + (channels == 1 ? "1 channel" : channels + " channels")
            + " of "
            + height
            + "x"
            + width
            + "; give the data that the model was trained on");
  }

  /** An array, as it is; a shape of another rank is read anew if it has as many elements. */
  static Fit array(ValueInfo input, Column column) {
    long[] sample = column.shape();
    List<Long> asked = asked(input);
    if (matches(asked, sample)) {
      return new Fit(sample, false);
    }
    boolean allFixed = asked.stream().allMatch(d -> d >= 0);
    if (asked.size() != sample.length && allFixed && product(asked) == column.elements()) {
      return new Fit(asked.stream().mapToLong(Long::longValue).toArray(), false);
    }
    throw new UnusableException(
        "the model's input '"
            + input.name()
            + "' asks for "
            + input.shape()
            + ", and "
            + column.where()
            + " has the shape "
            + column.dims()
            + "; "
            + advice(asked, sample));
  }

  private static String advice(List<Long> asked, long[] sample) {
    if (sample.length == 3) {
      if (matches(asked, sample[2], sample[0], sample[1])) {
        return "put the channels first with numpy.moveaxis(x, -1, 1) and save it again";
      }
      if (matches(asked, sample[1], sample[2], sample[0])) {
        return "put the channels last with numpy.moveaxis(x, 1, -1) and save it again";
      }
    }
    return "save it in the shape that the model asks for, the sample first";
  }

  /** The input's dims without the batch. */
  private static List<Long> asked(ValueInfo input) {
    if (input.dims().size() < 2) {
      throw new UnusableException(
          "the model's input '"
              + input.name()
              + "' declares the shape "
              + input.shape()
              + ", where the batch and at least one more axis were expected; export the model with"
              + " its input's shape");
    }
    return input.dims().subList(1, input.dims().size());
  }

  private static boolean matches(List<Long> asked, long... dims) {
    if (asked.size() != dims.length) {
      return false;
    }
    for (int i = 0; i < dims.length; i++) {
      if (asked.get(i) >= 0 && asked.get(i) != dims[i]) {
        return false;
      }
    }
    return true;
  }

  /** The product of the fixed dims; -1, which no number of elements is, if it overflows. */
  private static long product(List<Long> dims) {
    try {
      return dims.stream().filter(d -> d >= 0).reduce(1L, Math::multiplyExact);
    } catch (ArithmeticException e) {
      return -1;
    }
  }
}
