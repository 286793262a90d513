package io.secateur.testing;

/** An activation with its derivatives, by its formulas. */
public enum Unit {
  SIGMOID("Sigmoid") {
    @Override
    public double of(double z) {
      return 1 / (1 + Math.exp(-z));
    }

    @Override
    public double slope(double z) {
      return of(z) * (1 - of(z));
    }

    @Override
    public double bend(double z) {
      return slope(z) * (1 - 2 * of(z));
    }
  },
  TANH("Tanh") {
    @Override
    public double of(double z) {
      return Math.tanh(z);
    }

    @Override
    public double slope(double z) {
      return 1 - of(z) * of(z);
    }

    @Override
    public double bend(double z) {
      return -2 * of(z) * slope(z);
    }
  },
  RELU("Relu") {
    @Override
    public double of(double z) {
      return Math.max(0, z);
    }

    @Override
    public double slope(double z) {
      return z > 0 ? 1 : 0;
    }

    @Override
    public double bend(double z) {
      return 0;
    }
  },
  LINEAR("Identity") {
    @Override
    public double of(double z) {
      return z;
    }

    @Override
    public double slope(double z) {
      return 1;
    }

    @Override
    public double bend(double z) {
      return 0;
    }
  };

  private final String op;

  Unit(String op) {
    this.op = op;
  }

  /** ONNX's operator. */
  public String op() {
    return op;
  }

  public abstract double of(double z);

  /** The first derivative. */
  public abstract double slope(double z);

  /** The second derivative. */
  public abstract double bend(double z);
}
