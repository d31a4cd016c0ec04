/** Learns the vocabulary of a tokenizer from text. */
package org.rccbench.training.tokenizer;
