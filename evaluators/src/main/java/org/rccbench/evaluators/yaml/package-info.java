/**
 * Plain YAML read strictly: unknown and duplicate keys, tags, anchors and values of another type
 * are errors that name file, line, column and key. Suites, manifests and policies are read with it.
 */
package org.rccbench.evaluators.yaml;
