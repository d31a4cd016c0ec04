package org.rccbench.models.internal;

import org.rccbench.models.checkpoint.Dtype;

/**
 * What a tensor is wanted as.
 *
 * @param dtype element type
 * @param device {@code cpu} or {@code cuda:N}
 * @param kept whether it stays for the model's life, and may so be a view of the mapped file
 */
record Placement(Dtype dtype, String device, boolean kept) {}
