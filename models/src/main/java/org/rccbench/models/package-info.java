/**
 * Tokenizers, checkpoints, GPT-NeoX and RCC on DJL PyTorch, behind the {@link
 * org.rccbench.models.ContextModel} interface.
 */
package org.rccbench.models;
