package io.iotcrm.domain.recommendation;

/** What is known about an item. Only SKU and name are required. */
public record ItemDetails(
    String sku,
    String name,
    String category,
    String shelf,
    ItemView.Money price,
    boolean inStock) {}
