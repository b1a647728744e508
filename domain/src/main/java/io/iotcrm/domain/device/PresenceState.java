package io.iotcrm.domain.device;

/** Whether a device is there. */
public enum PresenceState {
  /** It has a session at the broker, or had one moments ago (the profile's grace). */
  CONNECTED,
  /** It has no session, but has reported within its profile's time: by CoAP, HTTP or a gateway. */
  ACTIVE,
  /** It was there, and is not. */
  INACTIVE,
  NEVER_SEEN
}
