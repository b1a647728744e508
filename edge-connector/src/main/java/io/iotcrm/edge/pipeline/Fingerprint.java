package io.iotcrm.edge.pipeline;

/** A fast 64-bit hash with a seed, for recognising what was seen; not for anything secret. */
final class Fingerprint {
  private Fingerprint() {}

  static long of(long seed, long value) {
    return mix(seed ^ mix(value + 0x9e3779b97f4a7c15L));
  }

  static long of(long seed, String text) {
    long hash = seed + text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
      hash ^= hash >>> 29;
    }
    return mix(hash);
  }

  static long of(long seed, byte[] bytes) {
    long hash = seed + bytes.length;
    for (byte b : bytes) {
      hash = (hash ^ b & 0xff) * 0x100000001b3L;
      hash ^= hash >>> 29;
    }
    return mix(hash);
  }

  /** The finishing step of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long value) {
    long z = value;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
