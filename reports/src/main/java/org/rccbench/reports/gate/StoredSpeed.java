package org.rccbench.reports.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Times that a baseline keeps, with what decides whether others can be compared with them.
 *
 * @param machine how fast the machine was
 * @param options JMH's
 * @param rounds the runs of JMH of each rule of speed, by its id
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StoredSpeed(
    MachineScore machine, String options, Map<String, List<JmhTimes>> rounds) {

  /** Keeps the rounds in order. */
  public StoredSpeed {
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(options, "options");
    rounds = new TreeMap<>(rounds);
  }
}
