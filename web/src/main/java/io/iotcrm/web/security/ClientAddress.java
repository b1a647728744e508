package io.iotcrm.web.security;

import io.iotcrm.web.platform.Params;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a request came from. Behind load balancers that the administrator trusts it is what they
 * say in X-Forwarded-For; a header that a client could have written itself is not believed.
 */
@ApplicationScoped
public class ClientAddress {
  private static final int MAX_ADDRESS = 45;

  @Inject
  @ConfigProperty(
      name = "iotcrm.security.trusted-proxies",
      defaultValue = "127.0.0.1,0:0:0:0:0:0:0:1,::1")
  private String proxies;

  private Set<String> trusted;

  /** For the container. */
  public ClientAddress() {}

  /** For use outside a container. */
  ClientAddress(String proxies) {
    this.proxies = proxies;
    read();
  }

  @PostConstruct
  void read() {
    trusted = Set.copyOf(Params.words(proxies));
  }

  /** The last address on the way here that is no trusted balancer's. */
  public String of(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    String[] hops =
        String.join(",", Collections.list(request.getHeaders("X-Forwarded-For"))).split(",");
    for (int i = hops.length - 1; i >= 0 && trusted.contains(address); i--) {
      String hop = hops[i].strip();
      if (!isAddress(hop)) {
        return address;
      }
      address = hop;
    }
    return address;
  }

  /** A balancer's own address stands for everybody behind it. */
  boolean isOfABalancer(String address) {
    return trusted.contains(address);
  }

  private static boolean isAddress(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_ADDRESS
        && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':');
  }
}
