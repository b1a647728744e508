package io.iotcrm.domain.platform;

import jakarta.json.spi.JsonProvider;

/**
 * The one way to JSON-P. The methods of {@code jakarta.json.Json} look for the provider anew at
 * each call, through all archives of the application and the server: many times dearer than the
 * JSON.
 */
public final class JsonProcessing {
  /** Thread-safe. */
  public static final JsonProvider JSON = JsonProvider.provider();

  private JsonProcessing() {}
}
