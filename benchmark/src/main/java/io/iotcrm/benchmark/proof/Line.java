package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.api.HostPort;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All network between two parts of the installation, through proxies that fail together. */
final class Line implements Closeable {
  private final String name;
  private final List<TcpProxy> proxies = new ArrayList<>();

  /**
   * @param name as the report names it
   */
  Line(String name, List<HostPort> targets) throws IOException {
    this.name = name;
    for (HostPort target : targets) {
      proxies.add(new TcpProxy(target));
    }
  }

  String name() {
    return name;
  }

  /** What faults of this line touch, see {@link Fault#parts}. */
  String part() {
    return name + "-line";
  }

  /** Where to call, in the order of the targets. */
  List<HostPort> addresses() {
    return proxies.stream().map(TcpProxy::address).toList();
  }

  HostPort address() {
    return addresses().get(0);
  }

  /** Evident once a connection was dropped or turned away. */
  Trace cut() {
    long dropped = sum(TcpProxy::dropped);
    long refused = sum(TcpProxy::refused);
    proxies.forEach(TcpProxy::cut);
    return () -> {
      long ended = sum(TcpProxy::dropped) - dropped;
      long turnedAway = sum(TcpProxy::refused) - refused;
      return new Finding(
          ended + turnedAway > 0,
          name + ": " + ended + " connections dropped, " + turnedAway + " refused");
    };
  }

  /**
   * Evident once something was held back.
   *
   * @param millis one way
   */
  Trace delay(long millis) {
    long before = sum(TcpProxy::heldBack);
    proxies.forEach(proxy -> proxy.delay(millis));
    return () -> {
      long held = sum(TcpProxy::heldBack) - before;
      return new Finding(held > 0, name + ": " + held + " pieces held back " + millis + " ms");
    };
  }

  void heal() {
    proxies.forEach(TcpProxy::heal);
  }

  private long sum(java.util.function.ToLongFunction<TcpProxy> count) {
    return proxies.stream().mapToLong(count).sum();
  }

  @Override
  public void close() throws IOException {
    for (TcpProxy proxy : proxies) {
      proxy.close();
    }
  }
}
