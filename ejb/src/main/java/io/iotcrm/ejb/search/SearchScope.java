package io.iotcrm.ejb.search;

import io.iotcrm.ejb.platform.ReachSql;

/**
 * What somebody may find of a kind of record.
 *
 * @param within a condition on the record, which is {@code r} in it
 * @param namesOnly some fields are hidden from them: then nothing but what records are called is
 *     looked into, and shown
 */
record SearchScope(ReachSql within, boolean namesOnly) {}
