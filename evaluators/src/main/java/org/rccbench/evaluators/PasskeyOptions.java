package org.rccbench.evaluators;

import java.util.List;
import org.rccbench.datasets.PasskeyFiller;
import org.rccbench.datasets.PasskeyPlace;
import org.rccbench.datasets.World;

/**
 * Options of the task {@code passkey}.
 *
 * @param lengths context lengths in tokens, default 2048, 8192, 32768
 * @param depths where the key stands, in percent of the filler, default 0, 25, 50, 75, 100; none
 *     where places alone are asked for
 * @param places where the key stands against the borders of windows and slots: {@code
 *     inside-window}, {@code window-boundary}, {@code slot-edge}; default none
 * @param window tokens of a window for the places, default 2048
 * @param rate tokens of a slot for the places, default 32
 * @param fillers {@code classic} (default), {@code prose}, {@code classic-decoys}, {@code
 *     prose-decoys}
 * @param world which keys are hidden: {@code test} (default) or {@code validation}, which no
 *     training has seen
 * @param samples samples of each cell, default 10; not with {@code adaptive}
 * @param generate tokens to generate, default 10 (landmark-attention, llama/run_test.py)
 * @param adaptive more samples where a cell is not yet known well enough
 */
record PasskeyOptions(
    List<Long> lengths,
    List<Double> depths,
    List<String> places,
    Integer window,
    Integer rate,
    List<String> fillers,
    String world,
    Integer samples,
    Integer generate,
    AdaptiveSampling adaptive) {

  PasskeyOptions {
    lengths = Checks.distinct("lengths", lengths == null ? List.of(2048L, 8192L, 32768L) : lengths);
    places = places == null ? List.of() : Checks.distinct("places", places);
    places.forEach(PasskeyOptions::place);
    List<Double> usual = places.isEmpty() ? List.of(0.0, 25.0, 50.0, 75.0, 100.0) : List.of();
    depths = depths == null ? usual : Checks.distinct("depths", depths);
    fillers =
        Checks.distinct(
            "fillers", fillers == null ? List.of(PasskeyFiller.CLASSIC.label()) : fillers);
    fillers.forEach(PasskeyOptions::filler);
    world = world == null ? World.TEST.label() : world;
    if (samples != null && adaptive != null) {
      throw new IllegalArgumentException(
          "samples and adaptive exclude each other: adaptive sampling decides how many there are");
    }
    samples = samples == null ? (adaptive == null ? 10 : adaptive.most()) : samples;
    generate = generate == null ? 10 : generate;
    window = window == null ? 2048 : window;
    rate = rate == null ? 32 : rate;
    new PasskeyPlace.Borders(window, rate);
    lengths.forEach(length -> Checks.positive("lengths", length));
    depths.forEach(depth -> Checks.percent("depths", depth));
    Checks.positive("samples", samples);
    Checks.positive("generate", generate);
    Checks.unseen(world);
  }

  /** The filler of a name. */
  static PasskeyFiller filler(String label) {
    return Checks.named("filler", label, PasskeyFiller.values(), PasskeyFiller::label);
  }

  /** The place of a name. */
  static PasskeyPlace place(String label) {
    return Checks.named("place", label, PasskeyPlace.values(), PasskeyPlace::label);
  }

  /** The world of the keys. */
  World keys() {
    return Checks.unseen(world);
  }

  /** The borders of the places. */
  PasskeyPlace.Borders borders() {
    return new PasskeyPlace.Borders(window, rate);
  }
}
