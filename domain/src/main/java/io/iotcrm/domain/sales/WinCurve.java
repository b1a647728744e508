package io.iotcrm.domain.sales;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How deals that came to a stage were won as time went by: the cumulative incidence of being won,
 * with being lost as the competing event and deals that are still open as censored.
 *
 * <p>At each time at which deals were closed, with n deals open just before it, w of them won and l
 * lost then: {@code F += S * w / n} and after it {@code S *= 1 - (w + l) / n}, S being the part
 * that is still open (Aalen and Johansen, Scandinavian Journal of Statistics 5, 1978; S is the
 * estimator of Kaplan and Meier, Journal of the American Statistical Association 53, 1958).
 */
public final class WinCurve {
  /** What became of a deal. */
  public enum Outcome {
    WON,
    LOST,
    OPEN
  }

  /**
   * @param days from coming to the stage until it was closed, or until now; not negative
   */
  public record Stay(double days, Outcome outcome) {}

  /** The curve just after a time. */
  private record Step(double days, double won, double open) {}

  private final List<Step> steps;
  private final double[] stays;

  private WinCurve(List<Step> steps, double[] stays) {
    this.steps = steps;
    this.stays = stays;
  }

  public static WinCurve of(List<Stay> stays) {
    List<Stay> sorted = stays.stream().sorted(Comparator.comparingDouble(Stay::days)).toList();
    List<Step> steps = new ArrayList<>();
    double won = 0;
    double open = 1;
    int i = 0;
    while (i < sorted.size()) {
      double days = sorted.get(i).days();
      int atRisk = sorted.size() - i;
      int wins = 0;
      int losses = 0;
      for (; i < sorted.size() && sorted.get(i).days() == days; i++) {
        wins += sorted.get(i).outcome() == Outcome.WON ? 1 : 0;
        losses += sorted.get(i).outcome() == Outcome.LOST ? 1 : 0;
      }
      if (wins + losses > 0) {
        won += open * wins / atRisk;
        open *= 1 - (double) (wins + losses) / atRisk;
        steps.add(new Step(days, won, open));
      }
    }
    return new WinCurve(steps, sorted.stream().mapToDouble(Stay::days).toArray());
  }

  /**
   * The probability that a deal which is open at an age is won in a span of time.
   *
   * @param age days in the stage so far
   * @param from days in the stage at the span's beginning, not less than the age
   * @param to days in the stage at its end
   * @return 0 to 1; 0 also where no deal was ever open so long
   */
  public double winBetween(double age, double from, double to) {
    double open = at(age).open();
    if (open <= 0 || atRisk(age) == 0 || to <= from) {
      return 0;
    }
    return Math.min(1, Math.max(0, at(to).won() - at(Math.max(age, from)).won()) / open);
  }

  /** How many deals were seen that were open at least so many days. */
  public int atRisk(double age) {
    int low = 0;
    int high = stays.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (stays[middle] > age) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return stays.length - low;
  }

  private Step at(double days) {
    int low = 0;
    int high = steps.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (steps.get(middle).days() > days) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == 0 ? new Step(0, 0, 1) : steps.get(low - 1);
  }
}
