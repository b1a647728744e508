package io.iotcrm.edge.uplink;

/** What the uplink reports about itself. */
public interface UplinkCounters {
  /** One batch was accepted by the centre's broker. */
  void forwarded(int readings);

  /** One batch was forced to disk. */
  void stored(int readings);

  /**
   * Batches were given up.
   *
   * @param forAge because they were too old; otherwise because the store was full
   */
  void dropped(int batches, int readings, boolean forAge);
}
