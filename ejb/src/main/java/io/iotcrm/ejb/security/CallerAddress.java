package io.iotcrm.ejb.security;

/**
 * Where the request that this thread serves came from; set by the doors, read by the audit. Work
 * that goes on in another thread has none.
 */
public final class CallerAddress {
  private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

  private CallerAddress() {}

  public static void set(String address) {
    CURRENT.set(address);
  }

  public static void clear() {
    CURRENT.remove();
  }

  /** Null where nobody called from anywhere: a timer, a message. */
  static String get() {
    return CURRENT.get();
  }
}
