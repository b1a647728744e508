package io.iotcrm.domain.rule;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/**
 * The dialect: CEL's standard library, the variables of {@link RuleFacts}, and whole numbers that
 * mix with others, because nobody who writes {@code latest.temperature + 2} means a type error.
 */
final class RuleLanguage {
  private static final MapType OPEN_MAP = MapType.create(SimpleType.STRING, SimpleType.DYN);

  private static final Map<String, DoubleBinaryOperator> ARITHMETIC =
      Map.of(
          "_+_", Double::sum,
          "_-_", (a, b) -> a - b,
          "_*_", (a, b) -> a * b,
          "_/_", (a, b) -> a / b);

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(1_000)
          .maxExpressionCodePointSize(RuleExpression.MAX_LENGTH)
          .maxParseRecursionDepth(32)
          .build();

  static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("latest", OPEN_MAP)
          .addVar("reading", OPEN_MAP)
          .addVar("window", MapType.create(SimpleType.STRING, OPEN_MAP))
          .addVar("previous", OPEN_MAP)
          .addVar("anomaly", MapType.create(SimpleType.STRING, SimpleType.DOUBLE))
          .addVar("silent", MapType.create(SimpleType.STRING, SimpleType.DOUBLE))
          .addVar("silentSeconds", SimpleType.DOUBLE)
          .addVar("device", OPEN_MAP)
          .addVar("customer", OPEN_MAP)
          .addVar("account", OPEN_MAP)
          .addVar("at", SimpleType.TIMESTAMP)
          .addFunctionDeclarations(mixedDeclarations())
          .build();

  static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addFunctionBindings(mixedBindings())
          .build();

  private RuleLanguage() {}

  static Optional<Object> variable(RuleFacts facts, String name) {
    return switch (name) {
      case "latest" -> Optional.of(facts.latest());
      case "reading" -> Optional.of(facts.reading());
      case "window" -> Optional.of(facts.window());
      case "previous" -> Optional.of(facts.previous());
      case "anomaly" -> Optional.of(facts.anomaly());
      case "silent" -> Optional.of(facts.silent());
      case "silentSeconds" ->
          Optional.of(
              facts
                  .silentSeconds()
                  .orElseThrow(() -> CelAttributeNotFoundException.forFieldResolution(name)));
      case "device" -> Optional.of(facts.device());
      case "customer" -> Optional.of(facts.customer());
      case "account" -> Optional.of(facts.account());
      case "at" -> Optional.of(facts.at());
      default -> Optional.empty();
    };
  }

  private static List<CelFunctionDecl> mixedDeclarations() {
    List<CelFunctionDecl> declarations = new ArrayList<>();
    for (String operator : ARITHMETIC.keySet()) {
      declarations.add(
          CelFunctionDecl.newFunctionDeclaration(
              operator,
              CelOverloadDecl.newGlobalOverload(
                  operator + "double_int", SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.INT),
              CelOverloadDecl.newGlobalOverload(
                  operator + "int_double", SimpleType.DOUBLE, SimpleType.INT, SimpleType.DOUBLE)));
    }
    return declarations;
  }

  private static List<CelFunctionBinding> mixedBindings() {
    List<CelFunctionBinding> bindings = new ArrayList<>();
    ARITHMETIC.forEach(
        (operator, compute) -> {
          bindings.add(
              CelFunctionBinding.from(
                  operator + "double_int",
                  Double.class,
                  Long.class,
                  (a, b) -> compute.applyAsDouble(a, b)));
          bindings.add(
              CelFunctionBinding.from(
                  operator + "int_double",
                  Long.class,
                  Double.class,
                  (a, b) -> compute.applyAsDouble(a, b)));
        });
    return bindings;
  }
}
