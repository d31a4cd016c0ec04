package org.rccbench.training;

/**
 * AdamW as torch.optim.AdamW has it: one group, every parameter decayed, norms and biases too.
 *
 * @param beta1 share of the old first moment
 * @param beta2 share of the old second moment
 * @param eps added to the root of the second moment
 * @param weightDecay decay, times the learning rate
 * @param clip largest L2 norm over all gradients; 0 for any
 */
public record AdamW(double beta1, double beta2, double eps, double weightDecay, double clip) {

  /** Checks the ranges. */
  public AdamW {
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
