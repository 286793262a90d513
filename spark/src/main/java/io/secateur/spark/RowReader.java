package io.secateur.spark;

import io.secateur.data.DataOptions;
import io.secateur.data.Datasets;
import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import io.secateur.study.data.NpzWriter;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import scala.Tuple2;
import scala.collection.Seq;

/**
 * Makes segments of rows whose values are numbers, arrays of them, or bytes. They are put into a
 * file as numpy's, so that they are checked, fitted to the model and scaled as any other.
 */
final class RowReader implements Serializable {
  private static final String TARGETS = "y";

  private final String source;
  private final ArrayList<String> columns;
  private final ArrayList<String> names = new ArrayList<>();
  private final ArrayList<ElementType> types = new ArrayList<>();
  private final ArrayList<ArrayList<Long>> dims = new ArrayList<>();
  private final double scale;
  private final ArrayList<Double> mean;
  private final ArrayList<Double> std;

  RowReader(String source, List<String> columns, DataOptions options, List<ValueInfo> inputs) {
    this.source = source;
    this.columns = new ArrayList<>(columns);
    this.scale = options.scale();
    this.mean = new ArrayList<>(options.mean());
    this.std = new ArrayList<>(options.std());
    for (ValueInfo input : inputs) {
      names.add(input.name());
      types.add(input.type());
      dims.add(new ArrayList<>(input.dims()));
    }
  }

  /** Elements of a row's inputs. */
  long elements(Row row) {
    long elements = 0;
    for (int c = 0; c < names.size(); c++) {
      elements += numbers(row, c, 0).size();
    }
    return elements;
  }

  /** A segment of all these rows, which come in order. */
  Rows rows(long begin, Iterator<Tuple2<Long, Row>> rows) {
    List<Row> all = new ArrayList<>();
    rows.forEachRemaining(row -> all.add(row._2()));
    TreeMap<String, Tensor> arrays = new TreeMap<>();
    for (int c = 0; c < columns.size(); c++) {
      boolean isInput = c < names.size();
      arrays.put(isInput ? names.get(c) : TARGETS, array(all, c, begin));
    }
    try {
      Path file = Files.createTempFile("secateur", ".npz");
      try {
        NpzWriter.write(file, arrays);
        DataOptions options = new DataOptions(file.toString(), 0, Long.MAX_VALUE, scale, mean, std);
        return Rows.of(begin, List.of(Datasets.open(options, inputs())));
      } catch (UnusableException e) {
        throw new UnusableException(
            String.valueOf(e.getMessage()).replace(file.toString(), source), e);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UnusableException("an executor cannot write a temporary file: " + e, e);
    }
  }

  private List<ValueInfo> inputs() {
    List<ValueInfo> inputs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      inputs.add(new ValueInfo(names.get(i), types.get(i), dims.get(i)));
    }
    return inputs;
  }

  /** One column of all rows: (rows), or (rows, elements) where a value is an array. */
  private Tensor array(List<Row> rows, int column, long begin) {
    List<? extends Number> first = numbers(rows.get(0), column, begin);
    boolean isPlain = rows.get(0).get(column) instanceof Number;
    ElementType type = type(first.get(0));
    int width = first.size();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(rows.size(), width * type.bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rows.size(); i++) {
      List<? extends Number> numbers = numbers(rows.get(i), column, begin + i);
      if (numbers.size() != width) {
        throw wrong(column, begin + i, numbers.size() + " elements, where others have " + width);
      }
      for (Number number : numbers) {
        switch (type) {
          case FLOAT -> bytes.putFloat(number.floatValue());
          case DOUBLE -> bytes.putDouble(number.doubleValue());
          case INT64 -> bytes.putLong(number.longValue());
          default -> bytes.putInt(number.intValue());
        }
      }
    }
    long[] shape = isPlain ? new long[] {rows.size()} : new long[] {rows.size(), width};
    return new Tensor(type, shape, bytes.flip());
  }

  private static ElementType type(Number number) {
    if (number instanceof Float) {
      return ElementType.FLOAT;
    }
    if (number instanceof Double) {
      return ElementType.DOUBLE;
    }
    return number instanceof Long ? ElementType.INT64 : ElementType.INT32;
  }

  private List<? extends Number> numbers(Row row, int column, long sample) {
    Object value = row.get(column);
    if (value instanceof Number number) {
      return List.of(number);
    }
    List<Number> numbers = new ArrayList<>();
    if (value instanceof byte[] bytes) {
      for (byte b : bytes) {
        numbers.add(b & 0xff);
      }
    } else if (value instanceof Seq<?> sequence) {
      add(sequence, numbers, column, sample);
    }
    if (numbers.isEmpty()) {
      throw wrong(column, sample, value == null ? "no value" : "no number in it");
    }
    return numbers;
  }

  /** An array of arrays counts row by row. */
  private void add(Seq<?> sequence, List<Number> numbers, int column, long sample) {
    for (int i = 0; i < sequence.size(); i++) {
      Object element = sequence.apply(i);
      if (element instanceof Number number) {
        numbers.add(number);
      } else if (element instanceof Seq<?> inner) {
        add(inner, numbers, column, sample);
      } else {
        throw wrong(column, sample, "an element that is no number");
      }
    }
  }

  private UnusableException wrong(int column, long sample, String found) {
    return new UnusableException(
        "column '"
            + columns.get(column)
            + "' of data '"
            + source
            + "' has for sample "
            + sample
            + " "
            + found
            + "; give equally many numbers for each sample");
  }
}
