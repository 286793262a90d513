package io.secateur.criteria;

import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;

/**
 * Derivatives of the total error in the outputs o of hidden neurons, by loops: back-propagation,
 * and the diagonal recursion of Wolfe et al. 2017, appendix A. Gates are all open.
 */
final class PlainDerivatives {
  /** Σ o ∂E/∂o. */
  final double[] first;

  /** Σ o² ∂²E/∂o². */
  final double[] second;

  PlainDerivatives(PlainMlp net, Loss loss, Samples samples) {
    first = new double[net.neurons()];
    second = new double[net.neurons()];
    for (int s = 0; s < samples.size(); s++) {
      add(net, loss, net.run(samples.row(s), net.open()), samples.label(s));
    }
  }

  private void add(PlainMlp net, Loss loss, PlainMlp.Pass pass, int label) {
    int width = pass.lastZ().length;
    double[] g = new double[width]; // dE/dz
    double[] h = new double[width]; // d2E/dz2
    for (int i = 0; i < width; i++) {
      double z = pass.lastZ()[i];
      double t = i == label ? 1 : 0;
      if (loss == Loss.SQUARED) {
        Unit f = net.last();
        g[i] = (f.of(z) - t) * f.slope(z);
        h[i] = f.slope(z) * f.slope(z) + (f.of(z) - t) * f.bend(z);
      } else {
        double p = Loss.softmax(pass.lastZ())[i];
        g[i] = p - t;
        h[i] = p * (1 - p);
      }
    }
    for (int l = net.weights().length - 1; l >= 1; l--) { // from layer l to hidden layer l - 1
      int below = net.weights()[l - 1].length;
      double[] gBelow = new double[below];
      double[] hBelow = new double[below];
      for (int j = 0; j < below; j++) {
        double gOut = 0; // dE/do_j
        double hOut = 0; // d2E/do_j2
        for (int i = 0; i < g.length; i++) {
          double w = net.weights()[l][i][j];
          gOut += g[i] * w;
          hOut += h[i] * w * w;
        }
        double o = pass.o()[l][j];
        double z = pass.z()[l - 1][j];
        int k = net.first(l - 1) + j;
        first[k] += o * gOut;
        second[k] += o * o * hOut;
        double slope = net.hidden().slope(z);
        gBelow[j] = gOut * slope;
        hBelow[j] = hOut * slope * slope + gOut * net.hidden().bend(z);
      }
      g = gBelow;
      h = hBelow;
    }
  }
}
