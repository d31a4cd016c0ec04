package org.rccbench.reports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A report is a function of files: it reaches neither models nor what runs them. */
class ModuleArrowsTest {

  @Test
  void reportsKnowResultsAndStatisticsAlone() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "ai.djl..", "org.rccbench.models..", "org.rccbench.datasets..", "org.rccbench.bench..")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("org.rccbench.evaluators", "org.rccbench.evaluators.scorers..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.rccbench.reports"));
  }
}
