package io.iotcrm.benchmark.proof;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was counted after a trial: what the devices know against what is in the database.
 *
 * @param counts by {@link Count}'s order
 */
record Judgement(int[] counts) {
  /** What is counted, over all devices. */
  enum Count {
    /** Readings that a device published. */
    OFFERED,
    /** Those that the broker acknowledged to it. */
    ACKNOWLEDGED,
    /** Devices that had none acknowledged. */
    SILENT_DEVICES,
    /** Readings in the database. */
    STORED,
    /** Acknowledged and not stored, or stored with another number or time. */
    MISSING,
    /** Stored again under another time. */
    DUPLICATES,
    /** Stored, though no device published it so. */
    INVENTED,
    /**
     * Alarms that did not end at the device's very next reading: the rule saw the readings in
     * another order, or not all of them.
     */
    ORDER_VIOLATIONS,
    /** Stored readings at which the rule fires. */
    ALARMS_EXPECTED,
    /** Moments with an alarm. */
    ALARMS_RAISED,
    /** Expected and not raised. */
    ALARMS_MISSING,
    /** Beyond the first of one device and moment. */
    ALARMS_TWICE,
    /** At a moment at which the rule cannot have fired. */
    ALARMS_INVENTED,
    /** One for each alarm. */
    COMMANDS_EXPECTED,
    /** Alarms whose command the device has obeyed. */
    COMMANDS_DONE,
    /** Beyond the first of an alarm, or of no alarm of this trial. */
    COMMANDS_TWICE
  }

  /**
   * What one device knows itself; readings as time stamps in epoch milliseconds with their numbers.
   *
   * @param obeyed ids of commands
   */
  record Testimony(Map<Long, Long> offered, Map<Long, Long> acknowledged, Set<String> obeyed) {}

  static Judgement of(Map<String, Testimony> devices, Effects effects) {
    Judgement sum = new Judgement(new int[Count.values().length]);
    devices.forEach(
        (id, testimony) ->
            sum.add(
                testimony,
                effects.readings().getOrDefault(id, List.of()),
                effects.alarms().getOrDefault(id, List.of()),
                effects.commands().getOrDefault(id, List.of())));
    return sum;
  }

  /** Nothing is known of the database. */
  static Judgement none() {
    return new Judgement(new int[Count.values().length]);
  }

  int of(Count count) {
    return counts[count.ordinal()];
  }

  private void add(Count count, int more) {
    counts[count.ordinal()] += more;
  }

  private void add(
      Testimony device,
      List<Effects.Reading> stored,
      List<Effects.Alarm> alarms,
      List<Effects.Command> commands) {
    add(Count.OFFERED, device.offered().size());
    add(Count.ACKNOWLEDGED, device.acknowledged().size());
    add(Count.SILENT_DEVICES, device.acknowledged().isEmpty() ? 1 : 0);
    Map<Long, Long> found = new HashMap<>();
    TreeMap<Long, Long> timeOfNumber = new TreeMap<>();
    for (Effects.Reading one : stored) {
      found.put(one.at(), one.number());
      timeOfNumber.putIfAbsent(one.number(), one.at());
      if (!Long.valueOf(one.number()).equals(device.offered().get(one.at()))) {
        add(Count.INVENTED, 1);
      }
    }
    add(Count.STORED, stored.size());
    add(Count.DUPLICATES, stored.size() - timeOfNumber.size());
    device
        .acknowledged()
        .forEach((at, number) -> add(Count.MISSING, number.equals(found.get(at)) ? 0 : 1));
    addAlarms(found, timeOfNumber, alarms);
    addCommands(device, alarms, commands);
  }

  private void addAlarms(
      Map<Long, Long> stored, Map<Long, Long> timeOfNumber, List<Effects.Alarm> alarms) {
    Set<Long> raised = new HashSet<>();
    for (Effects.Alarm alarm : alarms) {
      if (!raised.add(alarm.raisedAt())) {
        add(Count.ALARMS_TWICE, 1);
        continue;
      }
      Long number = stored.get(alarm.raisedAt());
      if (number == null || number % ProofShop.EVERY != 0) {
        add(Count.ALARMS_INVENTED, 1);
        continue;
      }
      Long next = timeOfNumber.get(number + 1);
      if (next != null && !next.equals(alarm.clearedAt())) {
        add(Count.ORDER_VIOLATIONS, 1);
      }
    }
    add(Count.ALARMS_RAISED, raised.size());
    stored.forEach(
        (at, number) -> {
          if (number % ProofShop.EVERY == 0) {
            add(Count.ALARMS_EXPECTED, 1);
            add(Count.ALARMS_MISSING, raised.contains(at) ? 0 : 1);
          }
        });
  }

  private void addCommands(
      Testimony device, List<Effects.Alarm> alarms, List<Effects.Command> commands) {
    Set<String> open = new HashSet<>();
    alarms.forEach(alarm -> open.add(alarm.id()));
    add(Count.COMMANDS_EXPECTED, open.size());
    for (Effects.Command command : commands) {
      if (!open.remove(command.alarmId())) {
        add(Count.COMMANDS_TWICE, 1);
      } else if (device.obeyed().contains(command.id())) {
        add(Count.COMMANDS_DONE, 1);
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Judgement one && Arrays.equals(counts, one.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "Judgement" + Arrays.toString(counts);
  }
}
