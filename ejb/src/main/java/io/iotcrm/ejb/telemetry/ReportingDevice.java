package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.platform.RecordNotFoundException;
import jakarta.persistence.EntityManager;

/** A device as the registry has it now, with what its profile says of its readings. */
final class ReportingDevice {
  private ReportingDevice() {}

  /** Also a blocked one. */
  static Device find(EntityManager em, String id) {
    return em.createQuery(
            "select d from Device d join fetch d.profile where d.id = ?1", Device.class)
        .setParameter(1, id)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> new RecordNotFoundException("device", id));
  }
}
