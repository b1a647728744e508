package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.api.HostPort;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stretch of network that can be cut and slowed down. It listens on the loopback interface and
 * passes on what comes, in both directions; a delay holds back each piece, not the next one behind
 * it, so that it is the latency of a line and not its bandwidth. Thread-safe.
 */
final class TcpProxy implements Closeable {
  private static final int PIECE = 16 * 1024;
  private static final int PIECES_UNDER_WAY = 256;

  private final HostPort target;
  private final ServerSocket listening;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Set<Socket> near = ConcurrentHashMap.newKeySet();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong heldBack = new AtomicLong();
  private volatile long delayNanos;
  private volatile boolean cut;

  /** What was read, and when it may go on; an empty piece is the end. */
  private record Piece(byte[] bytes, long due) {}

  /**
   * @param target where it passes on to; may be away for a while
   */
  TcpProxy(HostPort target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    daemon(this::accept, "proxy").start();
  }

  HostPort address() {
    return new HostPort("127.0.0.1", listening.getLocalPort());
  }

  /** Ends all connections at once, without a goodbye, and lets no new one through. */
  void cut() {
    cut = true;
    dropped.addAndGet(near.size());
    for (Socket socket : sockets) {
      reset(socket);
    }
  }

  /**
   * @param millis one way; 0 for none
   */
  void delay(long millis) {
    delayNanos = TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Neither cut nor slow. */
  void heal() {
    delayNanos = 0;
    cut = false;
  }

  /** Connections that were ended by {@link #cut}. */
  long dropped() {
    return dropped.get();
  }

  /** Connections that were wished while it was cut. */
  long refused() {
    return refused.get();
  }

  /** Pieces that came while it was slow. */
  long heldBack() {
    return heldBack.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket caller = listening.accept();
        if (cut) {
          refused.incrementAndGet();
          reset(caller);
        } else {
          connect(caller);
        }
      } catch (IOException e) {
        // closed, or a client that has gone again
      }
    }
  }

  private void connect(Socket caller) {
    Socket far;
    try {
      far = new Socket(target.host(), target.port());
      caller.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
    } catch (IOException e) {
      reset(caller);
      return;
    }
    near.add(caller);
    sockets.add(caller);
    sockets.add(far);
    pass(caller, far);
    pass(far, caller);
    if (cut) {
      reset(caller);
      reset(far);
    }
  }

  private void pass(Socket from, Socket to) {
    BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>(PIECES_UNDER_WAY);
    daemon(() -> read(from, underWay), "proxy-in").start();
    daemon(() -> write(underWay, from, to), "proxy-out").start();
  }

  private void read(Socket from, BlockingQueue<Piece> underWay) {
    byte[] buffer = new byte[PIECE];
    try {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        long delay = delayNanos;
        underWay.put(new Piece(Arrays.copyOf(buffer, read), System.nanoTime() + delay));
        if (delay > 0) {
          heldBack.incrementAndGet();
        }
      }
    } catch (IOException e) {
      // the end, one way or another
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      underWay.put(new Piece(new byte[0], System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(BlockingQueue<Piece> underWay, Socket from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      for (Piece piece = underWay.take(); piece.bytes().length > 0; piece = underWay.take()) {
        TimeUnit.NANOSECONDS.sleep(piece.due() - System.nanoTime());
        out.write(piece.bytes());
        out.flush();
      }
    } catch (IOException e) {
      // the end, one way or another
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reset(from);
    reset(to);
  }

  private void reset(Socket socket) {
    sockets.remove(socket);
    near.remove(socket);
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // it is closed already
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }
}
