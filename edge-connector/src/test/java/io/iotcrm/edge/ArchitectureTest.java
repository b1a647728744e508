package io.iotcrm.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.iotcrm.edge", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule sharesOnlyTheWireFormatAndTheRuleLanguage =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are of the product, and neither the edge's own nor shared with it",
                  (JavaClass c) ->
                      c.getPackageName().startsWith("io.iotcrm.")
                          && !c.getPackageName().startsWith("io.iotcrm.edge")
                          && !c.getPackageName().startsWith("io.iotcrm.domain.telemetry")
                          && !c.getPackageName().startsWith("io.iotcrm.domain.rule")));

  @ArchTest
  static final ArchRule thePipelineKnowsNoProtocol =
      noClasses()
          .that()
          .resideInAPackage("..edge.pipeline..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.iotcrm.edge.mqtt..",
              "io.iotcrm.edge.coap..",
              "org.eclipse.paho..",
              "org.eclipse.californium..");
}
