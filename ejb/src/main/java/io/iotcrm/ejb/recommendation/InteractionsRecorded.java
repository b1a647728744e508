package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.recommendation.InteractionVector.Folded;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** New interactions by contact, to be folded in once the transaction that wrote them commits. */
record InteractionsRecorded(Map<UUID, List<Folded>> byContact) {}
