package io.iotcrm.domain.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an expression looks at, so that only that is computed and a silent device is asked at the
 * right moment.
 */
final class ExpressionUses {
  private static final Set<String> SERIES_VARIABLES =
      Set.of("latest", "reading", "window", "previous", "anomaly", "silent");

  /** Kept or computed for the series that are asked for, so these have to be known. */
  private static final Set<String> NAMED_ONLY = Set.of("previous", "anomaly", "silent");

  /** What is not measured but known, and travels only where it is asked for. */
  private static final Set<String> REGISTRY_VARIABLES = Set.of("device", "customer", "account");

  /** The registry's map of attributes. */
  static final String ATTRIBUTES = "device.attributes";

  /** Among the series whose windows are wanted: all of them, for it cannot be said which. */
  static final String EVERY_SERIES = "";

  private static final String WINDOW = "window";
  private static final String SILENT_SECONDS = "silentSeconds";
  private static final long MAX_SILENCE = Duration.ofDays(31).toSeconds();

  /** Comparisons, and whether their answer changes only after the named second. */
  private static final Map<String, Boolean> COMPARISONS =
      Map.of("_>_", true, "_<=_", true, "_>=_", false, "_<_", false);

  private final Set<String> seriesKeys = new TreeSet<>();
  private final Set<String> previousKeys = new TreeSet<>();
  private final Set<String> anomalyKeys = new TreeSet<>();
  private final Set<String> windowKeys = new TreeSet<>();
  private final List<SilenceLimit> silenceLimits = new ArrayList<>();
  private final Set<String> registryFields = new TreeSet<>();
  private int silences;

  private ExpressionUses() {}

  static ExpressionUses of(CelAbstractSyntaxTree ast) throws RuleExpressionException {
    ExpressionUses uses = new ExpressionUses();
    List<CelNavigableExpr> nodes = CelNavigableAst.fromAst(ast).getRoot().allNodes().toList();
    for (CelNavigableExpr node : nodes) {
      uses.look(node);
    }
    if (uses.silences != uses.silenceLimits.size()) {
      throw new RuleExpressionException(
          "silentSeconds and silent.KEY must be compared with a number of seconds by <, <=, > or"
              + " >=, e.g. silentSeconds >= 600");
    }
    return uses;
  }

  private void look(CelNavigableExpr node) throws RuleExpressionException {
    CelExpr expr = node.expr();
    if (expr.exprKind().getKind() == Kind.IDENT) {
      refuseUnnamed(node, expr.ident().name());
      if (expr.ident().name().equals(WINDOW) && !isNamed(node)) {
        windowKeys.add(EVERY_SERIES);
      }
      if (expr.ident().name().equals(SILENT_SECONDS)) {
        silences++;
      }
      if (REGISTRY_VARIABLES.contains(expr.ident().name())) {
        registryFields.add(registryField(node, expr.ident().name()));
      }
    }
    String variable = variable(expr);
    Optional<String> key = key(expr);
    if (variable != null && key.isPresent()) {
      seriesKeys.add(key.get());
      switch (variable) {
        case "previous" -> previousKeys.add(key.get());
        case "anomaly" -> anomalyKeys.add(key.get());
        case WINDOW -> windowKeys.add(key.get());
        case "silent" -> silences += isPresenceTest(expr) ? 0 : 1;
        default -> {
          // The others are there anyway.
        }
      }
    }
    if (expr.exprKind().getKind() == Kind.CALL
        && COMPARISONS.containsKey(expr.call().function())
        && expr.call().args().size() == 2) {
      compare(expr.call());
    }
  }

  /** The longest name that is written down: {@code device.attributes.floor}, {@code customer}. */
  private static String registryField(CelNavigableExpr node, String name) {
    Optional<CelNavigableExpr> member = node.parent().filter(one -> key(one.expr()).isPresent());
    if (member.isEmpty()) {
      return name;
    }
    String field = name + "." + key(member.get().expr()).orElseThrow();
    return field.equals(ATTRIBUTES) ? registryField(member.get(), ATTRIBUTES) : field;
  }

