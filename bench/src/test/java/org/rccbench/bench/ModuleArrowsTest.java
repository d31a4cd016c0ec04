package org.rccbench.bench;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/**
 * The arrows between the modules are those of ARCHITECTURE.md, and no package cycle hides in them.
 */
class ModuleArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.rccbench");

  @Test
  void modulesImportOnlyWhatTheyMay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.rccbench..")
        .layer("datasets")
        .definedBy("org.rccbench.datasets..")
        .layer("models")
        .definedBy("org.rccbench.models..")
        .layer("training")
        .definedBy("org.rccbench.training..")
        .layer("evaluators")
        .definedBy("org.rccbench.evaluators..")
        .layer("reports")
        .definedBy("org.rccbench.reports..")
        .layer("bench")
        .definedBy("org.rccbench.bench..")
        .whereLayer("datasets")
        .mayNotAccessAnyLayer()
        .whereLayer("models")
        .mayOnlyAccessLayers("datasets")
        .whereLayer("training")
        .mayOnlyAccessLayers("datasets", "models")
        .whereLayer("evaluators")
        .mayOnlyAccessLayers("datasets", "models")
        .whereLayer("reports")
        .mayOnlyAccessLayers("evaluators")
        .whereLayer("bench")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void modelsKnowOnlyContextsAndEncodersOfTheDatasets() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("org.rccbench.models..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "org\\.rccbench\\.datasets\\.(Chronicle|Dataset|Datasets|Example|PasskeyGenerator|PwcReader|PlainTextReader).*")
        .check(CLASSES);
  }

  @Test
  void internalPackagesStayInTheirModule() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage("org.rccbench.models..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.rccbench.models.internal..")
        .check(CLASSES);
  }

  @Test
  void packagesOfAModuleDoNotFormCycles() {
    slices().matching("org.rccbench.(*).(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
