package io.iotcrm.ejb.platform;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this instance is called. */
@ApplicationScoped
public class NodeName {
  @Inject
  @ConfigProperty(name = "iotcrm.node")
  private Optional<String> configured;

  private String name;
  private String unique;

  @PostConstruct
  void nameOnce() {
    name = configured.orElseGet(() -> System.getProperty("com.sun.aas.instanceName", "node"));
    unique = name + "/" + UUID.randomUUID();
  }

  /** As administrators know it, e.g. {@code n1}. */
  public String name() {
    return name;
  }

  /** Different after each start, so that a lease of an earlier life is not taken for ours. */
  public String unique() {
    return unique;
  }
}
