package org.rccbench.evaluators;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Results and statistics are read without anything that runs a model. */
@AnalyzeClasses(
    packages = "org.rccbench.evaluators",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule RESULTS_AND_STATISTICS_RUN_NO_MODEL =
      noClasses()
          .that()
          .resideInAnyPackage("..evaluators.results..", "..evaluators.statistics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..", "org.rccbench.models..", "org.rccbench.datasets..");

  @ArchTest
  static final ArchRule NOTHING_BELOW_KNOWS_THE_RUNNER =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..evaluators.results..",
              "..evaluators.statistics..",
              "..evaluators.scorers..",
              "..evaluators.yaml..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.rccbench.evaluators");

  @ArchTest
  static final ArchRule RESULTS_DO_NOT_KNOW_STATISTICS =
      noClasses()
          .that()
          .resideInAPackage("..evaluators.results..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..evaluators.statistics..");
}
