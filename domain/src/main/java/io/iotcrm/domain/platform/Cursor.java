package io.iotcrm.domain.platform;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * The sort key of the last record of a part of a list.
 *
 * <p>It names a place, not a page number: records that come or go meanwhile neither repeat nor hide
 * others. It is not signed, because it selects nothing that its owner may not read.
 */
public final class Cursor {
  private static final String SEPARATOR = "\u001f";
  private static final int MAX_LENGTH = 2_000;

  private final List<String> parts;

  private Cursor(List<String> parts) {
    this.parts = parts;
  }

  /** Encodes the parts of a sort key; instants keep their microseconds. */
  public static String of(Object... parts) {
    String[] texts = new String[parts.length];
    for (int i = 0; i < parts.length; i++) {
      texts[i] = parts[i] == null ? "" : parts[i].toString().replace(SEPARATOR, " ");
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, texts).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param parts how many parts the list's sort key has
   * @throws InvalidInputException for a text that {@link #of} did not make for such a list
   */
  public static Cursor parse(String text, int parts) {
    if (text.length() > MAX_LENGTH) {
      throw unusable();
    }
    try {
      String decoded =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)))
              .toString();
      List<String> found = List.of(decoded.split(SEPARATOR, -1));
      if (found.size() != parts || decoded.indexOf('\0') >= 0) {
        throw unusable();
      }
      return new Cursor(found);
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw unusable();
    }
  }

  /**
   * The cursor that a caller may leave out.
   *
   * @return null for null and for the empty text, which both ask for the first part of a list
   * @throws InvalidInputException as {@link #parse}
   */
  public static Cursor after(String text, int parts) {
    return text == null || text.isEmpty() ? null : parse(text, parts);
  }

  public String text(int part) {
    return parts.get(part);
  }

  public Instant instant(int part) {
    try {
      return Instant.parse(parts.get(part));
    } catch (DateTimeException e) {
      throw unusable();
    }
  }

  public UUID uuid(int part) {
    try {
      return UUID.fromString(parts.get(part));
    } catch (IllegalArgumentException e) {
      throw unusable();
    }
  }

  private static InvalidInputException unusable() {
    return new InvalidInputException(
        "/cursor", "is not a cursor of this list; begin again without one");
  }
}
