package io.iotcrm.web.api;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** Answers about one versioned record. */
public final class Answers {
  private Answers() {}

  /** 200, or 304 when the caller has this version. */
  public static Response found(Object view, long version, Request request) {
    EntityTag tag = tag(version);
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return unchanged == null ? Response.ok(view).tag(tag).build() : unchanged.tag(tag).build();
  }

  public static Response changed(Object view, long version) {
    return Response.ok(view).tag(tag(version)).build();
  }

  /**
   * @param uri of the list that it is in now
   * @param id what it is found by in there
   */
  public static Response created(UriInfo uri, Object id, Object view, long version) {
    return created(uri.getAbsolutePathBuilder().path(id.toString()).build(), view, version);
  }

  public static Response created(URI location, Object view, long version) {
    return Response.created(location).entity(view).tag(tag(version)).build();
  }

  private static EntityTag tag(long version) {
    return new EntityTag(Long.toString(version));
  }
}
