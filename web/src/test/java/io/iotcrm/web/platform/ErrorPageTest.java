package io.iotcrm.web.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.web.api.Json;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorPageTest {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Map<String, Object> answered = new HashMap<>();
  private boolean committed;
  private String failed;

  @ParameterizedTest
  @CsvSource({
    "GET,    403, Not for your role",
    "POST,   404, Nothing here",
    "GET,    405, This cannot be done here",
    "PATCH,  429, This cannot be done here",
    "DELETE, 500, Something went wrong",
    "PUT,    501, Something went wrong",
    "PUT,    503, Not available at the moment"
  })
  void saysWhatFailedWhateverTheMethodAndLeavesTheStatus(String method, int status, String title)
      throws IOException {
    ask(method, DispatcherType.ERROR, null, status);

    assertThat(page()).contains("<h1>" + title + "</h1>").contains("href=\"/crm/home.xhtml\"");
    assertThat(page()).as("no text is missing").doesNotContain("error.");
    assertThat(answered).doesNotContainKey("setStatus");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/forbidden,     403, Not for your role",
        "/missing,       404, Nothing here",
        "/refused,       400, This cannot be done here",
        "/unavailable,   503, Not available at the moment",
        "/failed,        500, Something went wrong",
        "/missing.xhtml, 404, Nothing here",
        "-,              404, Nothing here"
      })
  void aScriptThatIsSentHereGetsThePageAndItsStatus(String path, int status, String title)
      throws IOException {
    ask("GET", DispatcherType.REQUEST, path, null);

    assertThat(page()).contains("<h1>" + title + "</h1>");
    assertThat(answered).containsEntry("setStatus", status);
  }

  @Test
  void itsPolicyAllowsScriptsOfThePortalOnlyAndNeedsNoNonce() throws IOException {
    ask("POST", DispatcherType.ERROR, null, 500);

    assertThat((String) answered.get("Content-Security-Policy"))
        .contains("script-src 'self';")
        .doesNotContain("unsafe")
        .doesNotContain("nonce");
    assertThat(page()).doesNotContain("<script>").doesNotContain(" style=");
  }

  @ParameterizedTest
  @CsvSource({
    "/crm/api,              404, urn:iotcrm:problem:not-found,          Not found",
    "/crm/api/v2/devices,   405, urn:iotcrm:problem:method-not-allowed, This resource does not do that",
    "/crm/api/v1/devices,   429, about:blank,                           Too Many Requests",
    "/crm/api/v1/devices,   508, about:blank,                           Status 508",
    "/crm/api/v1/devices,   500, urn:iotcrm:problem:internal,           Something went wrong here",
    "/crm/api;x=1/v1,       503, urn:iotcrm:problem:unavailable,        Not available at the moment"
  })
  void theApiGetsAProblemWhereTheServerSentNoBody(
      String address, int status, String type, String title) throws IOException {
    failed = address;
    ask("GET", DispatcherType.ERROR, null, status);

    assertThat(answered).containsEntry("setContentType", "application/problem+json");
    assertThat(Json.MAPPER.readTree(body.toByteArray()))
        .isEqualTo(
            Json.MAPPER
                .createObjectNode()
                .put("type", type)
                .put("title", title)
                .put("status", status));
    assertThat(answered).doesNotContainKey("setStatus");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/crm/apis", "/crm/sign-out", "/crm/home.xhtml", "/api/v1/devices"})
  void everythingElseGetsAPage(String address) throws IOException {
    failed = address;
    ask("GET", DispatcherType.ERROR, null, 405);

    assertThat(answered).containsEntry("setContentType", "text/html;charset=UTF-8");
    assertThat(page()).contains("<h1>This cannot be done here</h1>");
  }

  @Test
  void theDescriptorLeadsEachCodeToThePageOfItsClassAndHasNoPageWithoutACode() throws IOException {
    String descriptor = Files.readString(Path.of("src/main/webapp/WEB-INF/web.xml"));
    Matcher page =
        Pattern.compile(
                "<error-page>(?:<error-code>(\\d+)</error-code>)?<location>/error(/[a-z]+)</location>")
            .matcher(descriptor);
    int pages = 0;
    while (page.find()) {
      assertThat(page.group(1)).as("the code of " + page.group()).isNotNull();
      assertThat(ErrorPage.Failure.ofPath(page.group(2)))
          .as(page.group())
          .isEqualTo(ErrorPage.Failure.ofStatus(Integer.parseInt(page.group(1))));
      pages++;
    }
    assertThat(pages).isEqualTo(descriptor.split("<error-page>", -1).length - 1).isGreaterThan(30);
  }

  @Test
  void aHeadRequestGetsNoBody() throws IOException {
    ask("HEAD", DispatcherType.ERROR, null, 404);

    assertThat(body.size()).isZero();
  }

  @Test
  void halfAPageIsNotFollowedByASecondOne() throws IOException {
    committed = true;
    ask("GET", DispatcherType.ERROR, null, 500);

    assertThat(body.size()).isZero();
  }

  private void ask(String method, DispatcherType dispatch, String path, Integer status)
      throws IOException {
    HttpServletRequest request =
        fake(
            HttpServletRequest.class,
            (name, arguments) ->
                switch (name) {
                  case "getMethod" -> method;
                  case "getDispatcherType" -> dispatch;
                  case "getPathInfo" -> path;
                  case "getAttribute" ->
                      arguments[0].equals(RequestDispatcher.ERROR_STATUS_CODE) ? status : failed;
                  case "getContextPath" -> "/crm";
                  default -> throw new UnsupportedOperationException(name);
                });
    HttpServletResponse response =
        fake(
            HttpServletResponse.class,
            (name, arguments) -> {
              switch (name) {
                case "isCommitted":
                  return committed;
                case "getOutputStream":
                  return new Collecting(body);
                case "setHeader":
                  answered.put((String) arguments[0], arguments[1]);
                  return null;
                default:
                  answered.put(name, arguments[0]);
                  return null;
              }
            });
    new ErrorPage().service(request, response);
  }

  private String page() {
    return body.toString(StandardCharsets.UTF_8);
  }

  private interface Answers {
    Object to(String name, Object[] arguments);
  }

  private static <T> T fake(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            ErrorPageTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> answers.to(called.getName(), arguments)));
  }

  private static final class Collecting extends ServletOutputStream {
    private final ByteArrayOutputStream target;

    Collecting(ByteArrayOutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int b) {
      target.write(b);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
