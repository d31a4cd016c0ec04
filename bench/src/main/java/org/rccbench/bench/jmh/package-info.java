/**
 * JMH harnesses. Each benchmark has a gate that shows that its contenders answer the same before
 * anything is timed; {@link org.rccbench.bench.jmh.Benchmarks} runs them, or the gates alone.
 */
package org.rccbench.bench.jmh;
