package io.iotcrm.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.customer.AccountService;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Schedule;
import jakarta.ejb.Schedules;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.File;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody can forget to say who may do something, nor to write it down. */
class PermissionsTest {
  private static final java.nio.file.Path DOCUMENT =
      java.nio.file.Path.of("..", "docs", "permissions.md");

  @Test
  void everyResourceMethodSaysWhoMayCallIt() throws Exception {
    for (Class<?> resource : resources()) {
      for (Method method : resource.getDeclaredMethods()) {
        if (verb(method) != null) {
          assertThat(rule(method)).as(resource.getName() + "." + method.getName()).isNotNull();
        }
      }
    }
  }

  @Test
  void everyMethodOfAServiceSaysWhoMayCallIt() throws Exception {
    List<Class<?>> services = new ArrayList<>();
    for (Class<?> type : classesBeside(AccountService.class)) {
      if (type.isAnnotationPresent(Stateless.class) || type.isAnnotationPresent(Singleton.class)) {
        services.add(type);
      }
    }
    assertThat(services).contains(AccountService.class);
    for (Class<?> service : services) {
      for (Method method : service.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())
            && !Modifier.isStatic(method.getModifiers())
            && !method.isSynthetic()
            && !method.isAnnotationPresent(Schedule.class)
            && !method.isAnnotationPresent(Schedules.class)) {
          assertThat(rule(method)).as(service.getName() + "." + method.getName()).isNotNull();
        }
      }
    }
  }

  /** On failure: what is printed belongs between the markers of the document. */
  @Test
  void theDocumentSaysWhatTheCodeDoes() throws Exception {
    Set<String> lines = new TreeSet<>();
    for (Class<?> resource : resources()) {
      for (Method method : resource.getDeclaredMethods()) {
        if (verb(method) != null) {
          lines.add(line(resource, method));
        }
      }
    }
    String document = Files.readString(DOCUMENT);
    String between =
        document.substring(
            document.indexOf("<!-- resources -->"), document.indexOf("<!-- end -->"));

    List<String> documented = between.lines().filter(l -> l.startsWith("| `")).toList();

    assertThat(documented).containsExactlyElementsOf(lines);
  }

  /**
   * What the matrix can grant at most is what the annotations let through: an administrator is
   * offered nothing that has no effect, and nothing is open that the matrix knows nothing of.
   */
  @Test
  void theMatrixAndTheAnnotationsAllowTheSameRoles() throws Exception {
    Set<String> checked = new TreeSet<>();
    for (Class<?> resource : resources()) {
      for (Method method : resource.getDeclaredMethods()) {
        if (verb(method) != null) {
          String operation = verb(method) + " " + address(resource, method);
          Grantable grantable = GRANTED.get(operation);
          if (grantable != null && rule(method) instanceof RolesAllowed allowed) {
            checked.add(operation);
            assertThat(allowed.value())
                .as(operation)
                .containsExactlyInAnyOrderElementsOf(grantable.kind().roles(grantable.action()));
          }
        }
      }
    }
    assertThat(checked).containsExactlyInAnyOrderElementsOf(GRANTED.keySet());
  }

  private record Grantable(RecordKind kind, Action action) {}

  private static final Map<String, Grantable> GRANTED = granted();

  private static Map<String, Grantable> granted() {
    Map<String, Grantable> granted = new TreeMap<>();
    for (RecordKind kind :
        List.of(
            RecordKind.ACCOUNT,
            RecordKind.CONTACT,
            RecordKind.DEAL,
            RecordKind.TASK,
            RecordKind.TICKET,
            RecordKind.CAMPAIGN,
            RecordKind.DEVICE)) {
      String list = "/" + kind.key() + "s";
      granted.put("GET " + list, new Grantable(kind, Action.READ));
      granted.put("GET " + list + "/{id}", new Grantable(kind, Action.READ));
      granted.put("POST " + list, new Grantable(kind, Action.CREATE));
      granted.put("PUT " + list + "/{id}", new Grantable(kind, Action.EDIT));
      granted.put("PATCH " + list + "/{id}", new Grantable(kind, Action.EDIT));
    }
    String members = "/campaigns/{id}/members";
    granted.put("GET " + members, new Grantable(RecordKind.CAMPAIGN_MEMBER, Action.READ));
    granted.put(
        "PUT " + members + "/{contactId}",
        new Grantable(RecordKind.CAMPAIGN_MEMBER, Action.CREATE));
    granted.put(
        "DELETE " + members + "/{contactId}",
        new Grantable(RecordKind.CAMPAIGN_MEMBER, Action.DELETE));
    granted.put("PUT /contacts/{id}/consents", new Grantable(RecordKind.CONSENT, Action.EDIT));
    granted.put("GET /alarms", new Grantable(RecordKind.ALARM, Action.READ));
    granted.put("GET /alarms/{id}", new Grantable(RecordKind.ALARM, Action.READ));
    for (String work : List.of("acknowledge", "assign", "clear", "comments", "escalate")) {
      granted.put("POST /alarms/{id}/" + work, new Grantable(RecordKind.ALARM, Action.EDIT));
    }
    granted.put("POST /telemetry-exports", new Grantable(RecordKind.DEVICE, Action.EXPORT));
    return granted;
  }

  private static String line(Class<?> resource, Method method) {
    String roles =
        rule(method) instanceof RolesAllowed allowed
            ? Stream.of(allowed.value()).sorted().collect(Collectors.joining(", "))
            : "everybody";
    return "| `%s` | %s | %s |".formatted(address(resource, method), verb(method), roles);
  }

  private static String address(Class<?> resource, Method method) {
    Path below = method.getAnnotation(Path.class);
    return "/"
        + resource.getAnnotation(Path.class).value()
        + (below == null ? "" : "/" + below.value());
  }

  private static Annotation rule(Method method) {
    for (AnnotatedElement place : List.of(method, method.getDeclaringClass())) {
      if (place.isAnnotationPresent(RolesAllowed.class)) {
        return place.getAnnotation(RolesAllowed.class);
      }
      if (place.isAnnotationPresent(PermitAll.class)) {
        return place.getAnnotation(PermitAll.class);
      }
    }
    return null;
  }

  private static String verb(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        return verb.value();
      }
    }
    return null;
  }

  private static List<Class<?>> resources() throws Exception {
    List<Class<?>> resources = new ArrayList<>();
    for (Class<?> type : classesBeside(ApiApplication.class)) {
      if (type.isAnnotationPresent(Path.class)) {
        resources.add(type);
      }
    }
    assertThat(resources).isNotEmpty();
    return resources;
  }

  /** All classes of the module of one of them, from its directory or its jar. */
  private static List<Class<?>> classesBeside(Class<?> one)
      throws IOException, URISyntaxException, ClassNotFoundException {
    File place = new File(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (place.isDirectory()) {
      return classes(place.toPath());
    }
    try (FileSystem jar = FileSystems.newFileSystem(place.toPath())) {
      return classes(jar.getPath("/"));
    }
  }

  private static List<Class<?>> classes(java.nio.file.Path root)
      throws IOException, ClassNotFoundException {
    List<String> names;
    try (Stream<java.nio.file.Path> files = Files.walk(root)) {
      names =
          files
              .map(file -> root.relativize(file).toString())
              .filter(name -> name.endsWith(".class") && name.startsWith("io"))
              .map(name -> name.substring(0, name.length() - 6).replaceAll("[/\\\\]", "."))
              .toList();
    }
    List<Class<?>> classes = new ArrayList<>();
    for (String name : names) {
      classes.add(Class.forName(name, false, PermissionsTest.class.getClassLoader()));
    }
    return classes;
  }
}
