package io.iotcrm.edge.uplink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A far side that accepts when the test says so. */
final class FakeLink implements Link {
  final List<String> sent = new CopyOnWriteArrayList<>();
  private final Map<Long, String> open = new TreeMap<>();
  private Events events;
  private boolean up;
  int resets;

  @Override
  public void start(Events to) {
    events = to;
  }

  synchronized void connect() {
    up = true;
    events.connected();
  }

  synchronized void lose() {
    up = false;
    open.clear();
    events.lost();
  }

  @Override
  public synchronized void send(long ticket, int lane, byte[] batch) throws IOException {
    if (!up) {
      throw new IOException("down");
    }
    String text = new String(batch, StandardCharsets.UTF_8);
    open.put(ticket, text);
    sent.add(text);
  }

  /** Accepts all that is open, newest first: the uplink must not depend on the order. */
  synchronized void acceptAll() {
    List<Long> tickets = new java.util.ArrayList<>(open.keySet());
    java.util.Collections.reverse(tickets);
    tickets.forEach(events::accepted);
    open.clear();
  }

  synchronized void accept(String batch) {
    open.forEach(
        (ticket, text) -> {
          if (text.equals(batch)) {
            events.accepted(ticket);
          }
        });
    open.values().remove(batch);
  }

  synchronized void refuseAll() {
    List<Long> tickets = new java.util.ArrayList<>(open.keySet());
    tickets.forEach(ticket -> events.refused(ticket, "quota"));
  }

  synchronized int open() {
    return open.size();
  }

  @Override
  public synchronized void reset() {
    resets++;
    lose();
  }

  @Override
  public void close() {}
}
