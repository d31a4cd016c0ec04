package org.rccbench.reports;

import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.style.AxesChartStyler;

/** What all charts have in common. Locale and zone are set, since XChart asks the machine else. */
final class House {
  private House() {}

  static void style(AxesChartStyler styler, Theme theme) {
    styler.setLocale(Locale.ROOT);
    styler.setTimezone(TimeZone.getTimeZone("UTC"));
    styler.setLegendVisible(false);
    styler.setChartTitleVisible(false);
    styler.setChartPadding(3);
    styler.setPlotMargin(2);
    styler.setAxisTitlePadding(6);
    styler.setAxisTickMarkLength(3);
    styler.setAxisTickPadding(2);
    styler.setBaseFont(HouseFont.of(HouseFont.NORMAL));
    styler.setAxisTitleFont(HouseFont.of(HouseFont.NORMAL));
    styler.setAxisTickLabelsFont(HouseFont.of(HouseFont.SMALL));
    styler.setChartBackgroundColor(theme.ground());
    styler.setPlotBackgroundColor(theme.ground());
    styler.setChartFontColor(theme.ink());
    styler.setXAxisTitleColor(theme.ink());
    styler.setYAxisTitleColor(theme.ink());
    styler.setAxisTickLabelsColor(theme.ink());
    styler.setXAxisTickLabelsColor(theme.ink());
    styler.setYAxisTickLabelsColor(theme.ink());
    styler.setAxisTickMarksColor(theme.ink());
    styler.setXAxisTickMarksColor(theme.ink());
    styler.setYAxisTickMarksColor(theme.ink());
    styler.setAxisTickMarksStroke(LineStyle.stroke(0.6f));
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(theme.grid());
    styler.setPlotGridLinesStroke(LineStyle.stroke(0.4f));
    styler.setPlotGridVerticalLinesVisible(false);
  }
}
