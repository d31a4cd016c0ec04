package org.rccbench.reports;

import java.awt.BasicStroke;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How a line looks besides its weight: colour, dash and marker differ together, so that no reader
 * depends on colour alone. Styles past the last colour repeat it with another dash and marker.
 *
 * @param index place of the model among all models, so that it looks the same in every figure
 */
record LineStyle(int index) {
  private static final List<float[]> DASHES =
      List.of(
          new float[] {},
          new float[] {5, 2},
          new float[] {2, 2},
          new float[] {7, 2, 2, 2},
          new float[] {3, 1},
          new float[] {1, 2},
          new float[] {8, 3});
  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_DOWN,
          SeriesMarkers.CROSS,
          SeriesMarkers.PLUS);

  LineStyle {
    if (index < 0) {
      throw new IllegalArgumentException("a style's index must be >= 0, was " + index);
    }
  }

  int colour() {
    return index % Theme.colours();
  }

  Marker marker() {
    return MARKERS.get((index + index / Theme.colours()) % MARKERS.size());
  }

  /** The line's pen, {@code width} points wide. */
  BasicStroke pen(float width) {
    return stroke(width, DASHES.get((index + index / Theme.colours()) % DASHES.size()));
  }

  static BasicStroke stroke(float width, float... dash) {
    return dash.length == 0
        ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
        : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }
}
