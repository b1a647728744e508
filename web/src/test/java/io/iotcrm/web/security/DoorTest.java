package io.iotcrm.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "GET,    /home.xhtml,       -,           true",
        "POST,   /home.xhtml,       same-origin, true",
        "GET,    /api/v1/live,      same-origin, true",
        "HEAD,   /api/v1/live,      same-origin, true",
        "GET,    /api/v1/live,      -,           true",
        "GET,    /api/v1/live,      cross-site,  false",
        "GET,    /api/v1/live,      same-site,   false",
        "GET,    /api/v1/live,      none,        false",
        "POST,   /api/v1/tickets,   same-origin, false",
        "DELETE, /api/v1/tickets/1, -,           false",
      })
  void admitsTheSessionToThePortalAndToItsOwnReading(
      String method, String path, String site, boolean admitted) {
    assertThat(Door.admitsSession(request(method, path, site))).isEqualTo(admitted);
  }

  private static HttpServletRequest request(String method, String path, String site) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            DoorTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "getMethod" -> method;
                  case "getServletPath" -> path;
                  case "getPathInfo" -> null;
                  case "getHeader" -> site;
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }
}
