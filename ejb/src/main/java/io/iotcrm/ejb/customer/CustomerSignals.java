package io.iotcrm.ejb.customer;

import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.rule.Alarm;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.ejb.customer.Customer360.LatestValue;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the devices of one customer say, each in one query for all of them. */
@Dependent
class CustomerSignals {
  /** A week back at most: further back there would be a partition to look into for every day. */
  private static final String LATEST =
      """
      select d.id, k.name, l.ts, l.num, l.txt
        from device d
        cross join telemetry_key k
        cross join lateral (
          select r.ts, r.num, r.txt from reading r
           where r.device_no = d.no and r.key_no = k.no and r.ts > now() - interval '7 days'
           order by r.ts desc limit 1) l
       where d.id = any (string_to_array(?1, ','))
       order by d.id, k.name
      """;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  /** By device id; a device without readings is not there. */
  Map<String, List<LatestValue>> latest(List<String> deviceIds) {
    Map<String, List<LatestValue>> latest = new HashMap<>();
    if (deviceIds.isEmpty()) {
      return latest;
    }
    // No device id has a comma.
    List<?> rows =
        em.createNativeQuery(LATEST).setParameter(1, String.join(",", deviceIds)).getResultList();
    for (Object row : rows) {
      Object[] column = (Object[]) row;
      latest
          .computeIfAbsent((String) column[0], id -> new ArrayList<>())
          .add(
              new LatestValue(
                  (String) column[1],
                  ((Timestamp) column[2]).toInstant(),
                  column[3] == null ? null : ((Number) column[3]).doubleValue(),
                  (String) column[4]));
    }
    return latest;
  }

  /** Newest first, as many as a list's first part has. */
  List<AlarmView> openAlarms(UUID accountId, UUID contactId) {
    String whose = accountId == null ? "a.contactId = ?1" : "a.accountId = ?1";
    List<AlarmView> views = new ArrayList<>();
    List<Object[]> rows =
        em.createQuery(
                "select a, r.name from Alarm a join Rule r on r.id = a.ruleId where "
                    + whose
                    + " and a.clearedAt is null order by a.raisedAt desc, a.id",
                Object[].class)
            .setParameter(1, accountId == null ? contactId : accountId)
            .setMaxResults(PageRequest.DEFAULT_LIMIT)
            .getResultList();
    for (Object[] row : rows) {
      views.add(AlarmView.of((Alarm) row[0], (String) row[1], null));
    }
    return views;
  }
}
