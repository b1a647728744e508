package io.iotcrm.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Turns what a caller sent into a checked request record. */
@ApplicationScoped
public class RequestBody {
  @Inject private Validator validator;

  /** Reads a body; every wrong member is named. */
  public Object read(byte[] body, Type type) throws IOException {
    JavaType wanted = Json.MAPPER.constructType(type);
    try {
      JsonNode tree = Json.MAPPER.readTree(body);
      if (tree == null || tree.isMissingNode()) {
        throw new ProblemException(Problem.Kind.MALFORMED_JSON, "The body must not be empty");
      }
      return convert(tree, wanted);
    } catch (JsonProcessingException e) {
      throw new ProblemException(Problem.Kind.MALFORMED_JSON, JsonProblems.of(e));
    }
  }

  /** Changes a record's request form by a merge patch and checks the result. */
  public <T> T patched(T current, JsonNode patch, Class<T> type) {
    if (!patch.isObject()) {
      throw new InvalidInputException("", "a merge patch must be a JSON object");
    }
    JsonNode target = Json.MAPPER.valueToTree(current);
    try {
      return type.cast(convert(MergePatch.apply(target, patch), Json.MAPPER.constructType(type)));
    } catch (JsonProcessingException e) {
      throw new ProblemException(Problem.Kind.MALFORMED_JSON, JsonProblems.of(e));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  private Object convert(JsonNode tree, JavaType type) throws IOException {
    refuseUnstorable(tree, "");
    if (JsonNode.class.isAssignableFrom(type.getRawClass())) {
      return tree;
    }
    Object value = Json.MAPPER.readerFor(type).readValue(tree);
    if (value == null) {
      throw new InvalidInputException("", "the body must be an object, not null");
    }
    check(value);
    return value;
  }

  private void check(Object value) {
    List<Violation> violations = new ArrayList<>();
    for (ConstraintViolation<Object> violation : validator.validate(value)) {
      violations.add(new Violation(pointer(violation.getPropertyPath()), violation.getMessage()));
    }
    if (!violations.isEmpty()) {
      violations.sort(Comparator.comparing(Violation::pointer));
      throw new InvalidInputException(violations);
    }
  }

  private static String pointer(Path path) {
    StringBuilder pointer = new StringBuilder();
    for (Path.Node node : path) {
      if (node.getIndex() != null) {
        pointer.append('/').append(node.getIndex());
      }
      if (node.getName() != null && !node.getName().startsWith("<")) {
        pointer.append('/').append(node.getName());
      }
    }
    return pointer.toString();
  }

  /** PostgreSQL cannot store U+0000 nor, in JSON, a number beyond a double. */
  private static void refuseUnstorable(JsonNode node, String pointer) {
    if (node.isTextual() && node.textValue().indexOf('\0') >= 0) {
      throw new InvalidInputException(pointer, "must not have the character U+0000");
    }
    if (node.isDouble() && !Double.isFinite(node.doubleValue())) {
      throw new InvalidInputException(pointer, "must be a number that fits a double");
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        refuseUnstorable(node.get(i), pointer + "/" + i);
      }
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (member.getKey().indexOf('\0') >= 0) {
        throw new InvalidInputException(pointer, "must not have the character U+0000 in a name");
      }
      refuseUnstorable(member.getValue(), pointer + "/" + member.getKey());
    }
  }
}
