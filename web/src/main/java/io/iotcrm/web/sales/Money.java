package io.iotcrm.web.sales;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Amounts and days as pages show them. */
@Named
@ApplicationScoped
public class Money {

  /** With thousands apart, and cents where there are some; nothing for null. */
  public String text(BigDecimal amount, String currency) {
    if (amount == null) {
      return "";
    }
    NumberFormat format = NumberFormat.getNumberInstance(locale());
    boolean whole = amount.stripTrailingZeros().scale() <= 0;
    format.setMinimumFractionDigits(whole ? 0 : 2);
    format.setMaximumFractionDigits(whole ? 0 : 2);
    return currency == null ? format.format(amount) : format.format(amount) + " " + currency;
  }

  /** A part as a whole number of percent; nothing for null. */
  public String percent(Double part) {
    return part == null ? "" : Math.round(part * 100) + " %";
  }

  /** One decimal; nothing for null. */
  public String number(Double value) {
    if (value == null) {
      return "";
    }
    NumberFormat format = NumberFormat.getNumberInstance(locale());
    format.setMaximumFractionDigits(1);
    return format.format(value);
  }

  /** Whether the day is over. */
  public boolean past(LocalDate day) {
    return day != null && day.isBefore(LocalDate.now(ZoneOffset.UTC));
  }

  private static Locale locale() {
    FacesContext context = FacesContext.getCurrentInstance();
    return context == null || context.getViewRoot() == null
        ? Locale.ENGLISH
        : context.getViewRoot().getLocale();
  }
}
