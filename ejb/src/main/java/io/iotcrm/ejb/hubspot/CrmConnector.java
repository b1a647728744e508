package io.iotcrm.ejb.hubspot;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The way to another CRM. HubSpot is one; others can be added behind it. */
public interface CrmConnector {
  /** The most contacts that {@link #upsert} takes. */
  int batchSize();

  /**
   * Creates or changes contacts. Doing it twice changes nothing, so it may be repeated after any
   * failure. May take as long as the other side asks to wait, up to about half a minute.
   *
   * @throws CrmUnavailableException when nobody can say whether the contacts arrived, or nothing
   *     may be sent now; all of them are to be sent again later
   */
  Outcome upsert(List<CrmContact> contacts) throws InterruptedException;

  /**
   * What became of each contact; each is in exactly one of the maps.
   *
   * @param accepted the other side's id of each contact, empty when it was only recorded
   * @param refused why each of the others will not be taken as it is
   */
  record Outcome(boolean sent, Map<UUID, String> accepted, Map<UUID, String> refused) {}
}
