package io.iotcrm.benchmark.shop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Invented loyalty customers. Every address is at example.com, which nobody can own. */
public final class People {
  /**
   * One loyalty customer.
   *
   * @param shop the index of the home shop
   */
  public record Person(
      String externalId,
      String firstName,
      String lastName,
      String email,
      int shop,
      String tier,
      boolean profiling,
      boolean marketing,
      boolean sharing) {}

  private static final List<List<String>> FIRST =
      List.of(
          words(
              "Anna Liga Inese Elina Laura Kristine Ilze Marta Zane Sanita Janis Andris Juris Edgars"
                  + " Martins Peteris Kaspars Arturs Raivis Toms"),
          words(
              "Kadri Liis Maarja Triin Anu Kertu Helen Piret Katrin Merle Jaan Toomas Rasmus Priit"
                  + " Kristjan Marko Siim Taavi Madis Urmas"),
          words(
              "Ruta Egle Daiva Ieva Jurga Rasa Monika Lina Aiste Gintare Jonas Tomas Mindaugas Lukas"
                  + " Paulius Darius Rokas Vytas Andrius Karolis"));
  private static final List<List<String>> LAST =
      List.of(
          words(
              "Berzins Kalnins Ozols Liepa Krumins Balodis Eglitis Zarins Vitols Klavins Petersons"
                  + " Vanags Lapsa Jansons Abolins"),
          words("Tamm Saar Sepp Magi Kask Kukk Rebane Ilves Parn Koppel Luik Oja Raud Kuusk Lepik"),
          words(
              "Kazlauskas Petrauskas Stankus Butkus Urbonas Vaitkus Rimkus Navickas Sabas Mikalauskas"
                  + " Zukas Balsys Morkunas Gailius Bagdonas"));

  private People() {}

  /** The same people for the same number. */
  public static List<Person> invent(int count) {
    Random random = new Random(20_261_101);
    List<Person> people = new ArrayList<>(count);
    Set<String> emails = new HashSet<>();
    for (int i = 0; i < count; i++) {
      int shop = i % FIRST.size();
      String first = pick(FIRST.get(shop), random);
      String last = pick(LAST.get(shop), random);
      double tier = random.nextDouble();
      boolean profiling = random.nextDouble() < 0.82;
      people.add(
          new Person(
              String.format(Locale.ROOT, "BG-L-%05d", 10_001 + i),
              first,
              last,
              email(first, last, emails),
              shop,
              tier < 0.12 ? "GOLD" : tier < 0.42 ? "SILVER" : "BASIC",
              profiling,
              random.nextDouble() < (profiling ? 0.7 : 0.3),
              random.nextDouble() < (profiling ? 0.5 : 0.15)));
    }
    return List.copyOf(people);
  }

  private static String email(String first, String last, Set<String> taken) {
    String base = (first + "." + last).toLowerCase(Locale.ROOT);
    String local = base;
    for (int n = 2; !taken.add(local); n++) {
      local = base + n;
    }
    return local + "@example.com";
  }

  private static String pick(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }
}
