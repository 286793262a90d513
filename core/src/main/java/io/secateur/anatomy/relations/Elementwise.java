package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/**
 * Functions of one element, or of elements at the same place: every axis goes through, broadcasting
 * as numpy does.
 */
final class Elementwise implements Relation {
  static final String[] OPERATORS = {
    "Abs",
    "Acos",
    "Acosh",
    "Add",
    "And",
    "Asin",
    "Asinh",
    "Atan",
    "Atanh",
    "BitShift",
    "BitwiseAnd",
    "BitwiseNot",
    "BitwiseOr",
    "BitwiseXor",
    "Cast",
    "Ceil",
    "Celu",
    "Clip",
    "Cos",
    "Cosh",
    "Div",
    "Dropout",
    "Elu",
    "Equal",
    "Erf",
    "Exp",
    "Floor",
    "Gelu",
    "Greater",
    "GreaterOrEqual",
    "HardSigmoid",
    "HardSwish",
    "Identity",
    "IsInf",
    "IsNaN",
    "LeakyRelu",
    "Less",
    "LessOrEqual",
    "Log",
    "Max",
    "Mean",
    "Min",
    "Mish",
    "Mod",
    "Mul",
    "Neg",
    "Not",
    "Or",
    "PRelu",
    "Pow",
    "Reciprocal",
    "Relu",
    "Round",
    "Selu",
    "Shrink",
    "Sigmoid",
    "Sign",
    "Sin",
    "Sinh",
    "Softplus",
    "Softsign",
    "Sqrt",
    "Sub",
    "Sum",
    "Swish",
    "Tan",
    "Tanh",
    "ThresholdedRelu",
    "Where",
    "Xor"
  };

  @Override
  public void relate(Node node, Relator to) {
    Operand out = to.out(node);
    for (int i = 0; i < node.inputs().size(); i++) {
      if (node.hasInput(i)) {
        Operand in = to.in(node, i);
        Relations.broadcast(node, in, out, out.rank(), to);
      }
    }
    for (int i = 1; i < node.outputs().size(); i++) { // Dropout's mask
      if (!node.outputs().get(i).isEmpty()) {
        Relations.sameAxes(to.out(node, i), out, to);
      }
    }
  }
}
