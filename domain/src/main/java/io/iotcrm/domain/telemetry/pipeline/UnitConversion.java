package io.iotcrm.domain.telemetry.pipeline;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns numbers of one unit into those of another of the same dimension. The names are those of
 * SenML (RFC 8428 and RFC 8798), and UCUM's where SenML has none.
 *
 * @param from the unit that devices send, also where they do not say so
 * @param to the unit of the series
 * @param factor with {@code offset}: {@code to = from * factor + offset}
 */
public record UnitConversion(String from, String to, double factor, double offset) {

  /** A unit in terms of the base unit of its dimension: {@code base = value * factor + offset}. */
  private record Unit(String dimension, double factor, double offset) {
    static Unit of(String dimension, double factor) {
      return new Unit(dimension, factor, 0);
    }
  }

  private static final String TEMPERATURE = "temperature";
  private static final String PRESSURE = "pressure";
  private static final String LENGTH = "length";
  private static final String SPEED = "speed";
  private static final String TIME = "time";
  private static final String POWER = "power";
  private static final String ENERGY = "energy";
  private static final String RATIO = "ratio";

  private static final Map<String, Unit> UNITS =
      Map.ofEntries(
          Map.entry("K", Unit.of(TEMPERATURE, 1)),
          Map.entry("Cel", new Unit(TEMPERATURE, 1, 273.15)),
          Map.entry("[degF]", new Unit(TEMPERATURE, 5.0 / 9, 459.67 * 5 / 9)),
          Map.entry("Pa", Unit.of(PRESSURE, 1)),
          Map.entry("hPa", Unit.of(PRESSURE, 100)),
          Map.entry("kPa", Unit.of(PRESSURE, 1_000)),
          Map.entry("bar", Unit.of(PRESSURE, 100_000)),
          Map.entry("mm[Hg]", Unit.of(PRESSURE, 133.322387415)),
          Map.entry("[psi]", Unit.of(PRESSURE, 6_894.757293168)),
          Map.entry("m", Unit.of(LENGTH, 1)),
          Map.entry("mm", Unit.of(LENGTH, 0.001)),
          Map.entry("cm", Unit.of(LENGTH, 0.01)),
          Map.entry("km", Unit.of(LENGTH, 1_000)),
          Map.entry("[in_i]", Unit.of(LENGTH, 0.0254)),
          Map.entry("[ft_i]", Unit.of(LENGTH, 0.3048)),
          Map.entry("[mi_i]", Unit.of(LENGTH, 1_609.344)),
          Map.entry("m/s", Unit.of(SPEED, 1)),
          Map.entry("km/h", Unit.of(SPEED, 1 / 3.6)),
          Map.entry("[mi_i]/h", Unit.of(SPEED, 0.44704)),
          Map.entry("[kn_i]", Unit.of(SPEED, 1_852.0 / 3_600)),
          Map.entry("s", Unit.of(TIME, 1)),
          Map.entry("ms", Unit.of(TIME, 0.001)),
          Map.entry("min", Unit.of(TIME, 60)),
          Map.entry("h", Unit.of(TIME, 3_600)),
          Map.entry("W", Unit.of(POWER, 1)),
          Map.entry("kW", Unit.of(POWER, 1_000)),
          Map.entry("J", Unit.of(ENERGY, 1)),
          Map.entry("kJ", Unit.of(ENERGY, 1_000)),
          Map.entry("Wh", Unit.of(ENERGY, 3_600)),
          Map.entry("kWh", Unit.of(ENERGY, 3_600_000)),
          Map.entry("kcal", Unit.of(ENERGY, 4_184)),
          Map.entry("/", Unit.of(RATIO, 1)),
          Map.entry("%", Unit.of(RATIO, 0.01)),
          Map.entry("/100", Unit.of(RATIO, 0.01)),
          Map.entry("/1000", Unit.of(RATIO, 0.001)),
          Map.entry("ppm", Unit.of(RATIO, 1e-6)),
          Map.entry("ppb", Unit.of(RATIO, 1e-9)),
          Map.entry("V", Unit.of("voltage", 1)),
          Map.entry("mV", Unit.of("voltage", 0.001)),
          Map.entry("A", Unit.of("current", 1)),
          Map.entry("mA", Unit.of("current", 0.001)),
          Map.entry("kg", Unit.of("mass", 1)),
          Map.entry("g", Unit.of("mass", 0.001)),
          Map.entry("[lb_av]", Unit.of("mass", 0.45359237)));

  /** The units that can be converted, in the alphabet's order. */
  public static Set<String> units() {
    return new TreeSet<>(UNITS.keySet());
  }

  /**
   * @throws IllegalArgumentException where a unit is not known, or the two measure different things
   */
  public static UnitConversion between(String from, String to) {
    Unit source = unit(from);
    Unit target = unit(to);
    if (!source.dimension().equals(target.dimension())) {
      throw new IllegalArgumentException(
          from + " is a " + source.dimension() + " and " + to + " a " + target.dimension());
    }
    return new UnitConversion(
        from,
        to,
        source.factor() / target.factor(),
        (source.offset() - target.offset()) / target.factor());
  }

  private static Unit unit(String name) {
    Unit unit = UNITS.get(name);
    if (unit == null) {
      throw new IllegalArgumentException("there is no unit " + name + "; there are " + units());
    }
    return unit;
  }

  /** The number in the target unit. */
  public double convert(double number) {
    return number * factor + offset;
  }
}
