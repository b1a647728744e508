package io.iotcrm.ejb.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.DeviceDetails;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.device.NewDevice;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Does it, and undoes it: so the preview of an import finds what the import itself would. */
@Stateless
@RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DeviceImportTrial {
  @EJB private DeviceRegistry devices;
  @Resource private SessionContext context;

  public NewDevice create(String id, DeviceDetails details) {
    NewDevice made = devices.create(id, details);
    context.setRollbackOnly();
    return made;
  }

  public DeviceView update(String id, DeviceDetails details, long expected) {
    DeviceView changed = devices.update(id, details, expected);
    context.setRollbackOnly();
    return changed;
  }
}
