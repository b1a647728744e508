package io.iotcrm.ejb.customer;

import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.rule.Alarm;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.telemetry.SeriesPoint;
import io.iotcrm.ejb.customer.Customer360.LatestValue;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.telemetry.LatestReadings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the devices of one customer say, each in one query for all of them. */
@Dependent
class CustomerSignals {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private LatestReadings readings;

  /** By device id; a device without readings is not there. */
  Map<String, List<LatestValue>> latest(List<String> deviceIds) {
    Map<String, List<LatestValue>> latest = new HashMap<>();
    Database.answer(() -> readings.of(deviceIds))
        .forEach((id, points) -> latest.put(id, points.stream().map(CustomerSignals::of).toList()));
    return latest;
  }

  private static LatestValue of(SeriesPoint point) {
    return new LatestValue(
        point.key(),
        point.at(),
        point.value() instanceof Double number ? number : null,
        point.value() instanceof String text ? text : null);
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
