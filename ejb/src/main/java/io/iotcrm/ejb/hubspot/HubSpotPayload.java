package io.iotcrm.ejb.hubspot;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * HubSpot's names for things: paths, properties, bodies. The only place that knows them.
 *
 * <p>Since 2026 HubSpot's versions are dates, {@code /crm/objects/2026-09/contacts/...}; the older
 * form {@code /crm/v3/objects/contacts/...} is taken for a version that begins with v.
 *
 * @param version e.g. {@code 2026-09} or {@code v3}
 * @param idProperty the unique property that contacts are matched by: {@code email} or {@code
 *     iotcrm_external_id}
 */
record HubSpotPayload(String version, String idProperty) {
  static final String EXTERNAL_ID = "iotcrm_external_id";

  HubSpotPayload {
    if (!version.matches("v[0-9]+|20[0-9]{2}-[0-9]{2}")) {
      throw new IllegalArgumentException(
          "iotcrm.hubspot.version is a date like 2026-09, or v3, not " + version);
    }
    if (!idProperty.equals("email") && !idProperty.equals(EXTERNAL_ID)) {
      throw new IllegalArgumentException(
          "iotcrm.hubspot.id-property is email or " + EXTERNAL_ID + ", not " + idProperty);
    }
  }

  String upsertPath() {
    return version.startsWith("v")
        ? "/crm/" + version + "/objects/contacts/batch/upsert"
        : "/crm/objects/" + version + "/contacts/batch/upsert";
  }

  String idOf(CrmContact contact) {
    return idProperty.equals("email") ? contact.email() : externalId(contact);
  }

  /** Contacts without a number of their own are known by ours. */
  private static String externalId(CrmContact contact) {
    return contact.externalId().isEmpty() ? contact.id().toString() : contact.externalId();
  }

  String body(List<CrmContact> contacts) {
    JsonArrayBuilder inputs = JSON.createArrayBuilder();
    for (CrmContact contact : contacts) {
      inputs.add(
          JSON.createObjectBuilder()
              .add("idProperty", idProperty)
              .add("id", idOf(contact))
              .add("objectWriteTraceId", contact.id().toString())
              .add("properties", properties(contact)));
    }
    return JSON.createObjectBuilder().add("inputs", inputs).build().toString();
  }

  /** HubSpot takes every value as a string; the empty one clears a property. */
  private static JsonObject properties(CrmContact contact) {
    JsonObjectBuilder properties =
        JSON.createObjectBuilder()
            .add("email", contact.email())
            .add("firstname", contact.firstName())
            .add("lastname", contact.lastName())
            .add(EXTERNAL_ID, externalId(contact))
            .add("iotcrm_best_offer", contact.bestOffer())
            .add("iotcrm_best_offer_reason", contact.bestOfferReason())
            .add(
                "iotcrm_last_activity",
                contact.lastActivity() == null ? "" : contact.lastActivity().toString());
    return properties.build();
  }

  /** Changes whenever anything that would be sent changes. */
  String hash(CrmContact contact) {
    String text = idProperty + "\n" + idOf(contact) + "\n" + properties(contact);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
