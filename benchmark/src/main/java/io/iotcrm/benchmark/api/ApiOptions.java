package io.iotcrm.benchmark.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Where the API is and who calls it; the same options on every subcommand that needs it. */
public final class ApiOptions {
  private static final Duration TOKEN_LIFE = Duration.ofHours(6);

  @Option(
      names = "--api",
      required = true,
      split = ",",
      paramLabel = "URL",
      description = "Address of each node, for example http://127.0.0.1:28080; several by comma.")
  private List<String> urls;

  @Option(
      names = "--credentials",
      required = true,
      paramLabel = "FILE",
      description = "File with a line user=password for each user and device.")
  private Path file;

  @Option(
      names = "--user",
      defaultValue = "admin",
      description = "User of that file who calls the API (default: ${DEFAULT-VALUE}).")
  private String user;

  public List<String> urls() {
    return urls;
  }

  public Credentials credentials() {
    return new Credentials(file);
  }

  /**
   * Does the work with a token, which is revoked at the end.
   *
   * <p>A password costs the server a tenth of a second of one core on every request, by intention.
   */
  public void withApi(Consumer<ApiClient> work) {
    ApiClient basic = ApiClient.basic(urls, user, credentials().require(user));
    Map<String, Object> wanted =
        Map.of(
            "name",
            "benchmark",
            "groups",
            List.of(user),
            "expiresAt",
            Instant.now().plus(TOKEN_LIFE).toString());
    JsonNode made = basic.post("tokens", wanted, null);
    try {
      work.accept(basic.withToken(made.path("secret").asText()));
    } finally {
      basic.delete("tokens/" + made.path("id").asText());
    }
  }
}
