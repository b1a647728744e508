package io.iotcrm.web.recommendation;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.recommendation.ItemQuery;
import io.iotcrm.domain.recommendation.ItemView;
import io.iotcrm.ejb.recommendation.ItemCatalogue;
import io.iotcrm.web.platform.ListPage;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** What can be offered. */
@Named
@RequestScoped
public class ItemsPage extends ListPage<ItemView> {
  @EJB private ItemCatalogue items;

  @Override
  protected Page<ItemView> load(PageRequest request) {
    return items.list(new ItemQuery(getQ(), null, null, null, request));
  }
}
