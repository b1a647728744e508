package io.iotcrm.domain.sales;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All deals' ways through the stages, to be looked at as they were known at any moment: what came
 * later is left out, so that a forecast of the past can be made as it would have been made then.
 */
public final class SalesHistory {
  private static final double DAY = Duration.ofDays(1).toMillis();

  private final List<List<DealStay>> ways;

  /**
   * @param stays those of each deal together, in the order of time
   */
  public SalesHistory(List<DealStay> stays) {
    ways = new ArrayList<>();
    UUID deal = null;
    for (DealStay stay : stays) {
      if (!stay.dealId().equals(deal)) {
        deal = stay.dealId();
        ways.add(new ArrayList<>());
      }
      ways.get(ways.size() - 1).add(stay);
    }
  }

  /** The last stay of each deal that was there at a moment. */
  public List<DealStay> at(Instant moment) {
    List<DealStay> states = new ArrayList<>();
    for (List<DealStay> way : ways) {
      DealStay last = null;
      for (DealStay stay : way) {
        if (stay.at().isAfter(moment)) {
          break;
        }
        last = stay;
      }
      if (last != null) {
        states.add(last);
      }
    }
    return states;
  }

  /**
   * Every deal's closings up to a moment that were not taken back by then: the first of the closed
   * stages in which it stayed, of its last closing.
   */
  public List<DealStay> closings(Instant moment) {
    List<DealStay> closings = new ArrayList<>();
    for (List<DealStay> way : ways) {
      DealStay closing = null;
      for (DealStay stay : way) {
        if (stay.at().isAfter(moment)) {
          break;
        }
        if (!stay.kind().isClosed()) {
          closing = null;
        } else if (closing == null || closing.kind() != stay.kind()) {
          closing = stay;
        }
      }
      if (closing != null) {
        closings.add(closing);
      }
    }
    return closings;
  }

  /** How deals were won from each open stage on, as far as it was known at a moment. */
  public Map<UUID, WinCurve> curves(Instant moment) {
    Map<UUID, List<WinCurve.Stay>> stays = new HashMap<>();
    for (List<DealStay> way : ways) {
      for (int i = 0; i < way.size() && !way.get(i).at().isAfter(moment); i++) {
        DealStay stay = way.get(i);
        if (!stay.kind().isClosed()) {
          stays
              .computeIfAbsent(stay.stageId(), stage -> new ArrayList<>())
              .add(outcome(stay, way.subList(i + 1, way.size()), moment));
        }
      }
    }
    Map<UUID, WinCurve> curves = new HashMap<>();
    stays.forEach((stage, list) -> curves.put(stage, WinCurve.of(list)));
    return curves;
  }

  private static WinCurve.Stay outcome(DealStay stay, List<DealStay> later, Instant moment) {
    for (DealStay next : later) {
      if (next.at().isAfter(moment)) {
        break;
      }
      if (next.kind().isClosed()) {
        return new WinCurve.Stay(
            days(stay.at(), next.at()),
            next.kind() == StageKind.WON ? WinCurve.Outcome.WON : WinCurve.Outcome.LOST);
      }
    }
    return new WinCurve.Stay(days(stay.at(), moment), WinCurve.Outcome.OPEN);
  }

  /** From one moment to another; not negative. */
  static double days(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / DAY);
  }
}
