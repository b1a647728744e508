package io.iotcrm.benchmark.seed;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.api.Credentials;
import io.iotcrm.benchmark.shop.Catalogue;
import io.iotcrm.benchmark.shop.DemoShop;
import io.iotcrm.benchmark.shop.Leads;
import io.iotcrm.benchmark.shop.People;
import io.iotcrm.benchmark.shop.People.Person;
import io.iotcrm.benchmark.shop.Profiles;
import io.iotcrm.benchmark.shop.Rules;
import io.iotcrm.benchmark.shop.Support;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Loads the demo shop, in the order in which its parts refer to each other. */
final class Seeder {
  private static final String OWNER = "sales";

  private final ApiClient api;
  private final Credentials credentials;
  private final PrintWriter out;
  private final List<Person> people = People.invent(DemoShop.LOYALTY_CUSTOMERS);

  Seeder(ApiClient api, Credentials credentials, PrintWriter out) {
    this.api = api;
    this.credentials = credentials;
    this.out = out;
  }

  /** Creates what is missing; {@code purchases} is the number of past purchases in all. */
  void run(int purchases) {
    Collection accounts = new Collection(api, "accounts", "name");
    report("accounts", accounts.fill(accounts()), accounts);
    Collection profiles = new Collection(api, "device-profiles", "key");
    report("device profiles", profiles.fill(Profiles.all()), profiles);
    Collection items = new Collection(api, "items", "sku");
    report("items", items.fill(items()), items);
    Collection contacts = new Collection(api, "contacts", "externalId");
    report("contacts", contacts.fill(contacts(accounts)), contacts);
    Collection leads = new Collection(api, "leads", "email");
    report("leads", leads.fill(Leads.all(OWNER)), leads);
    Collection rules = new Collection(api, "rules", "name");
    report("rules", rules.fill(Rules.all()), rules);
    support();
    devices(accounts, contacts);
    new PurchaseHistory(api, out).load(contacts, people, purchases);
    new SalesHistory(api, out).load(accounts, OWNER);
  }

  private void support() {
    Collection calendars = new Collection(api, "business-calendars", "name");
    report("calendars", calendars.fill(Support.calendars()), calendars);
    Collection queues = new Collection(api, "queues", "name");
    report("queues", queues.fill(Support.queues()), queues);
    Collection levels = new Collection(api, "sla-policies", "name");
    report("service levels", levels.fill(Support.policies(calendars.id(Support.CALENDAR))), levels);
    Collection macros = new Collection(api, "macros", "name");
    report("canned steps", macros.fill(Support.macros()), macros);
  }

  private List<Map<String, Object>> accounts() {
    List<Map<String, Object>> bodies = new ArrayList<>();
    for (DemoShop.Account account : DemoShop.accounts()) {
      bodies.add(
          body(
              "name", account.name(),
              "industry", account.industry(),
              "city", account.city(),
              "phone", account.phone(),
              "ownerUsername", OWNER));
    }
    return bodies;
  }

  private List<Map<String, Object>> items() {
    List<Map<String, Object>> bodies = new ArrayList<>();
    for (Catalogue.Item item : Catalogue.items()) {
      bodies.add(
          body(
              "sku",
              item.sku(),
              "name",
              item.name(),
              "category",
              item.category(),
              "shelf",
              item.shelf(),
              "price",
              body("amount", item.price(), "currency", "EUR"),
              "inStock",
              item.index() % 37 != 5));
    }
    return bodies;
  }

  private List<Map<String, Object>> contacts(Collection accounts) {
    List<Map<String, Object>> bodies = new ArrayList<>();
    for (Person person : people) {
      bodies.add(
          body(
              "accountId",
              accounts.id(DemoShop.shopAccount(person.shop())),
              "externalId",
              person.externalId(),
              "firstName",
              person.firstName(),
              "lastName",
              person.lastName(),
              "email",
              person.email(),
              "tier",
              person.tier(),
              "consents",
              consents(person.profiling(), person.marketing(), person.sharing()),
              "ownerUsername",
              OWNER));
    }
    DemoShop.managers().forEach((account, name) -> bodies.add(manager(accounts.id(account), name)));
    return bodies;
  }

  private static Map<String, Object> manager(String accountId, String name) {
    String[] parts = name.split(" ");
    String local = name.toLowerCase(Locale.ROOT).replace(' ', '.');
    return body(
        "accountId",
        accountId,
        "externalId",
        "BG-M-" + local,
        "firstName",
        parts[0],
        "lastName",
        parts[1],
        "email",
        local + ".office@example.com",
        "consents",
        consents(false, false, true),
        "ownerUsername",
        OWNER);
  }

  private void devices(Collection accounts, Collection contacts) {
    Collection devices = new Collection(api, "devices", "id");
    Map<String, String> secrets = new ConcurrentHashMap<>();
    int created = 0;
    // What is controlled comes first, because the other device refers to it.
    for (boolean controller : new boolean[] {false, true}) {
      List<Map<String, Object>> bodies = new ArrayList<>();
      for (DemoShop.Device device : DemoShop.devices()) {
        if (device.controlled().isPresent() == controller) {
          bodies.add(device(device, accounts, contacts));
        }
      }
      try {
        created += devices.fill(bodies, answer -> keepSecret(answer, secrets));
      } finally {
        // Each secret is shown once: keep those that came even when a later device fails.
        credentials.put(secrets);
      }
    }
    report("devices", created, devices);
    Map<String, String> known = credentials.read();
    List<String> silent =
        DemoShop.devices().stream()
            .map(DemoShop.Device::id)
            .filter(id -> !known.containsKey("device/" + id))
            .toList();
    if (!silent.isEmpty()) {
      renew(silent);
    }
  }

  private void renew(List<String> deviceIds) {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (String id : deviceIds) {
      JsonNode answer = api.post("devices/" + id + "/credentials", body(), null);
      secrets.put("device/" + id, secret(id, answer));
    }
    credentials.put(secrets);
    out.printf("  %-17s %d new secrets, the old ones were not in the file%n", "", secrets.size());
  }

  private static void keepSecret(JsonNode answer, Map<String, String> secrets) {
    // A repeated request is answered without the secret; such a device gets a new one below.
    if (answer.hasNonNull("secret")) {
      secrets.put("device/" + answer.path("id").asText(), answer.path("secret").asText());
    }
  }

  private static String secret(String id, JsonNode answer) {
    String secret = answer.path("secret").asText("");
    if (secret.isEmpty()) {
      throw new CommandFailure("the API gave no secret for device " + id);
    }
    return secret;
  }

  private Map<String, Object> device(
      DemoShop.Device device, Collection accounts, Collection contacts) {
    Map<String, Object> body =
        body(
            "id", device.id(),
            "profileKey", device.kind().profile(),
            "name", device.name(),
            "site", device.site(),
            "attributes", body("protocol", device.coap() ? "coap" : "mqtt"));
    if (device.account() != null) {
      body.put("accountId", accounts.id(device.account()));
    }
    if (device.person() >= 0) {
      body.put("contactId", contacts.id(people.get(device.person()).externalId()));
    }
    device.controlled().ifPresent(id -> body.put("controlsId", id));
    return body;
  }

  private void report(String what, int created, Collection all) {
    out.printf("  %-17s %d (%d new)%n", what, all.size(), created);
    out.flush();
  }

  private static Map<String, Object> consents(
      boolean profiling, boolean marketing, boolean sharing) {
    return body("profiling", profiling, "marketing", marketing, "sharing", sharing);
  }

  static Map<String, Object> body(Object... keysAndValues) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      body.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return body;
  }
}
