package io.iotcrm.edge.status;

import java.time.Instant;

/** What the parts of the edge are doing at this moment. */
public interface EdgeState {
  String id();

  /** STARTING (no registry yet), RUNNING, BUFFERING (the centre is away) or STOPPING. */
  String state();

  boolean devicesConnected();

  boolean uplinkConnected();

  /** The address of the CoAP door. */
  String coap();

  /** The address of CoAP over DTLS, or null. */
  String coaps();

  /** Intervals whose readings are being taken together. */
  int openIntervals();

  /** What rules did here and is not safe yet. */
  int ruleEventsWaiting();

  /** When the oldest batch of the store was put there, about; null where the store is empty. */
  Instant oldestStoredAt();

  int bufferedBatches();

  long bufferedBytes();

  /** Whether the disk refuses what must be kept. */
  boolean storeFailed();

  int registryDevices();

  /** When the API last confirmed the registry, or null. */
  Instant registryConfirmedAt();
}
