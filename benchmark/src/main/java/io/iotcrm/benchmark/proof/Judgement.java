package io.iotcrm.benchmark.proof;

import java.util.Map;
import java.util.Set;

/**
 * What is right and wrong after a trial. All numbers but the first four must be 0.
 *
 * @param acknowledged readings that the broker acknowledged to a device
 * @param stored readings in the database
 * @param alarms alarms in the database
 * @param commands commands in the database
 * @param missing acknowledged and not stored
 * @param wrong stored under another number than the device gave
 * @param alarmsMissing readings at which the rule must have fired and no alarm says so; where
 *     readings came out of order, the rule need not have seen all of them and this is 0
 * @param alarmsTwice alarms beyond the first of one device and moment
 * @param alarmsInvented alarms at a moment at which the rule cannot have fired
 * @param commandsWrong more or fewer commands than alarms
 * @param commandsUnheard commands that have not come to their device
 */
record Judgement(
    int acknowledged,
    int stored,
    int alarms,
    int commands,
    int missing,
    int wrong,
    int alarmsMissing,
    int alarmsTwice,
    int alarmsInvented,
    int commandsWrong,
    int commandsUnheard) {

  /** What one device knows itself. */
  record Testimony(Map<Long, Long> acknowledged, Set<String> obeyed) {}

  static Judgement of(Map<String, Testimony> devices, Effects effects, boolean inOrder) {
    Judgement sum = new Judgement(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    for (Map.Entry<String, Testimony> device : devices.entrySet()) {
      String id = device.getKey();
      sum =
          sum.plus(
              one(
                  device.getValue(),
                  effects.readings().getOrDefault(id, Map.of()),
                  effects.alarms().getOrDefault(id, Map.of()),
                  effects.commands().getOrDefault(id, Set.of()),
                  inOrder));
    }
    return sum;
  }

  private static Judgement one(
      Testimony device,
      Map<Long, Long> stored,
      Map<Long, Integer> alarms,
      Set<String> commands,
      boolean inOrder) {
    int missing = 0;
    int wrong = 0;
    for (Map.Entry<Long, Long> reading : device.acknowledged().entrySet()) {
      Long found = stored.get(reading.getKey());
      if (found == null) {
        missing++;
      } else if (!found.equals(reading.getValue())) {
        wrong++;
      }
    }
    int alarmsMissing = 0;
    for (Map.Entry<Long, Long> reading : stored.entrySet()) {
      if (inOrder
          && reading.getValue() % ProofShop.EVERY == 0
          && !alarms.containsKey(reading.getKey())) {
        alarmsMissing++;
      }
    }
    int alarmCount = 0;
    int invented = 0;
    for (Map.Entry<Long, Integer> alarm : alarms.entrySet()) {
      alarmCount += alarm.getValue();
      Long number = stored.get(alarm.getKey());
      if (number == null || number % ProofShop.EVERY != 0) {
        invented++;
      }
    }
    int unheard = (int) commands.stream().filter(id -> !device.obeyed().contains(id)).count();
    return new Judgement(
        device.acknowledged().size(),
        stored.size(),
        alarmCount,
        commands.size(),
        missing,
        wrong,
        alarmsMissing,
        alarmCount - alarms.size(),
        invented,
        Math.abs(commands.size() - alarms.size()),
        unheard);
  }

  private Judgement plus(Judgement other) {
    return new Judgement(
        acknowledged + other.acknowledged,
        stored + other.stored,
        alarms + other.alarms,
        commands + other.commands,
        missing + other.missing,
        wrong + other.wrong,
        alarmsMissing + other.alarmsMissing,
        alarmsTwice + other.alarmsTwice,
        alarmsInvented + other.alarmsInvented,
        commandsWrong + other.commandsWrong,
        commandsUnheard + other.commandsUnheard);
  }

  boolean isPerfect() {
    return missing
            + wrong
            + alarmsMissing
            + alarmsTwice
            + alarmsInvented
            + commandsWrong
            + commandsUnheard
        == 0;
  }
}
