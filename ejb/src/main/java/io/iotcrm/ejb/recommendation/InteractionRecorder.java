package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.recommendation.InteractionVector.Folded;
import io.iotcrm.domain.recommendation.NewInteraction;
import io.iotcrm.domain.recommendation.RecordedInteractions;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writes interactions down for callers inside the application: rules, feedback. Joins the caller's
 * transaction; the customers' offers change once it commits.
 *
 * <p>An interaction that cannot be used, because its item is unknown or its customer has not agreed
 * to profiling, is left out and accounted for in the answer: one of them must not undo the others.
 */
@Stateless
@PermitAll
public class InteractionRecorder {
  @Inject private InteractionStore store;
  @Inject private ItemFinder items;
  @Inject private Event<InteractionsRecorded> recorded;
  @Inject private RecommenderMetrics metrics;

  public RecordedInteractions record(NewInteraction interaction) {
    return record(List.of(interaction));
  }

  public RecordedInteractions record(List<NewInteraction> interactions) {
    if (interactions.isEmpty()) {
      return new RecordedInteractions(0, 0, 0, List.of());
    }
    Map<UUID, Boolean> consents =
        store.profilingConsents(
            interactions.stream().map(NewInteraction::contactId).collect(Collectors.toSet()));
    ItemFinder.Found found = items.find(interactions);
    Set<String> refused = new LinkedHashSet<>();
    List<InteractionStore.Row> rows = new ArrayList<>();
    int withoutConsent = 0;
    for (NewInteraction interaction : interactions) {
      Boolean consent = consents.get(interaction.contactId());
      List<UUID> targets = found.of(interaction);
      if (consent == null) {
        refused.add("there is no contact " + interaction.contactId());
      } else if (targets.isEmpty()) {
        refused.add(ItemFinder.missing(interaction));
      } else if (!consent) {
        withoutConsent++;
      } else {
        addRows(rows, interaction, targets);
      }
    }
    Set<UUID> written = rows.isEmpty() ? Set.of() : store.insert(rows);
    announce(rows, written);
    metrics.recorded(written.size());
    return new RecordedInteractions(
        written.size(), rows.size() - written.size(), withoutConsent, List.copyOf(refused));
  }

  private static void addRows(
      List<InteractionStore.Row> rows, NewInteraction interaction, List<UUID> targets) {
    Instant now = Instant.now();
    // A device whose clock runs ahead must not make its interaction count more than a fresh one.
    Instant at = interaction.at() == null || interaction.at().isAfter(now) ? now : interaction.at();
    double weight = interaction.effectiveWeight() / targets.size();
    for (UUID item : targets) {
      String key = interaction.idempotencyKey();
      rows.add(
          new InteractionStore.Row(
              interaction.contactId(),
              new Folded(Ids.next(), item, interaction.kind(), weight, at),
              interaction.source(),
              key == null || targets.size() == 1 ? key : key + "/" + item));
    }
  }

  private void announce(List<InteractionStore.Row> rows, Set<UUID> written) {
    Map<UUID, List<Folded>> byContact = new LinkedHashMap<>();
    for (InteractionStore.Row row : rows) {
      if (written.contains(row.event().id())) {
        byContact.computeIfAbsent(row.contactId(), c -> new ArrayList<>()).add(row.event());
      }
    }
    if (!byContact.isEmpty()) {
      recorded.fire(new InteractionsRecorded(byContact));
    }
  }
}
