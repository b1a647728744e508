package io.iotcrm.ejb.recommendation;

import com.hazelcast.map.IMap;
import io.iotcrm.domain.recommendation.ContactOffers;
import io.iotcrm.domain.recommendation.EaseModel;
import io.iotcrm.domain.recommendation.InteractionVector;
import io.iotcrm.domain.recommendation.InteractionVector.Folded;
import io.iotcrm.ejb.platform.Grid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Customers' vectors and offers in the grid. Both can be rebuilt from PostgreSQL at any time, so a
 * grid that has lost them answers from there.
 */
@ApplicationScoped
public class CustomerGrid {
  @Inject private Grid grid;
  @Inject private InteractionStore store;
  @Inject private RecommenderSettings settings;

  private IMap<UUID, InteractionVector> profiles() {
    return grid.map("customer-profiles");
  }

  private IMap<UUID, ContactOffers> recommendations() {
    return grid.map("recommendations");
  }

  /** Folds committed interactions in. Empty when there is no model to choose offers with. */
  Optional<ContactOffers> foldIn(UUID contactId, List<Folded> events) {
    FoldInProcessor processor = new FoldInProcessor(events, settings.choice(), Instant.now());
    FoldInProcessor.Result result = profiles().executeOnKey(contactId, processor);
    if (result == null) {
      // Agreed to when the interaction was written, but perhaps withdrawn since.
      if (!store.profilingConsents(List.of(contactId)).getOrDefault(contactId, false)) {
        return Optional.empty();
      }
      profiles().executeOnKey(contactId, new InstallVector(read(contactId), -1));
      result = profiles().executeOnKey(contactId, processor);
    }
    if (result == null) {
      return Optional.empty();
    }
    InteractionVector vector = result.vector();
    int newest = ServingModel.current().map(EaseModel::number).orElse(0);
    Optional<ContactOffers> offers =
        Optional.ofNullable(result.offers())
            .filter(o -> o.modelNumber() >= newest)
            .or(() -> ServingModel.current().map(model -> choose(model, vector)));
    offers.ifPresent(o -> recommendations().executeOnKey(contactId, new KeepNewest(o)));
    return offers;
  }

  /** The customer's offers, chosen now if the grid has none. Empty when there is no model. */
  Optional<ContactOffers> offers(UUID contactId) {
    ContactOffers present = recommendations().get(contactId);
    if (present != null) {
      return Optional.of(present);
    }
    Optional<EaseModel> model = ServingModel.current();
    if (model.isEmpty()) {
      return Optional.empty();
    }
    InteractionVector vector = profiles().get(contactId);
    if (vector == null) {
      vector = profiles().executeOnKey(contactId, new InstallVector(read(contactId), -1));
    }
    ContactOffers offers = choose(model.get(), vector);
    recommendations().executeOnKey(contactId, new KeepNewest(offers));
    return Optional.of(offers);
  }

  /** What is in the grid of the customer's offers, without choosing any. */
  Optional<ContactOffers> present(UUID contactId) {
    return Optional.ofNullable(recommendations().get(contactId));
  }

  /** The revisions of the vectors in the grid, to be read before the database is. */
  Map<UUID, InteractionVector> present(Collection<UUID> contacts) {
    return profiles().getAll(Set.copyOf(contacts));
  }

  /** Puts a rebuilt vector in place and chooses offers with the given model. */
  void rebuild(UUID contactId, InteractionVector vector, long replaces, EaseModel model) {
    InteractionVector kept =
        profiles().executeOnKey(contactId, new InstallVector(vector, replaces));
    recommendations().executeOnKey(contactId, new KeepNewest(choose(model, kept)));
  }

  /** Leaves nothing of the customer in the grid. */
  void forget(UUID contactId) {
    recommendations().delete(contactId);
    profiles().delete(contactId);
  }

  private InteractionVector read(UUID contactId) {
    return store.vectors(List.of(contactId)).getOrDefault(contactId, InteractionVector.EMPTY);
  }

  private ContactOffers choose(EaseModel model, InteractionVector vector) {
    return ContactOffers.choose(model, vector, settings.choice(), Instant.now());
  }
}
