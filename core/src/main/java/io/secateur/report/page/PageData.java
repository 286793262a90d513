package io.secateur.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;

/** A page's records as JSON, short, and such that it may stand in a script element. */
final class PageData {
  /** More digits than a picture shows. */
  private static final MathContext DIGITS = new MathContext(6);

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
          .registerModule(
              new SimpleModule()
                  .addSerializer(double.class, new Real())
                  .addSerializer(Double.class, new Real())
                  .addSerializer(double[].class, new Reals()));

  private PageData() {}

  /** The text; bytes are in base 64, what is not a number is null, and null fields are left out. */
  static String text(Page page) {
    try {
      // A script element ends at the first "</script", wherever that stands.
      return MAPPER.writeValueAsString(page).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the page cannot be written as JSON", e);
    }
  }

  private static void write(double value, JsonGenerator out) throws IOException {
    if (!Double.isFinite(value)) {
      out.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      out.writeNumber((long) value);
    } else {
      out.writeNumber(BigDecimal.valueOf(value).round(DIGITS).doubleValue());
    }
  }

  private static final class Real extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      write(value, out);
    }
  }

  private static final class Reals extends JsonSerializer<double[]> {
    @Override
    public void serialize(double[] values, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartArray();
      for (double value : values) {
        write(value, out);
      }
      out.writeEndArray();
    }
  }
}
