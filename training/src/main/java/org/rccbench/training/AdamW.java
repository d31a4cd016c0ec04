package org.rccbench.training;

/**
 * AdamW as torch.optim.AdamW has it: one group, every parameter decayed, norms and biases too.
 *
 * @param beta1 share of the old first moment, default 0.9
 * @param beta2 share of the old second moment, default 0.98
 * @param eps added to the root of the second moment, default 1e-8
 * @param weightDecay decay, times the learning rate, default 0.01
 * @param clip largest L2 norm over all gradients, default 1; 0 for any
 */
public record AdamW(Double beta1, Double beta2, Double eps, Double weightDecay, Double clip) {
  static final AdamW USUAL = new AdamW(null, null, null, null, null);

  /** Fills in defaults and checks the ranges. */
  public AdamW {
    beta1 = beta1 == null ? Double.valueOf(0.9) : beta1;
    beta2 = beta2 == null ? Double.valueOf(0.98) : beta2;
    eps = eps == null ? Double.valueOf(1e-8) : eps;
    weightDecay = weightDecay == null ? Double.valueOf(0.01) : weightDecay;
    clip = clip == null ? Double.valueOf(1) : clip;
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "beta1 and beta2 must be in [0, 1), were " + beta1 + " and " + beta2);
    }
    if (!(eps > 0) || !(weightDecay >= 0) || !(clip >= 0)) {
      throw new IllegalArgumentException(
          "eps must be > 0, weight_decay and clip >= 0, were "
              + eps
              + ", "
              + weightDecay
              + " and "
              + clip);
    }
  }

  /** What gradients of norm {@code norm} are multiplied by: min(1, clip / (norm + 1e-6)). */
  double factor(double norm) {
    return clip == 0 ? 1 : Math.min(1, clip / (norm + 1e-6));
  }
}
