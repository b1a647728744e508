package io.iotcrm.domain.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.iotcrm.domain.recommendation.Evaluation.Event;
import io.iotcrm.domain.recommendation.Evaluation.Quality;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** EASE on a year of a real web shop: UCI Online Retail, doi:10.1057/dbm.2012.17. */
class RetailQualityTest {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final int ITEMS = 1000;

  @Test
  void foretellsTheFutureOfARealShopBetterThanPopularity() throws IOException {
    Path data =
        Stream.of("../shared/data", "../../shared/data", "../../../shared/data")
            .map(p -> Path.of(p).resolve("online-retail/onlineretail.csv.gz"))
            .filter(Files::exists)
            .findFirst()
            .orElse(null);
    assumeTrue(data != null, "skipped: ../shared/data/online-retail is not beside the repository");
    List<Event> events = read(data);
    Evaluation evaluation =
        Evaluation.split(
            events, Evaluation.quantile(events, 0.8), new Decay(Duration.ofDays(180)), ITEMS);
    EaseModel model = EaseModel.train(1, evaluation.past(), 20);
    Quality ease = evaluation.of(model);
    Quality popularity = evaluation.ofPopularity(model);
    assertThat(ease.customers()).isGreaterThan(500);
    assertThat(ease.recall20()).isGreaterThan(popularity.recall20());
    assertThat(ease.ndcg20()).isGreaterThan(popularity.ndcg20());
  }

  private static List<Event> read(Path data) throws IOException {
    List<Event> events = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(data)), StandardCharsets.UTF_8))) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        // Only the description, the third of eight fields, has commas of its own.
        String[] head = line.split(",", 3);
        String[] tail = head[2].split(",");
        String customer = tail[tail.length - 2];
        boolean bought = !head[0].startsWith("C") && !tail[tail.length - 5].startsWith("-");
        if (bought && !customer.isEmpty()) {
          Instant at = LocalDateTime.parse(tail[tail.length - 4], TIME).toInstant(ZoneOffset.UTC);
          UUID contact = new UUID(1, Integer.parseInt(customer));
          events.add(new Event(contact, new UUID(2, head[1].hashCode()), 1, at));
        }
      }
    }
    return events;
  }
}
