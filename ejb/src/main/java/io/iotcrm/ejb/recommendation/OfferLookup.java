package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.recommendation.ContactOffers;
import io.iotcrm.domain.recommendation.Offer;
import io.iotcrm.domain.recommendation.ScoredItem;
import io.iotcrm.ejb.recommendation.ItemFinder.Card;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Turns what was chosen for customers into offers with names, prices and reasons. */
@ApplicationScoped
public class OfferLookup {
  private static final String POPULAR = "Popular with other customers";

  @Inject private CustomerGrid customers;
  @Inject private ItemFinder items;
  @Inject private InteractionStore store;

  /** The best offers that are in stock now. The caller has checked the customer's consent. */
  List<Offer> offers(UUID contactId, int n) {
    return offers(List.of(contactId), n).getOrDefault(contactId, List.of());
  }

  /**
   * The same for many customers, with one look at the items. Those without consent are left out.
   */
  public Map<UUID, List<Offer>> offersOfConsenting(Collection<UUID> contacts, int n) {
    Map<UUID, Boolean> consents = store.profilingConsents(contacts);
    return offers(contacts.stream().filter(c -> consents.getOrDefault(c, false)).toList(), n);
  }

  private Map<UUID, List<Offer>> offers(Collection<UUID> contacts, int n) {
    Map<UUID, ContactOffers> chosen = new HashMap<>();
    Set<UUID> named = new HashSet<>();
    for (UUID contact : contacts) {
      Optional<ContactOffers> offers = customers.offers(contact);
      if (offers.isPresent()) {
        chosen.put(contact, offers.get());
        for (ScoredItem item : offers.get().items()) {
          named.add(item.itemId());
          if (item.because() != null) {
            named.add(item.because());
          }
        }
      }
    }
    Map<UUID, Card> cards = named.isEmpty() ? Map.of() : items.cards(named);
    Map<UUID, List<Offer>> result = new HashMap<>();
    for (UUID contact : contacts) {
      ContactOffers offers = chosen.get(contact);
      result.put(contact, offers == null ? beforeAnyModel(contact, n) : offers(offers, cards, n));
    }
    return result;
  }

  private static List<Offer> offers(ContactOffers chosen, Map<UUID, Card> cards, int n) {
    List<Offer> offers = new ArrayList<>();
    for (ScoredItem item : chosen.items()) {
      Card card = cards.get(item.itemId());
      if (card != null && card.inStock() && offers.size() < n) {
        offers.add(offer(card, item.score(), reason(item, cards), chosen.modelNumber()));
      }
    }
    return offers;
  }

  private List<Offer> beforeAnyModel(UUID contact, int n) {
    Set<UUID> known =
        store.vectors(List.of(contact)).values().stream()
            .flatMap(v -> v.bonds().entrySet().stream())
            .filter(b -> b.getValue().owned() || b.getValue().dismissedAt() != null)
            .map(Map.Entry::getKey)
            .collect(java.util.stream.Collectors.toSet());
    return items.popular(n, known).stream().map(card -> offer(card, 0, POPULAR, 0)).toList();
  }

  private static Offer offer(Card card, double score, String reason, int model) {
    return new Offer(
        card.id(),
        card.sku(),
        card.name(),
        card.category(),
        card.price(),
        card.currency(),
        score,
        reason,
        model);
  }

  private static String reason(ScoredItem item, Map<UUID, Card> cards) {
    Card because = item.because() == null ? null : cards.get(item.because());
    return because == null ? POPULAR : "Because " + item.kind().words() + " " + because.name();
  }
}
