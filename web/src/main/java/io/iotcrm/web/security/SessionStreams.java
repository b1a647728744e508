package io.iotcrm.web.security;

import io.iotcrm.ejb.security.SessionGuard;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The open streams of portal sessions: a stream is one long request, and would go on after its
 * session was ended. Within five seconds it does not.
 */
@ApplicationScoped
public class SessionStreams {
  private static final Logger LOG = System.getLogger(SessionStreams.class.getName());
  private static final long EVERY_SECONDS = 5;

  @EJB private SessionGuard sessions;
  @Resource private ManagedScheduledExecutorService scheduler;

  private final Map<SseEventSink, UUID> streams = new ConcurrentHashMap<>();
  private ScheduledFuture<?> beat;

  @PostConstruct
  void open() {
    beat =
        scheduler.scheduleWithFixedDelay(
            this::closeEnded, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  @PreDestroy
  void shut() {
    beat.cancel(false);
  }

  /** Closes the stream when the request's session has ended; those of programs go on. */
  public void add(HttpServletRequest request, SseEventSink sink) {
    SignedIn.of(request)
        .map(SignedIn::session)
        .filter(session -> request.getHeader("Authorization") == null)
        .ifPresent(session -> streams.put(sink, session));
  }

  private void closeEnded() {
    try {
      streams.keySet().removeIf(SseEventSink::isClosed);
      if (streams.isEmpty()) {
        return;
      }
      Set<UUID> open = sessions.open(Set.copyOf(streams.values()));
      streams.forEach(
          (sink, session) -> {
            if (!open.contains(session)) {
              streams.remove(sink);
              sink.close();
            }
          });
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again.
      LOG.log(Level.DEBUG, "streams of ended sessions are closed later", e);
    }
  }
}
