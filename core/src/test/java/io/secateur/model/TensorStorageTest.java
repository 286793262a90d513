package io.secateur.model;

import static io.secateur.model.Protos.adding;
import static io.secateur.model.Protos.constant;
import static io.secateur.model.Protos.file;
import static io.secateur.model.Protos.graph;
import static io.secateur.model.Protos.model;
import static io.secateur.model.Protos.node;
import static io.secateur.model.Protos.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX has a field of its own for most element types, and raw bytes for all of them. */
class TensorStorageTest {
  @TempDir Path folder;

  private Tensor read(TensorProto w) {
    return constant(Model.read(file(folder, adding(w))), "w");
  }

  private static Arguments in(ElementType type, TensorProto.Builder elements, double... expected) {
    return Arguments.of(type, elements.setDataType(type.number()), expected);
  }

  private static TensorProto.Builder pair() {
    return tensor("w", ElementType.OTHER, 2);
  }

  private static ByteString bytes(int... values) {
    byte[] out = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      out[i] = (byte) values[i];
    }
    return ByteString.copyFrom(out);
  }

  /** The halves 0x3c00 and 0xc100 are 1 and -2.5; the bfloats 0x3f80 and 0xc020 as well. */
  static Stream<Arguments> stored() {
    return Stream.of(
        in(ElementType.FLOAT, pair().addFloatData(1.5f).addFloatData(-2), 1.5, -2),
        in(ElementType.DOUBLE, pair().addDoubleData(1e-300).addDoubleData(-2), 1e-300, -2),
        in(ElementType.INT64, pair().addInt64Data(1L << 40).addInt64Data(-1), 1L << 40, -1),
        in(ElementType.UINT64, pair().addUint64Data(7).addUint64Data(1L << 40), 7, 1L << 40),
        in(ElementType.UINT32, pair().addUint64Data(7).addUint64Data(0xffffffffL), 7, 4294967295.0),
        in(ElementType.INT32, pair().addInt32Data(7).addInt32Data(-8), 7, -8),
        in(ElementType.INT16, pair().addInt32Data(7).addInt32Data(-8), 7, -8),
        in(ElementType.UINT16, pair().addInt32Data(7).addInt32Data(65535), 7, 65535),
        in(ElementType.INT8, pair().addInt32Data(7).addInt32Data(-8), 7, -8),
        in(ElementType.UINT8, pair().addInt32Data(7).addInt32Data(255), 7, 255),
        in(ElementType.BOOL, pair().addInt32Data(1).addInt32Data(0), 1, 0),
        in(ElementType.FLOAT16, pair().addInt32Data(0x3c00).addInt32Data(0xc100), 1, -2.5),
        in(ElementType.BFLOAT16, pair().addInt32Data(0x3f80).addInt32Data(0xc020), 1, -2.5),
        in(ElementType.FLOAT, pair().setRawData(bytes(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0)), 1, -2),
        in(ElementType.FLOAT16, pair().setRawData(bytes(0, 0x3c, 0, 0xc1)), 1, -2.5),
        in(ElementType.BFLOAT16, pair().setRawData(bytes(0x80, 0x3f, 0x20, 0xc0)), 1, -2.5),
        in(ElementType.INT32, pair().setRawData(bytes(1, 1, 0, 0, 255, 255, 255, 255)), 257, -1),
        in(ElementType.INT16, pair().setRawData(bytes(1, 1, 255, 255)), 257, -1),
        in(ElementType.UINT16, pair().setRawData(bytes(1, 1, 255, 255)), 257, 65535),
        in(ElementType.INT8, pair().setRawData(bytes(1, 255)), 1, -1),
        in(ElementType.UINT8, pair().setRawData(bytes(1, 255)), 1, 255),
        in(ElementType.BOOL, pair().setRawData(bytes(1, 0)), 1, 0));
  }

  @ParameterizedTest
  @MethodSource("stored")
  void everyTypeIsReadFromWhereverItStands(
      ElementType type, TensorProto.Builder stored, double[] expected) {
    Tensor w = read(stored.build());
    assertThat(w.type()).isEqualTo(type);
    assertThat(w.dims()).containsExactly(2);
    assertThat(new double[] {w.at(0), w.at(1)}).containsExactly(expected);
  }

  @Test
  void aScalarAndAnEmptyTensorAreRead() {
    assertThat(read(tensor("w", ElementType.FLOAT).addFloatData(3).build()).size()).isEqualTo(1);
    assertThat(read(tensor("w", ElementType.FLOAT, 0, 5).build()).size()).isZero();
  }

  @Test
  void textIsCarriedWithItsShape() {
    TensorProto text = pair().setDataType(8).addStringData(ByteString.copyFromUtf8("a")).build();
    assertThat(read(text).type()).isEqualTo(ElementType.STRING);
  }

  /** Every half, against the definition (-1)^s 2^(e-15) (1 + f/1024). */
  @Test
  void everyHalfIsTheNumberThatItsBitsMean() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int e = (bits >> 10) & 31;
      int f = bits & 1023;
      double magnitude = e == 0 ? f * Math.pow(2, -24) : Math.pow(2, e - 15) * (1 + f / 1024.0);
      if (e == 31) {
        magnitude = f == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      }
      float found = Halves.toFloat((short) bits);
      double expected = bits >= 1 << 15 ? -magnitude : magnitude;
      assertThat(Double.compare(found, expected)).as(Integer.toHexString(bits)).isZero();
    }
  }

  static Stream<Arguments> constants() {
    AttributeProto.Builder a = AttributeProto.newBuilder();
    TensorProto t = tensor("", ElementType.FLOAT, 1, 2).addFloatData(1).addFloatData(2).build();
    return Stream.of(
        Arguments.of(
            a.clone().setName("value").setType(AttributeType.TENSOR).setT(t),
            "FLOAT[1, 2]",
            List.of(1.0, 2.0)),
        Arguments.of(a.clone().setName("value_float").setF(0.5f), "FLOAT[]", List.of(0.5)),
        Arguments.of(
            a.clone().setName("value_floats").addFloats(1).addFloats(4),
            "FLOAT[2]",
            List.of(1.0, 4.0)),
        Arguments.of(a.clone().setName("value_int").setI(9), "INT64[]", List.of(9.0)),
        Arguments.of(
            a.clone().setName("value_ints").addInts(3).addInts(-1),
            "INT64[2]",
            List.of(3.0, -1.0)));
  }

  @ParameterizedTest
  @MethodSource("constants")
  void aConstantNodeIsAConstantInEachOfItsSpellings(
      AttributeProto.Builder attribute, String shape, List<Double> expected) {
    NodeProto w = node("Constant", "w").toBuilder().addAttribute(attribute).build();
    Graph graph = Model.read(file(folder, model(graph(w, node("Add", "y", "x", "w"))))).graph();
    Tensor tensor = java.util.Objects.requireNonNull(graph.constants().get("w"));
    assertThat(tensor).hasToString(shape);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(tensor.at(i)).isEqualTo(expected.get(i));
    }
    assertThat(graph.nodes()).extracting(Node::op).containsExactly("Add");
  }
}
