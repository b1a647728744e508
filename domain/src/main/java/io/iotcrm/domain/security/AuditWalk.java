package io.iotcrm.domain.security;

import java.security.MessageDigest;
import java.util.Optional;

/** Goes along the chain from its beginning and stops at the first entry that does not fit. */
public final class AuditWalk {
  /** What is wrong there. */
  public enum Fault {
    /** The entry is not what was sealed, or an earlier one was removed and the rest renumbered. */
    CHANGED,
    /** There is no entry of this number. */
    REMOVED,
    /** The entry was never sealed at this place. */
    INSERTED,
    /** The chain fits in itself, and is not the one that the server signed. */
    REWRITTEN
  }

  /**
   * @param seq the number in the chain
   */
  public record Break(long seq, Fault fault) {}

  private long seq;
  private byte[] hash;
  private byte[] before;
  private Break found;

  /**
   * @param seq after which entry to begin; 0 for the whole chain
   * @param hash the hash of that entry
   */
  public AuditWalk(long seq, byte[] hash) {
    this.seq = seq;
    this.hash = hash.clone();
  }

  /**
   * Takes the next entry in the order of the numbers.
   *
   * @param stored the hash that stands beside it
   * @return whether it fits, and the walk may go on
   */
  public boolean step(AuditLink entry, byte[] stored) {
    if (found != null) {
      return false;
    }
    if (entry.seq() != seq + 1) {
      found = new Break(seq + 1, Fault.REMOVED);
      return false;
    }
    if (!MessageDigest.isEqual(entry.hash(hash), stored)) {
      found = follows(entry, stored) ? new Break(seq, Fault.INSERTED) : changed(entry.seq());
      return false;
    }
    before = hash;
    hash = stored.clone();
    seq = entry.seq();
    return true;
  }

  /** The entry belongs to the place before: one was put in there and the rest moved on. */
  private boolean follows(AuditLink entry, byte[] stored) {
    return before != null && MessageDigest.isEqual(entry.at(seq).hash(before), stored);
  }

  private static Break changed(long seq) {
    return new Break(seq, Fault.CHANGED);
  }

  /**
   * The end of the entries.
   *
   * @param headSeq the number of the last entry that was sealed
   * @param headHash its hash
   * @return what was found; nothing if all is as it was sealed
   */
  public Optional<Break> end(long headSeq, byte[] headHash) {
    if (found == null && seq < headSeq) {
      found = new Break(seq + 1, Fault.REMOVED);
    }
    if (found == null && seq > headSeq) {
      found = new Break(headSeq + 1, Fault.INSERTED);
    }
    if (found == null && !MessageDigest.isEqual(hash, headHash)) {
      found = new Break(seq, Fault.REWRITTEN);
    }
    return Optional.ofNullable(found);
  }

  /** The last entry that fits. */
  public long seq() {
    return seq;
  }
}
