package io.iotcrm.domain.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A compiled CEL expression over {@link RuleFacts}: side-effect free, bounded in time (expressions
 * of at most 2,000 characters, at most 1,000 loop steps, linear-time regular expressions),
 * immutable and thread-safe. Compiling costs milliseconds, asking about a microsecond.
 */
public final class RuleExpression {
  /** The longest expression that is accepted. */
  public static final int MAX_LENGTH = 2_000;

  private final String source;
  private final CelRuntime.Program program;
  private final ExpressionUses uses;

  private RuleExpression(String source, CelRuntime.Program program, ExpressionUses uses) {
    this.source = source;
    this.program = program;
    this.uses = uses;
  }

  /** Compiles an expression that must say yes or no. */
  public static RuleExpression condition(String source) throws RuleExpressionException {
    return compile(source, Set.of(SimpleType.BOOL, SimpleType.DYN), "true or false");
  }

  /** Compiles an expression that must give a number. */
  public static RuleExpression number(String source) throws RuleExpressionException {
    return compile(
        source,
        Set.of(SimpleType.DOUBLE, SimpleType.INT, SimpleType.UINT, SimpleType.DYN),
        "a number");
  }

  private static RuleExpression compile(String source, Set<? extends CelType> allowed, String what)
      throws RuleExpressionException {
    if (source == null || source.isBlank()) {
      throw new RuleExpressionException("the expression is empty");
    }
    if (source.length() > MAX_LENGTH) {
      throw new RuleExpressionException(
          "the expression has " + source.length() + " characters, at most " + MAX_LENGTH);
    }
    CelValidationResult result = RuleLanguage.COMPILER.compile(source);
    if (result.hasError()) {
      throw new RuleExpressionException(explain(result.getErrors()));
    }
    try {
      CelAbstractSyntaxTree ast = result.getAst();
      if (!allowed.contains(ast.getResultType())) {
        throw new RuleExpressionException(
            "the expression must give " + what + ", not " + ast.getResultType().name());
      }
      return new RuleExpression(
          source, RuleLanguage.RUNTIME.createProgram(ast), ExpressionUses.of(ast));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new RuleExpressionException(e.getMessage());
    }
  }

  private static String explain(List<CelIssue> issues) {
    return issues.stream()
        .map(
            issue ->
                "line %d, column %d: %s"
                    .formatted(
                        issue.getSourceLocation().getLine(),
                        issue.getSourceLocation().getColumn() + 1,
                        remedy(issue.getMessage())))
        .collect(Collectors.joining("; "));
  }

  private static String remedy(String message) {
    return message.startsWith("undeclared reference")
        ? message + "; a series is written latest.KEY, reading.KEY or window.KEY.avg5m"
        : message;
  }

  /** Asks a condition. Never throws: what goes wrong is a verdict, to be counted. */
  public Verdict holds(RuleFacts facts) {
    try {
      Object answer = eval(facts);
      if (answer instanceof Boolean yes) {
        return yes ? Verdict.TRUE : Verdict.FALSE;
      }
      return Verdict.ERROR;
    } catch (CelEvaluationException e) {
      return e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND ? Verdict.MISSING : Verdict.ERROR;
    }
  }

  /** The number that the expression gives, empty where it fails or is not finite. */
  public OptionalDouble number(RuleFacts facts) {
    try {
      if (eval(facts) instanceof Number number && Double.isFinite(number.doubleValue())) {
        return OptionalDouble.of(number.doubleValue());
      }
    } catch (CelEvaluationException e) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.empty();
  }

  private Object eval(RuleFacts facts) throws CelEvaluationException {
    try {
      return program.eval(name -> RuleLanguage.variable(facts, name));
    } catch (RuntimeException e) {
      throw new CelEvaluationException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The series that the expression names; a computed index is not among them. */
  public Set<String> seriesKeys() {
    return uses.seriesKeys();
  }

  /** What else it looks at. */
  ExpressionUses uses() {
    return uses;
  }

  public String source() {
    return source;
  }
}
