package io.iotcrm.web.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorPageTest {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Map<String, Object> answered = new HashMap<>();
  private boolean committed;

  @ParameterizedTest
  @CsvSource({
    "GET,    403, Not for your role",
    "POST,   404, Nothing here",
    "DELETE, 500, Something went wrong",
    "PUT,    503, Something went wrong"
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
                  case "getAttribute" -> status;
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
