package io.iotcrm.web.sales;

import io.iotcrm.domain.sales.SalesForecastView.Month;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The bars of a chart by month, in a box of 960 by 260: won, committed, weighted and by history
 * side by side. Only shapes: the page draws them.
 */
public class MonthBars {
  static final int WIDTH = 960;
  private static final int LEFT = 80;
  private static final int TOP = 10;
  private static final int BOTTOM = 230;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("MMM yy", Locale.ENGLISH);

  /**
   * @param kind the style of the bar: won, committed, weighted or history
   */
  public record Bar(String kind, double x, double y, double width, double height) {}

  /** A month's name under its bars. */
  public record Label(String text, double x) {}

  /** A line of the scale. */
  public record Line(String text, double y) {}

  private final List<Bar> bars = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();

  public MonthBars(List<Month> months) {
    double top = 1;
    for (Month month : months) {
      top = Math.max(top, Math.max(month.committed(), Math.max(month.weighted(), month.history())));
    }
    double step = step(top);
    double high = Math.ceil(top / step) * step;
    for (double value = 0; value <= high + step / 2; value += step) {
      lines.add(new Line(String.format(Locale.ENGLISH, "%,.0f", value), y(value, high)));
    }
    double slot = (double) (WIDTH - LEFT) / Math.max(1, months.size());
    double width = slot / 5;
    for (int i = 0; i < months.size(); i++) {
      Month month = months.get(i);
      double x = LEFT + i * slot + width / 2;
      labels.add(new Label(NAME.format(month.month()), LEFT + (i + 0.5) * slot));
      add("won", month.won(), x, width, high);
      if (month.committed() > month.won() || month.weighted() > month.won() || month.deals() > 0) {
        add("committed", month.committed(), x + width, width, high);
        add("weighted", month.weighted(), x + 2 * width, width, high);
        add("history", month.history(), x + 3 * width, width, high);
      }
    }
  }

  private void add(String kind, double value, double x, double width, double high) {
    double y = y(value, high);
    if (value > 0) {
      bars.add(new Bar(kind, round(x), y, round(width * 0.9), round(BOTTOM - y)));
    }
  }

  private static double y(double value, double high) {
    return round(BOTTOM - (BOTTOM - TOP) * value / high);
  }

  /** 1, 2 or 5 times a power of ten, so that three to six lines cover the range. */
  static double step(double top) {
    double power = Math.pow(10, Math.floor(Math.log10(top / 4)));
    for (double factor : new double[] {1, 2, 5, 10}) {
      if (factor * power >= top / 4) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static double round(double value) {
    return Math.round(value * 10) / 10.0;
  }

  public List<Bar> getBars() {
    return bars;
  }

  public List<Label> getLabels() {
    return labels;
  }

  public List<Line> getLines() {
    return lines;
  }
}
