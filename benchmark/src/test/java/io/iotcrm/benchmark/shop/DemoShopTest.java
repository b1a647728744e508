package io.iotcrm.benchmark.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.benchmark.shop.DemoShop.Device;
import io.iotcrm.benchmark.shop.DemoShop.Kind;
import io.iotcrm.domain.telemetry.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoShopTest {
  @Test
  void hasTwoHundredAndFortyItemsOnTwelveShelves() {
    assertThat(Catalogue.items()).hasSize(240);
    assertThat(Catalogue.zones()).hasSize(12);
    assertThat(Catalogue.items().stream().map(Catalogue.Item::sku).distinct()).hasSize(240);
    assertThat(Catalogue.items().stream().map(Catalogue.Item::name).distinct()).hasSize(240);
    assertThat(Catalogue.items()).allMatch(item -> item.price().signum() > 0);
  }

  @Test
  void hasAboutSixtyDevicesWithValidIds() {
    List<Device> devices = DemoShop.devices();
    assertThat(devices).hasSizeBetween(50, 70);
    assertThat(devices).allMatch(device -> Reading.isDeviceId(device.id()));
    assertThat(devices.stream().map(Device::id).distinct()).hasSize(devices.size());
  }

  @Test
  void everyFridgeIsControlledByAThermostatThatComesBeforeIt() {
    Set<String> thermostats = new HashSet<>();
    for (Device device : DemoShop.devices()) {
      if (device.kind() == Kind.THERMOSTAT) {
        thermostats.add(device.id());
        assertThat(device.coap()).as("a thermostat has to receive commands").isFalse();
      } else if (device.kind() == Kind.FRIDGE_SENSOR) {
        assertThat(thermostats).contains(device.controlled().orElseThrow());
      }
    }
  }

  @Test
  void everyDeviceBelongsToAnAccountOrToACustomer() {
    List<String> accounts = DemoShop.accounts().stream().map(DemoShop.Account::name).toList();
    assertThat(DemoShop.devices())
        .allMatch(device -> (device.person() >= 0) ^ accounts.contains(device.account()));
    assertThat(DemoShop.managers()).containsOnlyKeys(accounts.toArray(String[]::new));
  }

  @Test
  void peopleAreInventedAndTheSameEachTime() {
    List<People.Person> people = People.invent(DemoShop.LOYALTY_CUSTOMERS);
    assertThat(people).isEqualTo(People.invent(DemoShop.LOYALTY_CUSTOMERS));
    assertThat(people.stream().map(People.Person::email).distinct()).hasSize(people.size());
    assertThat(people).allMatch(person -> person.email().endsWith("@example.com"));
    assertThat(people.stream().filter(People.Person::profiling).count()).isBetween(140L, 185L);
  }
}
