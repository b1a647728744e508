package io.iotcrm.web.security;

import io.iotcrm.ejb.security.CallerAddress;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells the audit where the request comes from that this thread serves. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class CallerAddressFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Inject private transient ClientAddress addresses;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    CallerAddress.set(addresses.of(request));
    try {
      chain.doFilter(request, response);
    } finally {
      CallerAddress.clear();
    }
  }
}
