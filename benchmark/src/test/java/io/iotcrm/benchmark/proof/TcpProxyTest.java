package io.iotcrm.benchmark.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.benchmark.api.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpProxyTest {
  private ServerSocket echo;
  private Line line;

  @BeforeEach
  void open() throws IOException {
    echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread server = new Thread(this::serve);
    server.setDaemon(true);
    server.start();
    line = new Line("echo", List.of(new HostPort("127.0.0.1", echo.getLocalPort())));
  }

  @AfterEach
  void close() throws IOException {
    line.close();
    echo.close();
  }

  @Test
  void passesOnInBothDirections() throws IOException {
    try (Socket socket = call()) {
      assertThat(say(socket, 7)).isEqualTo(7);
    }
  }

  @Test
  void endsConnectionsAndRefusesNewOnesWhileItIsCut() throws Exception {
    try (Socket socket = call()) {
      say(socket, 1);

      Trace cut = line.cut();

      assertThatThrownBy(() -> require(say(socket, 2))).isInstanceOf(IOException.class);
      assertThat(cut.look().evident()).isTrue();
      assertThat(cut.look().words()).contains("1 connections dropped");
      assertThatThrownBy(() -> require(say(call(), 3))).isInstanceOf(IOException.class);
      assertThat(cut.look().words()).contains("1 refused");
    }
    line.heal();
    try (Socket socket = call()) {
      assertThat(say(socket, 4)).isEqualTo(4);
    }
  }

  @Test
  void showsNothingWhereNobodyUsesTheLine() throws Exception {
    assertThat(line.cut().look().evident()).isFalse();
    line.heal();
    assertThat(line.delay(50).look().evident()).isFalse();
  }

  @Test
  void holdsBackWhatPassesForTheDelayInEachDirection() throws Exception {
    try (Socket socket = call()) {
      say(socket, 1);
      Trace delay = line.delay(50);
      long start = System.nanoTime();

      assertThat(say(socket, 2)).isEqualTo(2);

      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(99L, 5_000L);
      assertThat(delay.look().evident()).isTrue();
      assertThat(delay.look().words()).contains("2 pieces held back 50 ms");
    }
  }

  @Test
  void countsOnlyWhatCameSinceTheFaultBegan() throws Exception {
    try (Socket socket = call()) {
      say(socket, 1);
      line.cut();
      line.heal();
    }
    assertThat(line.cut().look().evident()).isFalse();
  }

  private Socket call() throws IOException {
    Socket socket = new Socket(line.address().host(), line.address().port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static int say(Socket socket, int word) throws IOException {
    socket.getOutputStream().write(word);
    return socket.getInputStream().read();
  }

  /** A connection that is ended in order is as little an answer as one that is reset. */
  private static void require(int answer) throws IOException {
    if (answer < 0) {
      throw new IOException("ended");
    }
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket socket = echo.accept();
        Thread one =
            new Thread(
                () -> {
                  try (socket) {
                    socket.getInputStream().transferTo(socket.getOutputStream());
                  } catch (IOException e) {
                    // the caller has gone
                  }
                });
        one.setDaemon(true);
        one.start();
      } catch (IOException e) {
        return;
      }
    }
  }
}
