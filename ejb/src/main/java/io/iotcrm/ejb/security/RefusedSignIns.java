package io.iotcrm.ejb.security;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Counts refused sign-ins on their way into the audit, so that guessing does not fill it: one entry
 * for each name and minute, and no more than a thousand an hour. What is beyond that is summed up
 * in one entry of the next hour. Thread-safe.
 */
final class RefusedSignIns {
  static final int MAX_KEYS = 1_000;
  static final int MAX_ENTRIES_AN_HOUR = 1_000;

  /** Under one minute there is at most one entry of each. */
  private record Key(Instant minute, String name, boolean lockedOut) {}

  /**
   * The refusals of one name in one minute.
   *
   * @param name null for all names together that no user has
   * @param lockedOut whether the password did not matter any more
   * @param address where the first of them came from
   * @param elsewhere whether others came from other addresses
   */
  record Tally(
      String name,
      boolean lockedOut,
      String address,
      boolean elsewhere,
      int count,
      Instant first,
      Instant last) {
    private Tally plusOne(String from, Instant at) {
      boolean other = address == null ? from != null : !address.equals(from);
      return new Tally(name, lockedOut, address, elsewhere || other, count + 1, first, at);
    }
  }

  /**
   * What is to be written now.
   *
   * @param beyond how many refusals of earlier hours are in no tally; usually 0
   */
  record Due(List<Tally> tallies, long beyond) {}

  private final Clock clock;
  private final Map<Key, Tally> open = new LinkedHashMap<>();
  private Instant hour = Instant.EPOCH;
  private int grantedThisHour;
  private long beyond;

  RefusedSignIns(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param name as it is stored; null if no user has it
   */
  synchronized void add(String name, String address, boolean lockedOut) {
    Instant now = clock.instant();
    Key key = new Key(now.truncatedTo(ChronoUnit.MINUTES), name, lockedOut);
    Tally known = open.get(key);
    if (known != null) {
      open.put(key, known.plusOne(address, now));
    } else if (open.size() < MAX_KEYS) {
      open.put(key, new Tally(name, lockedOut, address, false, 1, now, now));
    } else {
      beyond++;
    }
  }

  /** Takes what belongs to minutes that are over. */
  synchronized Due takeDue() {
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    return take(key -> key.minute().isBefore(minute));
  }

  /** Takes everything: nothing more will come. */
  synchronized Due takeAll() {
    Due last = take(key -> true);
    Due all = new Due(last.tallies(), last.beyond() + beyond);
    beyond = 0;
    return all;
  }

  /** What was taken could not be written; it goes into the sum of the next hour. */
  synchronized void sumUp(long refusals) {
    beyond += refusals;
  }

  private Due take(Predicate<Key> due) {
    long earlier = startHour();
    List<Tally> tallies = new ArrayList<>();
    Iterator<Map.Entry<Key, Tally>> entries = open.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Key, Tally> entry = entries.next();
      if (due.test(entry.getKey())) {
        entries.remove();
        if (grantedThisHour < MAX_ENTRIES_AN_HOUR) {
          grantedThisHour++;
          tallies.add(entry.getValue());
        } else {
          beyond += entry.getValue().count();
        }
      }
    }
    return new Due(tallies, earlier);
  }

  /** At the first call of an hour, what the earlier ones left over. */
  private long startHour() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.HOURS);
    if (now.equals(hour)) {
      return 0;
    }
    hour = now;
    grantedThisHour = 0;
    long earlier = beyond;
    beyond = 0;
    return earlier;
  }
}