  private static void refuseUnnamed(CelNavigableExpr node, String name)
      throws RuleExpressionException {
    if (NAMED_ONLY.contains(name) && !isNamed(node)) {
      throw new RuleExpressionException(
          name + " must be followed by the name of a series: " + name + ".KEY");
    }
  }

  /** Whether the name of a series follows. */
  private static boolean isNamed(CelNavigableExpr variable) {
    return variable.parent().filter(parent -> key(parent.expr()).isPresent()).isPresent();
  }

  private void compare(CelExpr.CelCall call) throws RuleExpressionException {
    CelExpr left = call.args().get(0);
    CelExpr right = call.args().get(1);
    boolean strictly = COMPARISONS.get(call.function());
    if (isSilence(left) && number(right).isPresent()) {
      limit(left, number(right).getAsDouble(), strictly);
    } else if (isSilence(right) && number(left).isPresent()) {
      limit(right, number(left).getAsDouble(), !strictly);
    }
  }

  private void limit(CelExpr silence, double seconds, boolean strictly)
      throws RuleExpressionException {
    if (seconds < 1 || seconds > MAX_SILENCE) {
      throw new RuleExpressionException(
          "a time without readings must be compared with 1 to " + MAX_SILENCE + " seconds");
    }
    Duration after = Duration.ofMillis(Math.round(seconds * 1_000) + (strictly ? 1 : 0));
    silenceLimits.add(new SilenceLimit(key(silence).orElse(null), after));
  }

  private static boolean isSilence(CelExpr expr) {
    return expr.exprKind().getKind() == Kind.IDENT
        ? expr.ident().name().equals(SILENT_SECONDS)
        : "silent".equals(variable(expr)) && key(expr).isPresent() && !isPresenceTest(expr);
  }

  private static boolean isPresenceTest(CelExpr expr) {
    return expr.exprKind().getKind() == Kind.SELECT && expr.select().testOnly();
  }

  private static OptionalDouble number(CelExpr expr) {
    if (expr.exprKind().getKind() != Kind.CONSTANT) {
      return OptionalDouble.empty();
    }
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case INT64_VALUE -> OptionalDouble.of(constant.int64Value());
      case UINT64_VALUE -> OptionalDouble.of(constant.uint64Value().doubleValue());
      case DOUBLE_VALUE -> OptionalDouble.of(constant.doubleValue());
      default -> OptionalDouble.empty();
    };
  }

  /** The variable whose member this is, where it is one with a member per series; else null. */
  private static String variable(CelExpr expr) {
    CelExpr of =
        switch (expr.exprKind().getKind()) {
          case SELECT -> expr.select().operand();
          case CALL -> expr.call().function().equals("_[_]") ? expr.call().args().get(0) : null;
          default -> null;
        };
    return of != null
            && of.exprKind().getKind() == Kind.IDENT
            && SERIES_VARIABLES.contains(of.ident().name())
        ? of.ident().name()
        : null;
  }

  /** The member's name, where it is written down. */
  private static Optional<String> key(CelExpr expr) {
    if (expr.exprKind().getKind() == Kind.SELECT) {
      return Optional.of(expr.select().field());
    }
    if (expr.exprKind().getKind() == Kind.CALL && expr.call().function().equals("_[_]")) {
      CelExpr index = expr.call().args().get(1);
      if (index.exprKind().getKind() == Kind.CONSTANT
          && index.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
        return Optional.of(index.constant().stringValue());
      }
    }
    return Optional.empty();
  }

  /** Every series that is named. */
  Set<String> seriesKeys() {
    return seriesKeys;
  }

  Set<String> previousKeys() {
    return previousKeys;
  }

  Set<String> anomalyKeys() {
    return anomalyKeys;
  }

  /** The series whose windows are asked; {@link #EVERY_SERIES} where they are not named. */
  Set<String> windowKeys() {
    return windowKeys;
  }

  /**
   * What it asks of device, customer and account, e.g. {@code device.site}, {@code
   * device.attributes.floor}, {@code customer.tier}; where no member is named, the variable itself.
   */
  Set<String> registryFields() {
    return registryFields;
  }

  List<SilenceLimit> silenceLimits() {
    return silenceLimits;
  }
}
