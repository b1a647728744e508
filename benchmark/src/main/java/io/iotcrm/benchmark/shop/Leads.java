package io.iotcrm.benchmark.shop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Invented people who may become customers of the demo shop, as the API takes them. */
public final class Leads {
  private Leads() {}

  /**
   * @param owner who works on them
   */
  public static List<Map<String, Object>> all(String owner) {
    return List.of(
        lead(
            "Marta", "Holm", "Holm Delikatessen", "Owner", "marta@holm.example", "REFERRAL", owner),
        lead("Oskar", "Lind", "Lind & Sons Cold Store", "Buyer", "o@lind.example", "EVENT", owner),
        lead("Ines", "Prado", null, null, "ines.prado@gmail.com", "WEB", owner),
        lead("Peter", "Vogel", "Vogel Bakery", "Manager", "p.vogel@vogel.example", "WEB", owner),
        lead("Sofia", "Kern", "Kern Flowers", null, "sofia@kern.example", "CAMPAIGN", owner),
        lead("Jan", "Brandt", null, null, "jan.brandt@web.de", "COLD_CALL", owner));
  }

  private static Map<String, Object> lead(
      String first,
      String last,
      String company,
      String job,
      String email,
      String source,
      String owner) {
    Map<String, Object> lead = new LinkedHashMap<>();
    lead.put("firstName", first);
    lead.put("lastName", last);
    lead.put("company", company);
    lead.put("jobTitle", job);
    lead.put("email", email);
    lead.put("source", source);
    lead.put("tags", List.of("demo"));
    lead.put("ownerUsername", owner);
    return lead;
  }
}
