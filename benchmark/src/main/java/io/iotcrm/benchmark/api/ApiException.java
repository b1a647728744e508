package io.iotcrm.benchmark.api;

/** The API refused a request; the message holds its problem details. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  public ApiException(String method, String path, int status, String body) {
    super(method + " " + path + " -> " + status + (body.isBlank() ? "" : " " + body.strip()));
    this.status = status;
  }

  public int status() {
    return status;
  }
}
