package io.iotcrm.domain.security;

import java.time.Instant;

/**
 * How the audit's chain stands.
 *
 * @param entries the number of the last entry in the chain
 * @param head its hash, hexadecimal: note it elsewhere, and nobody can shorten the chain unseen
 * @param waiting entries that have no place yet; of the last seconds usually
 * @param deletedUpTo entries up to this number were deleted because their time was over
 * @param signed whether the server's key signs the chain; without one it is only linked
 * @param verifiedAt when all of it was last gone through; null: never
 * @param verifiedUpTo the last entry that fitted then
 * @param brokenAt the first entry that does not fit; null if all do
 */
public record AuditChainView(
    long entries,
    String head,
    Instant sealedAt,
    long waiting,
    long deletedUpTo,
    boolean signed,
    Instant verifiedAt,
    Long verifiedUpTo,
    Long brokenAt,
    AuditWalk.Fault fault) {}
