package io.iotcrm.benchmark.shop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Baltic Grocers: three shops, and the business customers whose fridges they keep in repair.
 *
 * <p>One account per shop, as the chain's own customers in the CRM's sense are its shops; the
 * loyalty customers are contacts of their home shop. What is listed here is both what {@code seed}
 * creates and what {@code simulate} plays.
 */
public final class DemoShop {
  public static final int LOYALTY_CUSTOMERS = 200;

  /** The kinds of device; {@code key} is the profile's. */
  public enum Kind {
    FRIDGE_SENSOR("dht22"),
    THERMOSTAT("thermostat"),
    COUNTER("people-counter"),
    MOTION("motion"),
    TAG("beacon"),
    WEARABLE("wearable");

    private final String profile;

    Kind(String profile) {
      this.profile = profile;
    }

    public String profile() {
      return profile;
    }
  }

  public record Account(String name, String industry, String city, String phone) {}

  /**
   * One device.
   *
   * @param account the owning account's name, null for a customer's own device
   * @param person the index of the owning loyalty customer, -1 for an account's device
   * @param controls the thermostat to which commands about this device go, or null
   * @param coap whether it speaks CoAP instead of MQTT
   */
  public record Device(
      String id,
      Kind kind,
      String name,
      String site,
      String account,
      int person,
      String controls,
      boolean coap) {
    public Optional<String> controlled() {
      return Optional.ofNullable(controls);
    }
  }

  private static final List<String> CITIES = List.of("Riga", "Tallinn", "Vilnius");
  private static final int FRIDGES_PER_SHOP = 3;
  private static final int TAGS = 16;
  private static final int WEARABLES = 8;
  private static final int BUSINESSES_WITH_FRIDGE = 6;

  private static final List<Account> BUSINESSES =
      List.of(
          business("Cafe Linden", "Restaurants", "Riga", 11),
          business("Old Harbour Bistro", "Restaurants", "Riga", 12),
          business("Hotel Amber Quay", "Hotels", "Riga", 13),
          business("Kadriorg Catering", "Catering", "Tallinn", 14),
          business("Sea Gate Hostel", "Hotels", "Tallinn", 15),
          business("North Pharmacy", "Pharmacies", "Tallinn", 16),
          business("Uzupis Flowers", "Florists", "Vilnius", 17),
          business("Green Tower Canteen", "Catering", "Vilnius", 18),
          business("Milk & Honey Kindergarten", "Education", "Vilnius", 19),
          business("Jurmala Ice Cream", "Food production", "Jurmala", 20),
          business("Tartu Campus Kitchen", "Education", "Tartu", 21),
          business("Kaunas Fish Market", "Food retail", "Kaunas", 22));

  private static final List<Account> ACCOUNTS = buildAccounts();
  private static final List<Device> DEVICES = buildDevices();

  private DemoShop() {}

  public static List<Account> accounts() {
    return ACCOUNTS;
  }

  public static List<Device> devices() {
    return DEVICES;
  }

  /** The account of a shop by its index. */
  public static String shopAccount(int shop) {
    return ACCOUNTS.get(shop).name();
  }

  /** Who is called when a business's fridge fails: one contact for each account. */
  public static Map<String, String> managers() {
    String[] names =
        ("Ilona Grava|Mart Kivi|Dovile Sakalaite|Ieva Strazda|Gunars Celms|Sandra Bite|Eve Laan"
                + "|Tanel Roos|Kaja Must|Asta Gelyte|Simonas Lapinas|Vida Zemaite|Dace Upite"
                + "|Hele Nurm|Arnas Jonaitis")
            .split("\\|");
    Map<String, String> managers = new LinkedHashMap<>();
    for (int i = 0; i < ACCOUNTS.size(); i++) {
      managers.put(ACCOUNTS.get(i).name(), names[i]);
    }
    return managers;
  }

  private static List<Account> buildAccounts() {
    List<Account> accounts = new ArrayList<>();
    for (int i = 0; i < CITIES.size(); i++) {
      accounts.add(
          new Account(
              "Baltic Grocers " + CITIES.get(i), "Food retail", CITIES.get(i), phone(1 + i)));
    }
    accounts.addAll(BUSINESSES);
    return List.copyOf(accounts);
  }

  private static List<Device> buildDevices() {
    List<Device> devices = new ArrayList<>();
    for (int shop = 0; shop < CITIES.size(); shop++) {
      shopDevices(devices, shop);
    }
    for (int i = 0; i < BUSINESSES_WITH_FRIDGE; i++) {
      Account account = BUSINESSES.get(i * 2);
      String site = account.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
      fridge(devices, site, 1, account.name(), "Cold cabinet", i < 2);
    }
    for (int i = 0; i < TAGS; i++) {
      devices.add(customers("tag", "Loyalty tag", Kind.TAG, i, i));
    }
    for (int i = 0; i < WEARABLES; i++) {
      devices.add(customers("band", "Fitness band", Kind.WEARABLE, i, i * 2));
    }
    return List.copyOf(devices);
  }

  private static void shopDevices(List<Device> devices, int shop) {
    String site = CITIES.get(shop).toLowerCase(Locale.ROOT);
    String account = ACCOUNTS.get(shop).name();
    List<String> names = List.of("Dairy fridge", "Meat fridge", "Drinks fridge");
    for (int n = 1; n <= FRIDGES_PER_SHOP; n++) {
      fridge(devices, site, n, account, names.get(n - 1), false);
    }
    devices.add(
        new Device(
            site + "-door", Kind.COUNTER, "Entrance camera", site, account, -1, null, false));
    devices.add(
        new Device(
            site + "-motion", Kind.MOTION, "Store room motion", site, account, -1, null, true));
  }

  private static void fridge(
      List<Device> devices, String site, int n, String account, String name, boolean coap) {
    String thermostat = site + "-thermo-" + n;
    devices.add(
        new Device(
            thermostat, Kind.THERMOSTAT, name + " thermostat", site, account, -1, null, false));
    devices.add(
        new Device(
            site + "-fridge-" + n, Kind.FRIDGE_SENSOR, name, site, account, -1, thermostat, coap));
  }

  private static Device customers(String prefix, String name, Kind kind, int n, int person) {
    String id = String.format(Locale.ROOT, "%s-%03d", prefix, n + 1);
    String site = CITIES.get(person % CITIES.size()).toLowerCase(Locale.ROOT);
    return new Device(id, kind, name + " " + (n + 1), site, null, person, null, false);
  }

  private static Account business(String name, String industry, String city, int phone) {
    return new Account(name, industry, city, phone(phone));
  }

  /** No number in these countries starts with 0 after the country code, so nobody has it. */
  private static String phone(int n) {
    return String.format(Locale.ROOT, "+371 0000 %04d", n);
  }
}
