package org.rccbench.training;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The trainer reads data and makes models; it neither scores nor touches the engine. */
@AnalyzeClasses(
    packages = "org.rccbench.training",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ONLY_DATASETS_AND_MODELS_ARE_USED =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.rccbench.models.internal..",
              "org.rccbench.evaluators..",
              "org.rccbench.reports..",
              "org.rccbench.bench..",
              "ai.djl..");
}
