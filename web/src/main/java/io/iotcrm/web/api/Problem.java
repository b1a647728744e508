package io.iotcrm.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a request was not done, after RFC 9457.
 *
 * @param type names the kind of problem and never changes
 * @param errors the members or parameters that are wrong
 * @param existing the record that has the natural key already
 * @param id where the server's log says more
 */
@Schema(description = "RFC 9457 problem details")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    @Schema(example = "urn:iotcrm:problem:invalid-input") String type,
    @Schema(example = "Invalid input") String title,
    @Schema(example = "400") int status,
    @Schema(example = "/name must not be blank") String detail,
    List<Violation> errors,
    URI existing,
    String id) {
  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** RFC 9457's own word for a problem that is no more than its status. */
  private static final String UNTYPED = "about:blank";

  /** The kinds of problem that a caller can tell apart. */
  public enum Kind {
    MALFORMED_JSON(400, "The body is not the JSON that is wanted"),
    INVALID_INPUT(400, "Invalid input"),
    BAD_REQUEST(400, "Bad request"),
    NOT_AUTHENTICATED(401, "Sign in first"),
    NOT_ALLOWED(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "This resource does not do that"),
    NOT_ACCEPTABLE(406, "No representation that is acceptable"),
    DUPLICATE(409, "The key is taken"),
    IN_PROGRESS(409, "The same request is being done"),
    STALE_VERSION(412, "Changed by somebody else"),
    TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    KEY_REUSED(422, "The idempotency key was used for another request"),
    PRECONDITION_REQUIRED(428, "If-Match is required"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "Something went wrong here"),
    UNAVAILABLE(503, "Not available at the moment");

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    public int status() {
      return status;
    }

    /** The words of RFC 9110; the server knows no words for some of the newer numbers. */
    public Response.StatusType statusType() {
      return switch (this) {
        case KEY_REUSED -> new NewerStatus(status, "Unprocessable Content");
        case TOO_MANY_REQUESTS -> new NewerStatus(status, "Too Many Requests");
        case PRECONDITION_REQUIRED -> new NewerStatus(status, "Precondition Required");
        default -> Response.Status.fromStatusCode(status);
      };
    }

    /** The kind of which nothing but the status is known; nothing where that is too little. */
    static Optional<Kind> ofStatus(int status) {
      return Optional.ofNullable(
          switch (status) {
            case 400 -> BAD_REQUEST;
            case 401 -> NOT_AUTHENTICATED;
            case 403 -> NOT_ALLOWED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 500 -> INTERNAL;
            case 503 -> UNAVAILABLE;
            default -> null;
          });
    }

    String type() {
      return "urn:iotcrm:problem:" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  private record NewerStatus(int getStatusCode, String getReasonPhrase)
      implements Response.StatusType {
    @Override
    public Response.Status.Family getFamily() {
      return Response.Status.Family.familyOf(getStatusCode);
    }
  }

  public static Problem of(Kind kind, String detail) {
    return new Problem(kind.type(), kind.title, kind.status, detail, null, null, null);
  }

  /** For a refusal that the server sent by itself and without a body. */
  public static Problem ofStatus(int status) {
    return Kind.ofStatus(status)
        .map(kind -> of(kind, null))
        .orElseGet(() -> new Problem(UNTYPED, phrase(status), status, null, null, null, null));
  }

  private static String phrase(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "Status " + status : known.getReasonPhrase();
  }

  public static Problem invalid(Kind kind, List<Violation> errors, String detail) {
    return new Problem(kind.type(), kind.title, kind.status, detail, errors, null, null);
  }

  public static Problem duplicate(String detail, URI existing) {
    Kind kind = Kind.DUPLICATE;
    return new Problem(kind.type(), kind.title, kind.status, detail, null, existing, null);
  }

  public static Problem internal(String id) {
    Kind kind = Kind.INTERNAL;
    return new Problem(
        kind.type(), kind.title, kind.status, "The log has more under this id", null, null, id);
  }
}
