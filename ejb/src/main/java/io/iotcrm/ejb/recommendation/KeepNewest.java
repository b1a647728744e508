package io.iotcrm.ejb.recommendation;

import com.hazelcast.map.EntryProcessor;
import io.iotcrm.domain.recommendation.ContactOffers;
import java.util.Map.Entry;
import java.util.UUID;

/** Stores offers unless better informed ones are there: two fold-ins may finish in either order. */
record KeepNewest(ContactOffers offers) implements EntryProcessor<UUID, ContactOffers, Boolean> {
  @Override
  public Boolean process(Entry<UUID, ContactOffers> entry) {
    if (!offers.newerThan(entry.getValue())) {
      return false;
    }
    entry.setValue(offers);
    return true;
  }
}
