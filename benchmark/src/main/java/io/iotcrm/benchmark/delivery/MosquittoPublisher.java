package io.iotcrm.benchmark.delivery;

import io.iotcrm.benchmark.api.HostPort;
import io.iotcrm.benchmark.load.LoadDevice;
import io.iotcrm.benchmark.load.MessageSource;
import io.iotcrm.benchmark.mqtt.DeviceConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Publishes through {@code mosquitto_pub -l}, a client that nobody of this project wrote.
 *
 * <p>It numbers its messages from 1 in the order of the lines and, with {@code -d}, prints each
 * acknowledgement with its number.
 */
final class MosquittoPublisher implements Publisher {
  private static final Pattern ACKNOWLEDGED =
      Pattern.compile("received PUBACK \\(Mid: (\\d+), RC:0");
  private static final int MOST_MESSAGES = 65_535;

  private final Process process;
  private final OutputStream lines;
  private final Path configuration;
  private final Map<Integer, Runnable> waiting = new ConcurrentHashMap<>();
  private int published;

  MosquittoPublisher(HostPort broker, LoadDevice device) throws IOException {
    this.configuration = configuration(device);
    List<String> command =
        new ArrayList<>(
            List.of("stdbuf", "-oL", "mosquitto_pub", "-d", "-l", "-q", "1", "-V", "mqttv5"));
    command.addAll(List.of("-h", broker.host(), "-p", String.valueOf(broker.port())));
    command.addAll(List.of("-i", device.id(), "-t", DeviceConnection.telemetryTopic(device.id())));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("XDG_CONFIG_HOME", configuration.getParent().toString());
    this.process = builder.start();
    this.lines = process.getOutputStream();
    Thread reader = new Thread(this::readAcknowledgements, "mosquitto_pub " + device.id());
    reader.setDaemon(true);
    reader.start();
  }

  /** The secret goes into a file, not onto a command line that everybody can read. */
  private static Path configuration(LoadDevice device) throws IOException {
    Path directory =
        Files.createTempDirectory(
            "iotcrm-mosquitto",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return Files.writeString(
        directory.resolve("mosquitto_pub"),
        "-u device/" + device.id() + "\n-P " + device.secret() + "\n");
  }

  @Override
  public void publish(MessageSource.Message message, Runnable acknowledged) throws IOException {
    if (++published > MOST_MESSAGES) {
      throw new IOException("at most " + MOST_MESSAGES + " messages a device");
    }
    waiting.put(published, acknowledged);
    lines.write(message.payload());
    lines.write('\n');
    lines.flush();
  }

  private void readAcknowledgements() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Matcher matcher = ACKNOWLEDGED.matcher(line);
        if (matcher.find()) {
          Runnable acknowledged = waiting.remove(Integer.parseInt(matcher.group(1)));
          if (acknowledged != null) {
            acknowledged.run();
          }
        }
      }
    } catch (IOException e) {
      // The process is gone; what it did not report is not acknowledged.
      process.destroy();
    }
  }

  @Override
  public void finish(long millis) throws IOException, InterruptedException {
    lines.close();
    if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      process.destroy();
    }
    Files.deleteIfExists(configuration);
    Files.deleteIfExists(configuration.getParent());
  }
}
