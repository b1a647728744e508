package io.iotcrm.ejb.transfer.table;

/** A column of a table that is written. */
public record Column(String name, Type type) {

  /** What its cells are. */
  public enum Type {
    /** {@link String}. */
    TEXT,
    /** {@link java.time.Instant}. */
    TIME,
    /** {@link Double}; also where a whole number is meant. */
    NUMBER
  }

  public static Column text(String name) {
    return new Column(name, Type.TEXT);
  }

  public static Column time(String name) {
    return new Column(name, Type.TIME);
  }

  public static Column number(String name) {
    return new Column(name, Type.NUMBER);
  }
}
