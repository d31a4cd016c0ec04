package org.rccbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy that would pass anything, or that nobody can mean, is refused. */
class GatePolicyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rules: []                                                       | an empty one would pass anything
          rule: []                                                        | unknown key "rule"
          rules: [{id: a, metric: score, task: t, largest: 1}]            | profile is missing
          rules: [{id: a, metric: score, profile: p, largest: 1}]         | task is missing
          rules: [{id: a, metric: speed, largest: 1}]                     | benchmark is missing
          rules: [{id: a, metric: peak_memory, largest: -1}]              | largest must be a number >= 0, was -1.0
          rules: [{id: a, metric: peak_memory}]                           | largest must be
          rules: [{id: a, metric: peak_memory, largest: 1, cell: {x: "1"}}] | a rule about peak_memory ignores them
          rules: [{id: a, metric: speed, benchmark: b, models: [m], largest: 1}] | a rule about speed has a benchmark
          rules: [{id: a, metric: peak_memory, largest: 1, tier: advisory}] | a policy needs a required rule
          rules: [{id: a, metric: joy, largest: 1}]                       | unknown metric "joy"; known: score, tokens
          rules: [{id: a, metric: peak_memory, largest: 1, tier: maybe}]  | unknown tier "maybe"
          rules: [{id: a, metric: peak_memory, largest: 1, better: low}]  | unknown key "better"
          rules: [{id: a, metric: peak_memory, largest: 1}, {id: a, metric: peak_memory, largest: 1}] | stands twice
          """)
  void aBadPolicyIsRefused(String yaml, String message) {
    assertThatThrownBy(() -> GatePolicy.parse(yaml, "p.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
