/** Recipes, objectives and the trainer that makes small GPT-NeoX and RCC checkpoints. */
package org.rccbench.training;
