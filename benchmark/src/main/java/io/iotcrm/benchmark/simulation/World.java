package io.iotcrm.benchmark.simulation;

import io.iotcrm.benchmark.shop.Catalogue;
import io.iotcrm.benchmark.shop.DemoShop;
import io.iotcrm.benchmark.shop.DemoShop.Device;
import io.iotcrm.benchmark.shop.Tastes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All shops with everything in them. Not thread safe: one thread advances it and asks it.
 *
 * <p>Goods, doors and tills live at the pace of {@link ShopClock}; people's walks and hearts run in
 * real time, because a rule about twenty seconds at a shelf means real seconds.
 */
final class World {
  /** What a device reports at one moment. */
  record Message(String deviceId, Map<String, Object> readings) {}

  private static final double FIRST_FAULT = 90;
  private static final double FAULT_EVERY = 600;
  private static final int FAULTS_AT_ONCE = 2;
  private static final double CUSTOMERS_SITE_TRAFFIC = 0.3;

  private final ShopClock clock = new ShopClock();
  private final Chance faults;
  private final Map<String, SimulatedDevice> devices = new LinkedHashMap<>();
  private final Map<String, Fridge> fridgesByThermostat = new LinkedHashMap<>();
  private final Map<String, Fridge> fridgesBySensor = new LinkedHashMap<>();
  private final Map<String, LoyaltyTag> tags = new LinkedHashMap<>();
  private final Map<String, Footfall> shops = new LinkedHashMap<>();
  private double faultIn;
  private long faultCount;

  /** Plays these devices; every fridge sensor's thermostat comes before it. */
  World(long seed, Collection<Device> played) {
    this.faults = new Chance(seed, "faults");
    this.faultIn = FIRST_FAULT;
    Tastes tastes = new Tastes();
    for (Device device : played) {
      devices.put(device.id(), create(device, new Chance(seed, device.id()), seed, tastes));
    }
  }

  /** The whole demo shop. */
  static World demo(long seed) {
    return new World(seed, DemoShop.devices());
  }

  /** Lets real seconds pass; returns what is to be sent, in a fixed order. */
  List<Message> advance(double seconds) {
    clock.advance(seconds);
    double pace = seconds * ShopClock.PACE;
    shops.values().forEach(shop -> shop.advance(pace, clock.traffic()));
    fridgesByThermostat.forEach((id, fridge) -> fridge.advance(pace, trafficAt(id)));
    breakSomething(seconds);
    List<Message> messages = new ArrayList<>();
    for (SimulatedDevice device : devices.values()) {
      device.advance(seconds);
      Map<String, Object> readings = device.report();
      if (!readings.isEmpty()) {
        messages.add(new Message(device.id(), readings));
      }
    }
    return messages;
  }

  /**
   * @throws IllegalArgumentException if the device does not know the command or its parameters
   */
  Map<String, Object> execute(String deviceId, String command, Map<String, Object> params) {
    SimulatedDevice device = devices.get(deviceId);
    if (device == null) {
      throw new IllegalArgumentException("no device " + deviceId);
    }
    return device.execute(command, params);
  }

  /** Breaks a fridge now, named by its sensor or its thermostat. */
  void warm(String id) {
    Fridge fridge = fridgesBySensor.getOrDefault(id, fridgesByThermostat.get(id));
    if (fridge == null) {
      throw new IllegalArgumentException(
          "no fridge " + id + "; there are " + String.join(" ", fridgesBySensor.keySet()));
    }
    fridge.trip();
    faultCount++;
  }

  /** Sends a customer to a shelf now. */
  void linger(String tag, String zone, double seconds) {
    LoyaltyTag device = tags.get(tag);
    if (device == null) {
      throw new IllegalArgumentException(
          "no tag " + tag + "; there are " + String.join(" ", tags.keySet()));
    }
    if (!Catalogue.zones().contains(zone)) {
      throw new IllegalArgumentException(
          "no shelf " + zone + "; there are " + String.join(" ", Catalogue.zones()));
    }
    device.lingerAt(zone, seconds);
  }

  Set<String> deviceIds() {
    return devices.keySet();
  }

  /** The sensors of the fridges that are broken now. */
  List<String> broken() {
    return fridgesBySensor.entrySet().stream()
        .filter(entry -> entry.getValue().isTripped())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** For the log: the time of day in the shops and what goes on there. */
  String describe() {
    double hour = clock.hourOfDay();
    return String.format(
        "shop time %02d:%02d, %d customers, %d fridges broken, %d faults so far",
        (int) hour,
        (int) (hour % 1 * 60),
        shops.values().stream().mapToInt(Footfall::occupancy).sum(),
        broken().size(),
        faultCount);
  }

  private void breakSomething(double seconds) {
    faultIn -= seconds;
    if (faultIn > 0 || fridgesBySensor.isEmpty()) {
      return;
    }
    faultIn = faults.uniform(0.8, 1.2) * FAULT_EVERY;
    List<String> ids = List.copyOf(fridgesBySensor.keySet());
    String id = ids.get(faults.below(ids.size()));
    if (broken().size() < FAULTS_AT_ONCE) {
      warm(id);
    }
  }

  private double trafficAt(String thermostat) {
    boolean inShop = shops.keySet().stream().anyMatch(site -> thermostat.startsWith(site + "-"));
    return inShop ? clock.traffic() : CUSTOMERS_SITE_TRAFFIC;
  }

  private SimulatedDevice create(Device device, Chance chance, long seed, Tastes tastes) {
    String id = device.id();
    return switch (device.kind()) {
      case COUNTER -> {
        Footfall footfall = new Footfall(new Chance(seed, device.site()));
        shops.put(device.site(), footfall);
        yield new PeopleCounter(id, footfall, chance);
      }
      case THERMOSTAT -> {
        Fridge fridge = new Fridge(new Chance(seed, id + "/fridge"));
        fridgesByThermostat.put(id, fridge);
        yield new Thermostat(id, fridge, chance);
      }
      case FRIDGE_SENSOR -> {
        Fridge fridge = fridgesByThermostat.get(device.controlled().orElseThrow());
        fridgesBySensor.put(id, fridge);
        yield new FridgeSensor(id, fridge, chance, battery(chance));
      }
      case MOTION -> new MotionSensor(id, clock, chance, battery(chance));
      case TAG -> {
        Walk walk = new Walk(chance, Catalogue.zones(), tastes.favouriteZones(device.person()));
        LoyaltyTag tag = new LoyaltyTag(id, walk, clock, chance);
        tags.put(id, tag);
        yield tag;
      }
      case WEARABLE -> new FitnessBand(id, new Body(chance), battery(chance), chance);
    };
  }

  /** Some are nearly empty, so that a low battery is seen within an hour; real ones last longer. */
  private static Battery battery(Chance chance) {
    return new Battery(chance.uniform(16, 100), chance.uniform(2, 6));
  }
}
