package io.iotcrm.ejb.rule;

import io.iotcrm.domain.rule.Alarm;
import io.iotcrm.domain.rule.AlarmGroupSize;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** How large the storms are that some alarms are part of. */
@Dependent
public class AlarmGroupSizes {
  private static final String COUNT =
      "select a.groupId, count(a), count(distinct a.deviceId),"
          + " sum(case when a.clearedAt is null then 1 else 0 end)"
          + " from Alarm a where a.groupId in ?1 group by a.groupId";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  Map<UUID, AlarmGroupSize> of(Collection<Alarm> alarms) {
    List<UUID> groups =
        alarms.stream().map(Alarm::getGroupId).filter(Objects::nonNull).distinct().toList();
    Map<UUID, AlarmGroupSize> sizes = new HashMap<>();
    if (groups.isEmpty()) {
      return sizes;
    }
    for (Object[] row :
        em.createQuery(COUNT, Object[].class).setParameter(1, groups).getResultList()) {
      UUID id = (UUID) row[0];
      sizes.put(id, new AlarmGroupSize(id, number(row[1]), number(row[2]), number(row[3])));
    }
    return sizes;
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
