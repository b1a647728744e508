package io.iotcrm.ejb.hubspot;

/** Where requests are written down, for people to see. */
public interface RequestLog {
  void add(Entry entry);

  /**
   * One request.
   *
   * @param sent false when it was only recorded
   * @param status the HTTP status; null without an answer
   * @param error null when all is well
   */
  record Entry(
      boolean sent,
      String method,
      String path,
      String body,
      int contacts,
      Integer status,
      String error) {}
}
