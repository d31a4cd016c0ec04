/** TorchScript sources of other modules, run without their seeing the engine. */
package org.rccbench.models.torch;
