package io.iotcrm.edge.quota;

import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.registry.RegisteredProfile;
import io.iotcrm.edge.registry.Registry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Decides whether a message may come in: by the quota of its device, of the gateway that speaks for
 * the device, and of the door as a whole. The counts begin anew with the process. Thread-safe.
 */
public final class Quotas {
  private static final String WHOLE = "";

  private final Supplier<Registry> registry;
  private final Quota whole;
  private final LongSupplier nanoTime;
  private final Clock clock;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final Map<String, Day> days = new ConcurrentHashMap<>();

  private record Day(LocalDate date, AtomicLong readings) {}

  /**
   * @param messagesPerMinute of all devices together; 0 for no limit
   */
  public Quotas(
      Supplier<Registry> registry, int messagesPerMinute, LongSupplier nanoTime, Clock clock) {
    this.registry = registry;
    this.whole = messagesPerMinute == 0 ? Quota.NONE : Quota.perMinute(messagesPerMinute);
    this.nanoTime = nanoTime;
    this.clock = clock;
  }

  /**
   * Takes one message into account, where it may come in.
   *
   * @param speaker who sends it: the device itself, or its gateway
   * @return 0, or after how many seconds it is worth trying again
   */
  public long admit(RegisteredDevice speaker, RegisteredDevice device) {
    forgetStrangers();
    long wait = Math.max(dayWait(device), wait(WHOLE, whole));
    wait = Math.max(wait, wait(device.id(), quota(device)));
    boolean gateway = !speaker.id().equals(device.id());
    if (gateway) {
      wait = Math.max(wait, Math.max(dayWait(speaker), wait(speaker.id(), quota(speaker))));
    }
    if (wait == 0) {
      take(WHOLE, whole);
      take(device.id(), quota(device));
      if (gateway) {
        take(speaker.id(), quota(speaker));
      }
    }
    return wait;
  }

  /** Whether the device may send no more readings today. */
  public boolean isDayOver(RegisteredDevice device) {
    return dayWait(device) > 0;
  }

  /** Readings of a message that was let in. */
  public void count(RegisteredDevice speaker, RegisteredDevice device, int readings) {
    count(device, readings);
    if (!speaker.id().equals(device.id())) {
      count(speaker, readings);
    }
  }

  private void count(RegisteredDevice device, int readings) {
    if (quota(device).readingsPerDay() < Long.MAX_VALUE) {
      LocalDate today = today();
      days.compute(
              device.id(),
              (id, day) ->
                  day == null || !day.date().equals(today) ? new Day(today, new AtomicLong()) : day)
          .readings()
          .addAndGet(readings);
    }
  }

  private long dayWait(RegisteredDevice device) {
    Day day = days.get(device.id());
    if (day == null
        || !day.date().equals(today())
        || day.readings().get() < quota(device).readingsPerDay()) {
      return 0;
    }
    return Math.max(
        1,
        Duration.between(
                clock.instant(), today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
            .toSeconds());
  }

  private long wait(String name, Quota quota) {
    if (!quota.limitsMessages()) {
      return 0;
    }
    long now = nanoTime.getAsLong();
    return buckets.computeIfAbsent(name, n -> new Bucket(quota, now)).wait(quota, now);
  }

  private void take(String name, Quota quota) {
    Bucket bucket = quota.limitsMessages() ? buckets.get(name) : null;
    if (bucket != null) {
      bucket.take();
    }
  }

  private Quota quota(RegisteredDevice device) {
    RegisteredProfile profile =
        device.profile() == null ? null : registry.get().profiles().get(device.profile());
    return profile == null ? Quota.NONE : Quota.of(profile.settings().get("quota"));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Devices come and go; what is kept of them must not grow for ever. */
  private void forgetStrangers() {
    Map<String, RegisteredDevice> known = registry.get().devices();
    if (buckets.size() > known.size() + 1_000) {
      buckets.keySet().removeIf(id -> !id.equals(WHOLE) && !known.containsKey(id));
    }
    if (days.size() > known.size() + 1_000) {
      days.keySet().retainAll(known.keySet());
    }
  }
}
