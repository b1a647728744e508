package io.iotcrm.benchmark.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What the shops sell: twelve shelves, on each four house brands with five products. */
public final class Catalogue {
  /** One article; {@code shelf} is the zone that the shop's beacons report. */
  public record Item(
      int index, String sku, String name, String category, String shelf, BigDecimal price) {}

  private record Shelf(String key, String category, List<String> brands, List<String> products) {}

  private static final List<Shelf> SHELVES =
      List.of(
          shelf(
              "coffee",
              "Coffee",
              "Daugava Roasters|Pirita Bay|Neris|Amber Cup",
              "Espresso beans 1 kg=15.90|Filter coffee ground 500 g=7.49|Oat latte can 250 ml=1.89"
                  + "|Decaf beans 500 g=9.20|Paper filters 100 pcs=2.39"),
          shelf(
              "tea",
              "Tea",
              "Meadow & Moss|Kadriorg|Linden Lane|Old Harbour",
              "Linden blossom 20 bags=2.79|Black breakfast 50 bags=3.49|Rooibos 20 bags=2.99"
                  + "|Green sencha 100 g=5.60|Honey 350 g=6.80"),
          shelf(
              "dairy",
              "Dairy",
              "Zemgale Farm|Saare Hill|White Stork|Green Pasture",
              "Whole milk 1 l=1.35|Kefir 1 l=1.55|Butter 200 g=2.69|Smoked cheese 300 g=4.95"
                  + "|Blueberry yoghurt 400 g=2.15"),
          shelf(
              "bakery",
              "Bakery",
              "Rye & Sons|Vana Ahi|Mill Street|Kulta",
              "Dark rye loaf 600 g=2.45|Wheat baguette=1.29|Cinnamon buns 4 pcs=3.10"
                  + "|Oat crispbread 250 g=2.20|Burger buns 6 pcs=2.05"),
          shelf(
              "fruit",
              "Fruit",
              "Orchard Coast|Sunny Crate|Vidzeme Gardens|Kernel",
              "Apples 1 kg=2.10|Bananas 1 kg=1.59|Blueberries 250 g=3.49|Lemons 500 g=1.79"
                  + "|Frozen smoothie mix 400 g=3.95"),
          shelf(
              "vegetables",
              "Vegetables",
              "Long Furrow|Green Barn|Peipsi Onion|Root Cellar",
              "Potatoes 2 kg=2.30|Carrots 1 kg=1.20|Cherry tomatoes 250 g=2.49|Beetroot 1 kg=1.35"
                  + "|Salad mix 150 g=1.99"),
          shelf(
              "meat",
              "Meat",
              "Oak Smoke|Latgale Butchers|Countryside|Red Gable",
              "Chicken fillet 600 g=5.99|Minced beef 500 g=5.49|Grill sausages 400 g=4.20"
                  + "|Smoked bacon 200 g=3.30|Pork neck marinated 1 kg=8.90"),
          shelf(
              "fish",
              "Fish",
              "Grey Seal|Net & Line|Kurzeme Catch|Amber Bay",
              "Smoked sprats 160 g=2.59|Salmon fillet 300 g=8.49|Herring in oil 240 g=2.89"
                  + "|Cod sticks frozen 450 g=4.75|Tuna can 160 g=1.95"),
          shelf(
              "snacks",
              "Snacks",
              "Crisp Shore|Nutwood|Barley Bite|Trail & Co",
              "Potato chips 150 g=2.19|Salted peanuts 200 g=1.85|Garlic rye sticks 120 g=1.49"
                  + "|Mixed nuts 250 g=4.60|Protein bar 60 g=2.09"),
          shelf(
              "sweets",
              "Sweets",
              "Sugar Mill|Little Cloud|Cocoa Quay|Berry Patch",
              "Dark chocolate 100 g=2.29|Curd snacks 3 pcs=1.65|Marshmallow 200 g=2.40"
                  + "|Toffee 250 g=2.95|Cranberries in sugar 150 g=3.15"),
          shelf(
              "drinks",
              "Drinks",
              "Birch Spring|Kvass House|North Fizz|Three Wells",
              "Birch juice 1 l=2.65|Bread kvass 1.5 l=1.95|Mineral water 6 x 0.5 l=3.20"
                  + "|Alcohol-free lager 4 x 0.5 l=4.40|Apple juice 1 l=2.10"),
          shelf(
              "household",
              "Household",
              "Clean Tide|White Line|Pine & Soap|Everyday",
              "Dishwasher tablets 40 pcs=8.95|Laundry liquid 2 l=9.60|Kitchen rolls 4 pcs=3.79"
                  + "|Bin bags 30 pcs=2.25|Pine soap 300 ml=2.89"));

  private static final List<Item> ITEMS = build();

  private Catalogue() {}

  /** All items; the position in the list is {@link Item#index}. */
  public static List<Item> items() {
    return ITEMS;
  }

  /** The shelves' keys, in the order in which one walks past them. */
  public static List<String> zones() {
    return SHELVES.stream().map(Shelf::key).toList();
  }

  private static List<Item> build() {
    List<Item> items = new ArrayList<>();
    for (Shelf shelf : SHELVES) {
      for (int brand = 0; brand < shelf.brands().size(); brand++) {
        for (String product : shelf.products()) {
          int index = items.size();
          String[] parts = product.split("=");
          items.add(
              new Item(
                  index,
                  "BG-" + String.format("%04d", 1_000 + index),
                  shelf.brands().get(brand) + " " + parts[0],
                  shelf.category(),
                  shelf.key(),
                  price(parts[1], brand)));
        }
      }
    }
    return List.copyOf(items);
  }

  /** The same product costs a little more or less under each brand. */
  private static BigDecimal price(String base, int brand) {
    double factor = 1 + (brand - 1) * 0.08;
    return new BigDecimal(base)
        .multiply(BigDecimal.valueOf(factor))
        .setScale(2, RoundingMode.HALF_UP);
  }

  private static Shelf shelf(String key, String category, String brands, String products) {
    return new Shelf(key, category, List.of(brands.split("\\|")), List.of(products.split("\\|")));
  }
}
