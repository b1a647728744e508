package io.iotcrm.domain.customer;

import java.util.UUID;

/** A person has decided anew what may be done with their data. */
public record ConsentsChanged(UUID contactId, Consents consents) {}
