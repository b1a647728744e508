package io.iotcrm.ear.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.iotcrm.ear.cluster.ApiClient;
import io.iotcrm.ear.cluster.Requires;
import io.iotcrm.ear.cluster.TestCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A browser in front of the portal that the system properties {@code iotcrm.portal} and {@code
 * iotcrm.credentials} name: that of the test cluster, or of any running demo.
 */
final class Portal implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path PICTURES = Path.of("target", "screenshots");

  String url;
  final List<String> complaints = new ArrayList<>();
  private final Properties credentials = new Properties();
  private Playwright playwright;
  private Browser browser;

  @Override
  public void beforeAll(ExtensionContext context) {
    Requires.program("chromium", "chromium");
    if (System.getProperty("iotcrm.it.home") != null) {
      TestCluster.withApplication();
    }
    url = System.getProperty("iotcrm.portal");
    try (InputStream in = Files.newInputStream(Path.of(System.getProperty("iotcrm.credentials")))) {
      credentials.load(in);
      Files.createDirectories(PICTURES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  ApiClient api(String user) {
    return new ApiClient(url + "/api/v1", user, credentials.getProperty(user));
  }

  String password(String user) {
    return credentials.getProperty(user);
  }

  ApiClient device(String id, String secret) {
    return new ApiClient(url + "/api/v1", "device/" + id, secret);
  }

  /** A fresh browser window, in which nobody is signed in. */
  Page window(int width, int height, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    return page;
  }

  Page signedIn(String user) {
    return signedIn(user, 1440, 900, ColorScheme.LIGHT);
  }

  Page signedIn(String user, int width, int height, ColorScheme scheme) {
    Page page = window(width, height, scheme);
    page.navigate(url + "/home.xhtml");
    page.fill("[id$='username']", user);
    page.fill("[id$='password']", credentials.getProperty(user));
    page.click("[id$='submit']");
    page.waitForURL("**/home.xhtml");
    return page;
  }

  /** A page, once its stream of events is open. */
  void openLive(Page page, String path) {
    page.navigate(url + "/" + path);
    page.waitForSelector(".live-state[data-state='on']");
  }

  void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    complaints.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (playwright != null) {
      playwright.close();
    }
  }
}
