package io.iotcrm.domain.customer;

/**
 * What a person has agreed to. Nothing is assumed: every purpose is off until it is given.
 *
 * @param profiling device behaviour and purchases may feed the recommender
 * @param marketing offers and campaigns may be sent
 * @param sharing the record may be sent to HubSpot
 */
public record Consents(boolean profiling, boolean marketing, boolean sharing)
    implements java.io.Serializable {
  public static final Consents NONE = new Consents(false, false, false);
}
