package io.iotcrm.web.recommendation;

import io.iotcrm.domain.recommendation.ItemDetails;
import io.iotcrm.domain.recommendation.ItemView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/** An item as callers write it. */
public record ItemBody(
    @NotBlank @Size(max = 100) String sku,
    @NotBlank @Size(max = 200) String name,
    @Size(max = 100) String category,
    @Size(max = 100) String shelf,
    @Valid Price price,
    Boolean inStock) {

  /** What it costs, in an ISO 4217 currency. */
  public record Price(
      @NotNull @PositiveOrZero @Digits(integer = 10, fraction = 2) BigDecimal amount,
      @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code")
          String currency) {}

  static ItemBody of(ItemView view) {
    return new ItemBody(
        view.sku(),
        view.name(),
        view.category(),
        view.shelf(),
        view.price() == null ? null : new Price(view.price().amount(), view.price().currency()),
        view.inStock());
  }

  ItemDetails details() {
    return new ItemDetails(
        sku,
        name,
        category,
        shelf,
        price == null ? null : new ItemView.Money(price.amount().setScale(2), price.currency()),
        inStock == null || inStock);
  }
}
