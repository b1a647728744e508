package io.iotcrm.ejb.device;

import io.iotcrm.domain.rule.twin.Twin;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Rebuilds twins that the grid does not have from what PostgreSQL knows. */
public interface TwinMemory {

  /**
   * @param before only readings before this moment: later ones are about to be applied
   */
  record Question(KnownDevice device, Instant before) {}

  /** One twin per question, by device id; empty ones where nothing is known. */
  Map<String, Twin> recall(Collection<Question> questions) throws SQLException;
}
