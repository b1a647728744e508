package io.iotcrm.domain.recommendation;

import java.io.Serializable;
import java.util.List;

/**
 * What became of reported interactions.
 *
 * @param recorded rows written; a shelf writes one for each of its items
 * @param duplicates rows that were there already
 * @param withoutConsent interactions left out because their customer has not agreed to profiling
 * @param refused why others were left out, e.g. "no item with SKU X-1"
 */
public record RecordedInteractions(
    int recorded, int duplicates, int withoutConsent, List<String> refused)
    implements Serializable {
  public RecordedInteractions {
    refused = List.copyOf(refused);
  }
}
