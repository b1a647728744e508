package io.iotcrm.benchmark.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Lets somebody on this machine play with the running simulation: a line in, a line out.
 *
 * <p>It listens on the loopback address only and can do nothing but warm a simulated fridge or move
 * a simulated customer. Its port is written to a file, for the commands that use it.
 */
final class ControlDoor implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ControlDoor.class.getName());
  private static final int LONGEST_LINE_MILLIS = 2_000;

  private final ServerSocket server = new ServerSocket();
  private final Path portFile;
  private final UnaryOperator<String> handler;

  /**
   * @param port 0 for any free one
   * @param handler answers a line with a line; {@link IllegalArgumentException} becomes an error
   */
  ControlDoor(int port, Path portFile, UnaryOperator<String> handler) throws IOException {
    this.portFile = portFile;
    this.handler = handler;
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Files.writeString(portFile, server.getLocalPort() + "\n");
    Thread thread = new Thread(this::serve, "control");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** The file beside the credentials in which a running simulation leaves its port. */
  static Path portFile(Path credentials) {
    return credentials.toAbsolutePath().resolveSibling("simulate.port");
  }

  /** Sends one line to the simulation that wrote the file and returns its answer. */
  static String call(Path portFile, String line) throws IOException {
    int port = Integer.parseInt(Files.readString(portFile).strip());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      writer(socket).println(line);
      return String.valueOf(reader(socket).readLine());
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.setSoTimeout(LONGEST_LINE_MILLIS);
        String line = reader(socket).readLine();
        if (line != null) {
          writer(socket).println(answer(line));
        }
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "a visitor went away", e);
      }
    }
  }

  private String answer(String line) {
    try {
      return handler.apply(line);
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return "error: " + cause.getMessage();
    }
  }

  private static PrintWriter writer(Socket socket) throws IOException {
    return new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1_024);
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(portFile);
  }
}
