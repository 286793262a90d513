package io.secateur.data;

import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.util.List;

/** Files whose format is known. */
sealed interface Source permits Npz, Idx, Cifar {

  /** Reads what the model's inputs need of the samples that the options leave. */
  Contents read(DataOptions options, List<ValueInfo> inputs);

  /** For people: the file that tells the source from others, with its folder. */
  String name();

  /** The one input of a model that images can be given to. */
  static String onlyInput(List<ValueInfo> inputs, String where) {
    if (inputs.size() != 1) {
      throw new UnusableException(
          where
              + " feeds one input, and the model asks for "
              + inputs.size()
              + ": "
              + Npz.asked(inputs)
              + "; put an array for each into an .npz file");
    }
    return inputs.get(0).name();
  }
}
