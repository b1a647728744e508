package io.iotcrm.ear;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ejb.ApplicationException;

/** The arrows between the modules, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = "io.iotcrm", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule domainKnowsNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage("io.iotcrm.domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.iotcrm.ejb..", "io.iotcrm.web..", "io.iotcrm.edge..", "io.iotcrm.server..");

  @ArchTest
  static final ArchRule domainDoesNoInputOrOutput =
      noClasses()
          .that()
          .resideInAPackage("io.iotcrm.domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..",
              "java.nio.file..",
              "javax.sql..",
              "com.hazelcast..",
              "jakarta.jms..",
              "jakarta.ws..",
              "jakarta.faces..",
              "jakarta.inject..",
              "jakarta.enterprise..");

  /** Which exceptions end a transaction is said on them, as JPA's annotations are on entities. */
  @ArchTest
  static final ArchRule domainKnowsOfEnterpriseBeansOnlyThatExceptionsEndTransactions =
      noClasses()
          .that()
          .resideInAPackage("io.iotcrm.domain..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("jakarta.ejb..").and(not(type(ApplicationException.class))));

  @ArchTest
  static final ArchRule servicesKnowNoWeb =
      noClasses()
          .that()
          .resideInAPackage("io.iotcrm.ejb..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.iotcrm.web..", "io.iotcrm.edge..", "jakarta.faces..", "jakarta.ws..");

  @ArchTest
  static final ArchRule theEdgeSharesOnlyTheWireFormatAndTheRuleLanguage =
      noClasses()
          .that()
          .resideInAPackage("io.iotcrm.edge..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.iotcrm.ejb..",
              "io.iotcrm.web..",
              "io.iotcrm.server..",
              "io.iotcrm.domain.customer..",
              "io.iotcrm.domain.sales..",
              "io.iotcrm.domain.support..",
              "io.iotcrm.domain.recommendation..",
              "io.iotcrm.domain.hubspot..");

  @ArchTest
  static final ArchRule pagesAndResourcesLeaveTheDatabaseToTheServices =
      noClasses()
          .that()
          .resideInAPackage("io.iotcrm.web..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..")
                  .and(not(assignableTo(Exception.class))));

  @ArchTest
  static final ArchRule entitiesHaveNoPublicFields =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith("jakarta.persistence.Entity")
          .and()
          .areNotStatic()
          .should()
          .bePublic();

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      classes()
          .should()
          .haveSimpleNameNotEndingWith("Util")
          .andShould()
          .haveSimpleNameNotEndingWith("Utils")
          .andShould()
          .haveSimpleNameNotEndingWith("Helper")
          .andShould()
          .haveSimpleNameNotEndingWith("Impl");
}
