package io.iotcrm.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.DuplicateRecordException;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.platform.StaleVersionException;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemMapperTest {
  private final ProblemMapper mapper = new ProblemMapper();

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(new InvalidInputException("/name", "is too long"), 400, "invalid-input"),
        arguments(new RecordNotFoundException("ticket", 7), 404, "not-found"),
        arguments(new StaleVersionException("ticket", 7, 1, 2), 412, "stale-version"),
        arguments(new OptimisticLockException("lost"), 412, "stale-version"),
        arguments(new DuplicateRecordException("device", "d1", null), 409, "duplicate"),
        arguments(new AccessRefusedException("not yours"), 403, "not-allowed"),
        arguments(new EJBAccessException("role"), 403, "not-allowed"),
        arguments(new NotFoundException(), 404, "not-found"),
        arguments(new NotAllowedException("GET", new String[] {"POST"}), 405, "method-not-allowed"),
        arguments(new NotSupportedException(), 415, "unsupported-media-type"),
        arguments(new EJBException(new SQLException("x", "08006")), 503, "unavailable"),
        arguments(new PersistenceException(new SQLException("x", "57P01")), 503, "unavailable"),
        arguments(new RuntimeException(new ConnectException()), 503, "unavailable"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysWhatEndedTheRequest(Throwable thrown, int status, String type) {
    Response response = mapper.toResponse(thrown);

    assertThat(response.getStatus()).isEqualTo(status);
    assertThat(response.getMediaType()).hasToString(Problem.MEDIA_TYPE);
    Problem problem = (Problem) response.getEntity();
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.type()).isEqualTo("urn:iotcrm:problem:" + type);
  }

  @Test
  void findsARefusalThatTheContainerHasWrapped() {
    Throwable wrapped = new EJBException(new RuntimeException(new RecordNotFoundException("x", 1)));

    assertThat(mapper.toResponse(wrapped).getStatus()).isEqualTo(404);
  }

  @Test
  void keepsWhatIsAllowedInsteadOfAMethod() {
    Response response = mapper.toResponse(new NotAllowedException("GET", new String[] {"POST"}));

    assertThat(response.getHeaderString("Allow")).contains("GET").contains("POST");
  }

  @Test
  void hidesTheInsideOfAFaultAndGivesItAnId() {
    Logger logger = Logger.getLogger(ProblemMapper.class.getName());
    logger.setLevel(Level.OFF);

    Problem problem =
        (Problem)
            mapper.toResponse(new IllegalStateException("password=x in /etc/secret")).getEntity();

    logger.setLevel(null);
    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.id()).isNotBlank();
    assertThat(problem.toString()).doesNotContain("secret").doesNotContain("IllegalState");
  }
}
