package org.rccbench.models;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The engine has one door. A call that goes around {@code Script} would run with the graph
 * optimizer on, which merges caches of different blocks without an error.
 */
@AnalyzeClasses(
    packages = "org.rccbench.models",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String SCRIPT = "org.rccbench.models.internal.Script";
  private static final String IVALUES = "ai.djl.pytorch.jni.IValueUtils";
  private static final String JNI = "ai.djl.pytorch.jni.JniUtils";

  @ArchTest
  static final ArchRule theEngineStaysInternal =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.rccbench.models.internal..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl.pytorch..");

  @ArchTest
  static final ArchRule theEngineIsUsedAtAll =
      classes()
          .that()
          .haveFullyQualifiedName(SCRIPT)
          .should()
          .callMethodWhere(target(owner(name(IVALUES))))
          .andShould()
          .callMethodWhere(target(owner(name(JNI))).and(target(name("loadModule"))));

  @ArchTest
  static final ArchRule methodsAreRunByScriptAlone =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(SCRIPT)
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName(IVALUES);

  @ArchTest
  static final ArchRule modulesAreLoadedByScriptAlone =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(SCRIPT)
          .should()
          .callMethodWhere(target(owner(name(JNI))).and(target(name("loadModule"))));

  @ArchTest
  static final ArchRule theNativeLayerIsLeftToTheEngine =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(SCRIPT)
          .and()
          .doNotHaveFullyQualifiedName("org.rccbench.models.internal.RandomTensors")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName(JNI);

  @ArchTest
  static final ArchRule randomWeightsOnlySetTheSeed =
      noClasses()
          .that()
          .haveFullyQualifiedName("org.rccbench.models.internal.RandomTensors")
          .should()
          .callMethodWhere(target(owner(name(JNI))).and(not(target(name("setSeed")))));

  @ArchTest
  static final ArchRule checkpointsKnowNoEngine =
      noClasses()
          .that()
          .resideInAPackage("org.rccbench.models.checkpoint..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");
}
