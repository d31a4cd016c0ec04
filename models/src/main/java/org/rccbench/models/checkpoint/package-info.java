/**
 * Checkpoint folders: configuration, safetensors headers, names; everything is checked before a
 * byte is mapped.
 */
package org.rccbench.models.checkpoint;
