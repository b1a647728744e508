package io.iotcrm.web.platform;

import io.iotcrm.domain.platform.RecordNotFoundException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What the address or a row's button says, read with care: anybody can write there anything. */
@Named
@RequestScoped
public class Params {
  /** A parameter of the address; null where it is absent or blank. */
  public String get(String name) {
    String text =
        FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap().get(name);
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** The same, with what holds where there is none. */
  public String get(String name, String otherwise) {
    String text = get(name);
    return text == null ? otherwise : text;
  }

  /** A text as it stands in an address. */
  public String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The key of the row whose button was pressed. */
  public String row() {
    return get("row");
  }

  /** What the button asks for, beside its row. */
  public String value() {
    return get("value");
  }

  public UUID rowId(String type) {
    return id(type, row());
  }

  /** The id of a record that must exist: what is no id belongs to no record. */
  public static UUID id(String type, String text) {
    return optionalId(text).orElseThrow(() -> new RecordNotFoundException(type, text));
  }

  public static Optional<UUID> optionalId(String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /** What stands between spaces, commas and semicolons. */
  public static List<String> words(String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split("[\\s,;]+")).filter(word -> !word.isBlank()).toList();
  }

  /** A filter that names a constant; anything else filters nothing. */
  public static <E extends Enum<E>> E constant(Class<E> type, String text) {
    if (text == null) {
      return null;
    }
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }
}
