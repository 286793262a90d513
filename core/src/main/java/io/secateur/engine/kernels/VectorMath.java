package io.secateur.engine.kernels;

import static io.secateur.engine.kernels.Coefficients.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Functions of vectors. */
final class VectorMath {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private VectorMath() {}

  /** eˣ − 1 = x + x² q(x) for x up to EXPM1_BOUND. */
  static FloatVector expm1(FloatVector x) {
    return quotient(x).fma(x.mul(x), x);
  }

  /** q(x). */
  static FloatVector quotient(FloatVector x) {
    FloatVector q = FloatVector.broadcast(FLOATS, Q4).fma(x, FloatVector.broadcast(FLOATS, Q3));
    q = q.fma(x, FloatVector.broadcast(FLOATS, Q2));
    q = q.fma(x, FloatVector.broadcast(FLOATS, Q1));
    return q.fma(x, FloatVector.broadcast(FLOATS, Q0));
  }

  static FloatVector exp(FloatVector x) {
    return power(x.min(EXP_BOUND).max(-EXP_BOUND));
  }

  static FloatVector power(FloatVector x) {
    FloatVector shifted =
        x.fma(FloatVector.broadcast(FLOATS, LOG2E), FloatVector.broadcast(FLOATS, ROUND));
    FloatVector n = shifted.sub(ROUND);
    FloatVector r =
        n.fma(
            FloatVector.broadcast(FLOATS, -LN2_LOW),
            n.fma(FloatVector.broadcast(FLOATS, -LN2_HIGH), x));
    FloatVector p = FloatVector.broadcast(FLOATS, E0).fma(r, FloatVector.broadcast(FLOATS, E1));
    p = p.fma(r, FloatVector.broadcast(FLOATS, E2));
    p = p.fma(r, FloatVector.broadcast(FLOATS, E3));
    p = p.fma(r, FloatVector.broadcast(FLOATS, E4));
    p = p.fma(r, FloatVector.broadcast(FLOATS, E5));
    p = p.fma(r.mul(r), r).add(1f);
    return p.mul(
        shifted
            .reinterpretAsInts()
            .add(127)
            .lanewise(VectorOperators.LSHL, 23)
            .reinterpretAsFloats());
  }

  static FloatVector logOfOneAnd(FloatVector x) {
    FloatVector sum = x.add(1f);
    FloatVector lost = x.sub(sum.sub(1f));
    FloatVector zero = FloatVector.zero(FLOATS);
    return log(sum).add(zero.blend(lost, sum.compare(VectorOperators.LT, 2f)));
  }

  static FloatVector log(FloatVector x) {
    var bits = x.reinterpretAsInts();
    FloatVector m = bits.and(0x7fffff).or(0x3f000000).reinterpretAsFloats();
    FloatVector e =
        (FloatVector)
            bits.lanewise(VectorOperators.ASHR, 23)
                .sub(126)
                .convertShape(VectorOperators.I2F, FLOATS, 0);
    var small = m.compare(VectorOperators.LT, SQRT_HALF);
    e = e.sub(1f, small);
    m = m.add(m, small);
    FloatVector r = m.sub(1f);
    FloatVector p = FloatVector.broadcast(FLOATS, L0).fma(r, FloatVector.broadcast(FLOATS, L1));
    p = p.fma(r, FloatVector.broadcast(FLOATS, L2));
    p = p.fma(r, FloatVector.broadcast(FLOATS, L3));
    p = p.fma(r, FloatVector.broadcast(FLOATS, L4));
    p = p.fma(r, FloatVector.broadcast(FLOATS, L5));
    p = p.fma(r, FloatVector.broadcast(FLOATS, L6));
    p = p.fma(r, FloatVector.broadcast(FLOATS, L7));
    p = p.fma(r, FloatVector.broadcast(FLOATS, L8));
    FloatVector square = r.mul(r);
    FloatVector y = p.mul(r).mul(square);
    y = e.fma(FloatVector.broadcast(FLOATS, LN2_LOW), y);
    y = square.fma(FloatVector.broadcast(FLOATS, -0.5f), y);
    return e.fma(FloatVector.broadcast(FLOATS, LN2_HIGH), r.add(y));
  }
}
