package io.iotcrm.domain.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * An audit entry at its place in the chain. Its hash is SHA-256 over the hash before it and its
 * members, each as a netstring ({@code LENGTH:BYTES,} in UTF-8; a missing one is {@code -,}), so
 * that anybody can compute it again from an export, without a key.
 *
 * @param seq from 1, without gaps
 * @param at to the microsecond
 */
public record AuditLink(
    long seq,
    UUID id,
    Instant at,
    String actor,
    String action,
    String objectType,
    String objectId,
    String outcome,
    String address,
    String detail) {
  public static final int HASH_BYTES = 32;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** What the first entry follows: 32 zero bytes. */
  public static byte[] origin() {
    return new byte[HASH_BYTES];
  }

  /** The time as it is hashed and exported: UTC with six digits of a second. */
  public String time() {
    return TIME.format(at);
  }

  public AuditLink at(long otherSeq) {
    return new AuditLink(
        otherSeq, id, at, actor, action, objectType, objectId, outcome, address, detail);
  }

  /**
   * @param previous the hash of the entry before, or {@link #origin}
   */
  public byte[] hash(byte[] previous) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(previous);
      for (String member : members()) {
        netstring(sha, member);
      }
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private List<String> members() {
    return Arrays.asList(
        Long.toString(seq),
        id.toString(),
        time(),
        actor,
        action,
        objectType,
        objectId,
        outcome,
        address,
        detail);
  }

  private static void netstring(MessageDigest sha, String member) {
    if (member == null) {
      sha.update(new byte[] {'-', ','});
      return;
    }
    byte[] bytes = member.getBytes(StandardCharsets.UTF_8);
    sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    sha.update(bytes);
    sha.update((byte) ',');
  }
}
