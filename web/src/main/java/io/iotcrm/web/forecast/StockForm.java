package io.iotcrm.web.forecast;

import io.iotcrm.domain.forecast.StockTerms;
import io.iotcrm.ejb.forecast.ItemStocks;
import io.iotcrm.ejb.recommendation.ItemCatalogue;
import io.iotcrm.web.platform.Changes;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Says how many of an item there are. */
@Named
@RequestScoped
public class StockForm {
  @EJB private ItemStocks stocks;
  @EJB private ItemCatalogue items;
  @Inject private Changes changes;
  private String sku;
  private Double onHand;
  private Integer leadDays = StockTerms.DEFAULT_LEAD_DAYS;
  private Integer taskWithinDays;

  public void count() {
    boolean done =
        changes.attempt(
            () ->
                stocks.count(
                    items.bySku(sku.strip()).id(),
                    onHand,
                    new StockTerms(0, leadDays, taskWithinDays)),
            "forecasts.counted");
    if (done) {
      sku = null;
      onHand = null;
    }
  }

  public String getSku() {
    return sku;
  }

  public void setSku(String sku) {
    this.sku = sku;
  }

  public Double getOnHand() {
    return onHand;
  }

  public void setOnHand(Double onHand) {
    this.onHand = onHand;
  }

  public Integer getLeadDays() {
    return leadDays;
  }

  public void setLeadDays(Integer leadDays) {
    this.leadDays = leadDays;
  }

  public Integer getTaskWithinDays() {
    return taskWithinDays;
  }

  public void setTaskWithinDays(Integer taskWithinDays) {
    this.taskWithinDays = taskWithinDays;
  }
}
