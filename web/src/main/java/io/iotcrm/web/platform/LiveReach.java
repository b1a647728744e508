package io.iotcrm.web.platform;

import io.iotcrm.domain.platform.LiveEvent.Type;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.customer.AccountService;
import io.iotcrm.ejb.customer.ContactService;
import io.iotcrm.ejb.device.DeviceRegistry;
import io.iotcrm.ejb.security.Permissions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** What somebody who opens a stream may hear of. */
@RequestScoped
public class LiveReach {
  @EJB private AccountService accounts;
  @EJB private ContactService contacts;
  @EJB private DeviceRegistry devices;
  @Inject private Permissions permissions;

  /** Those of the devices that the caller may read. */
  Set<String> devices(Set<String> named) {
    return named.isEmpty() ? named : devices.readable(named);
  }

  /** Refuses a customer that the caller may not read. */
  void require(UUID accountId, UUID contactId) {
    if (accountId != null) {
      accounts.get(accountId);
    }
    if (contactId != null) {
      contacts.get(contactId);
    }
  }

  /** What the caller hears of everybody: only kinds of which they reach every record. */
  Set<Type> ofEverybody() {
    Set<Type> types = EnumSet.noneOf(Type.class);
    Arrays.stream(Type.values())
        .filter(type -> permissions.reach(Action.READ, kind(type)).isEverything())
        .forEach(types::add);
    return types;
  }

  private static RecordKind kind(Type type) {
    return switch (type) {
      case READING, COMMAND, PRESENCE -> RecordKind.DEVICE;
      case ALARM -> RecordKind.ALARM;
      case TICKET -> RecordKind.TICKET;
      case TASK -> RecordKind.TASK;
      case OFFER -> RecordKind.CONTACT;
    };
  }
}
