package io.iotcrm.ejb.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.device.CsvTable;
import io.iotcrm.domain.device.DeviceDetails;
import io.iotcrm.domain.device.DeviceImportReport;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.platform.InvalidInputException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the columns of a table say about a device. A field without a column stays as it is; an empty
 * cell takes the value away.
 */
final class DeviceColumns {
  private static final String ATTRIBUTE = "attributes.";
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "profileKey",
          "name",
          "site",
          "accountId",
          "contactId",
          "controlsId",
          "enabled",
          "gateway",
          "viaGateway");

  private final List<DeviceImportReport.Column> columns;
  private final Map<String, Integer> places;

  private DeviceColumns(List<DeviceImportReport.Column> columns, Map<String, Integer> places) {
    this.columns = columns;
    this.places = places;
  }

  /**
   * @param mapping fields by column; "" leaves a column out
   * @throws InvalidInputException for a field that there is not, or that is there twice
   */
  static DeviceColumns of(List<String> names, Map<String, String> mapping) {
    List<DeviceImportReport.Column> columns = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String field = mapping.get(name);
      boolean asked = field != null;
      if (!asked) {
        field = known(name);
      } else if (!field.isEmpty() && known(field).isEmpty()) {
        throw new InvalidInputException("/map/" + name, "is no field of a device: " + field);
      }
      if (!field.isEmpty() && places.put(field, i) != null) {
        throw new InvalidInputException("/map/" + name, "is the second column for " + field);
      }
      columns.add(new DeviceImportReport.Column(name, field));
    }
    return new DeviceColumns(List.copyOf(columns), places);
  }

  /** The field of that name, or "". */
  private static String known(String name) {
    if (name.startsWith(ATTRIBUTE) && name.length() > ATTRIBUTE.length()) {
      return name;
    }
    return FIELDS.stream().filter(name::equalsIgnoreCase).findFirst().orElse("");
  }

  List<DeviceImportReport.Column> columns() {
    return columns;
  }

  /** Null: one is to be made. */
  String id(CsvTable.Row row) {
    return text(row, "id", null);
  }

  /**
   * @param present the device as it is now; null for a new one
   * @throws InvalidInputException for a cell that cannot be used
   */
  DeviceDetails details(CsvTable.Row row, DeviceView present) {
    String profile = text(row, "profileKey", present == null ? null : present.profileKey());
    if (profile == null) {
      throw new InvalidInputException("/profileKey", "is needed for a new device");
    }
    return new DeviceDetails(
        profile,
        text(row, "name", present == null ? null : present.name()),
        text(row, "site", present == null ? null : present.site()),
        uuid(row, "accountId", present == null ? null : present.accountId()),
        uuid(row, "contactId", present == null ? null : present.contactId()),
        text(row, "controlsId", present == null ? null : present.controlsId()),
        yes(row, "enabled", present == null || present.enabled(), true),
        yes(row, "gateway", present != null && present.gateway(), false),
        text(row, "viaGateway", present == null ? null : present.viaGateway()),
        attributes(row, present == null ? "{}" : present.attributes()));
  }

  private String text(CsvTable.Row row, String field, String otherwise) {
    Integer place = places.get(field);
    if (place == null) {
      return otherwise;
    }
    String cell = row.fields().get(place).strip();
    if (cell.length() > 200) {
      throw new InvalidInputException("/" + field, "must have at most 200 characters");
    }
    return cell.isEmpty() ? null : cell;
  }

  private UUID uuid(CsvTable.Row row, String field, UUID otherwise) {
    if (!places.containsKey(field)) {
      return otherwise;
    }
    String text = text(row, field, null);
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("/" + field, "is no id: " + text);
    }
  }

  private boolean yes(CsvTable.Row row, String field, boolean otherwise, boolean empty) {
    if (!places.containsKey(field)) {
      return otherwise;
    }
    String text = text(row, field, null);
    if (text == null) {
      return empty;
    }
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> throw new InvalidInputException("/" + field, "must be true or false: " + text);
    };
  }

  /** Cells are texts, numbers or true and false, as they look. */
  private String attributes(CsvTable.Row row, String present) {
    JsonObject before;
    try (JsonReader reader = JSON.createReader(new StringReader(present))) {
      before = reader.readObject();
    }
    JsonObjectBuilder after = JSON.createObjectBuilder(before);
    places.forEach(
        (field, place) -> {
          if (field.startsWith(ATTRIBUTE)) {
            put(after, field.substring(ATTRIBUTE.length()), row.fields().get(place).strip());
          }
        });
    return after.build().toString();
  }

  private static void put(JsonObjectBuilder object, String name, String cell) {
    if (cell.isEmpty()) {
      object.remove(name);
    } else if (cell.equals("true") || cell.equals("false")) {
      object.add(name, Boolean.parseBoolean(cell));
    } else if (cell.matches("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,15})?")) {
      object.add(name, new java.math.BigDecimal(cell));
    } else {
      object.add(name, cell);
    }
  }
}
