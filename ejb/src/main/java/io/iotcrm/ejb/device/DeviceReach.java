package io.iotcrm.ejb.device;

import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.ReachSql;
import io.iotcrm.ejb.platform.Whose;
import io.iotcrm.ejb.security.Permissions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which devices the caller reaches. What belongs to a device, its readings, twin, commands and
 * credentials, is reached with it. Whoever reaches all devices, which is the rule, is let through
 * without a query.
 */
@Dependent
public class DeviceReach {
  /** From devices with the alias {@code r} to all whose they are. */
  public static final String JOINS =
      " left join r.account ra left join ra.owner rao left join r.contact rc left join rc.owner rco";

  private static final Whose OF_ACCOUNT = new Whose("rao", "ra.team");
  private static final Whose OF_CONTACT = new Whose("rco", "rc.team");
  private static final ReachSql.Columns ACCOUNT_COLUMNS =
      new ReachSql.Columns("ra.owner_id", "ra.team");
  private static final ReachSql.Columns CONTACT_COLUMNS =
      new ReachSql.Columns("rc.owner_id", "rc.team");

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Database database;
  @Inject private Permissions permissions;

  /** Whose a device is, in a statement that has {@link #JOINS}. */
  public static Whose[] whose() {
    return new Whose[] {OF_ACCOUNT, OF_CONTACT};
  }

  /**
   * @throws RecordNotFoundException for a device that the caller may not read
   * @throws AccessRefusedException for one that they may only read
   */
  public void require(Action action, String deviceId) {
    if (permissions.reach(Action.READ, RecordKind.DEVICE).isEverything()
        && permissions.reach(action, RecordKind.DEVICE).isEverything()) {
      return;
    }
    Device device = em.find(Device.class, deviceId);
    if (device == null) {
      throw new RecordNotFoundException("device", deviceId);
    }
    permissions.require(action, RecordKind.DEVICE, deviceId, device);
  }

  /** For work on whatever devices there are: only whoever reaches all of them may do it. */
  public void requireAll(Action action) {
    if (!permissions.require(action, RecordKind.DEVICE).isEverything()) {
      throw new AccessRefusedException(
          "Your permissions reach some devices only, and this is about all of them");
    }
  }

  /** Those of the devices that the caller reaches. */
  public Set<String> among(Collection<String> deviceIds, Action action) {
    Reach reach = permissions.require(action, RecordKind.DEVICE);
    if (reach.isEverything() || deviceIds.isEmpty()) {
      return Set.copyOf(deviceIds);
    }
    ReachSql condition = sql(reach);
    List<Object> values = new ArrayList<>();
    values.add(deviceIds.toArray(String[]::new));
    values.addAll(condition.values());
    return new HashSet<>(
        Database.answer(
            () ->
                database.list(
                    "select r.id from device r left join account ra on ra.id = r.account_id"
                        + " left join contact rc on rc.id = r.contact_id where r.id = any(?) and "
                        + condition.condition(),
                    row -> row.getString(1),
                    values.toArray())));
  }

  /** For statements that join the account of a device as {@code ra}, its contact as {@code rc}. */
  public static ReachSql sql(Reach reach) {
    return ReachSql.of(reach, ACCOUNT_COLUMNS, CONTACT_COLUMNS);
  }
}
