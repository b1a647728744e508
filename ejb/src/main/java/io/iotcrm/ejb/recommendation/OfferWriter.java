package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.recommendation.EaseModel;
import io.iotcrm.ejb.recommendation.CustomerReader.Customer;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts the customers' vectors and offers into the grid. */
@Named
@Dependent
public class OfferWriter extends AbstractItemWriter {
  @Inject
  @BatchProperty(name = "runId")
  private String runId;

  @Inject private CustomerGrid customers;
  @Inject private RunStore runs;

  @Override
  public void writeItems(List<Object> items) {
    Optional<EaseModel> model = ServingModel.current();
    if (model.isPresent()) {
      for (Object item : items) {
        Customer customer = (Customer) item;
        customers.rebuild(customer.id(), customer.vector(), customer.replaces(), model.get());
      }
    }
    runs.advance(UUID.fromString(runId), items.size());
  }
}
