package io.iotcrm.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;

/** Starts an edge connector with the settings of a properties file. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 1) {
      System.err.println("usage: java -jar iotcrm-edge.jar [FILE.properties]");
      System.exit(2);
    }
    System.setProperty("java.util.logging.manager", EdgeLogManager.class.getName());
    configureLogging();
    Properties file = new Properties();
    EdgeConnector edge;
    try {
      if (args.length == 1) {
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
          file.load(reader);
        }
      }
      edge = new EdgeConnector(EdgeSettings.read(file, System.getProperties(), System.getenv()));
      edge.start();
    } catch (IllegalArgumentException | IOException e) {
      System.err.println("iotcrm-edge cannot start: " + e.getMessage());
      System.exit(1);
      return;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  edge.close();
                  stopped.countDown();
                },
                "stop"));
    stopped.await();
  }

  /** One line a record, unless the administrator says otherwise in the usual way. */
  private static void configureLogging() throws IOException {
    if (System.getProperty("java.util.logging.config.file") == null) {
      try (InputStream in = Main.class.getResourceAsStream("/logging.properties")) {
        LogManager.getLogManager().readConfiguration(in);
      }
    }
  }
}
