package io.secateur;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls and floors of the house: who may use what. */
class ArchitectureTest {
  private static final Path SOURCES = Path.of("src", "main", "java");

  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("io.secateur");

  @Test
  void theScanSeesTheLibraryAndNothingElse() {
    assertThat(LIBRARY).hasSizeGreaterThanOrEqualTo(20);
    assertThat(LIBRARY.contain(ArchitectureTest.class)).isFalse();
    assertThat(LIBRARY.contain(Fixtures.class)).isFalse();
  }

  @Test
  void libtorchStaysInTheEngine() {
    onlyIn("io.secateur.engine..", "org.bytedeco..");
  }

  @Test
  void theVectorApiStaysInTheKernels() {
    onlyIn("io.secateur.engine.kernels..", "jdk.incubator.vector..");
  }

  @Test
  void onnxRuntimeStaysInARoomOfItsOwn() {
    onlyIn("io.secateur.runtime..", "ai.onnxruntime..");
  }

  @Test
  void onnxProtobufClassesStayInTheModel() {
    onlyIn("io.secateur.model..", "ai.onnx.proto..");
  }

  @Test
  void sparkIsNotUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..")
        .check(LIBRARY);
  }

  @Test
  void theLibraryNeitherPrintsNorExits() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(LIBRARY);
    noClasses()
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(LIBRARY);
  }

  /** A package without a floor would escape the rule that imports point down. */
  @Test
  void everyClassStandsOnAFloor() {
    classes()
        .should()
        .resideInAnyPackage(
            "io.secateur",
            "io.secateur.model..",
            "io.secateur.anatomy..",
            "io.secateur.data..",
            "io.secateur.runtime..",
            "io.secateur.engine..",
            "io.secateur.criteria..",
            "io.secateur.surgery..",
            "io.secateur.search..",
            "io.secateur.verify..",
            "io.secateur.compare..",
            "io.secateur.report..")
        .check(LIBRARY);
  }

  @Test
  void importsPointDown() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("facade")
        .definedBy("io.secateur")
        .layer("report")
        .definedBy("io.secateur.report..")
        .layer("verify")
        .definedBy("io.secateur.verify..")
        .layer("compare")
        .definedBy("io.secateur.compare..")
        .layer("search")
        .definedBy("io.secateur.search..")
        .layer("criteria")
        .definedBy("io.secateur.criteria..")
        .layer("surgery")
        .definedBy("io.secateur.surgery..")
        .layer("engine")
        .definedBy("io.secateur.engine..")
        .layer("anatomy")
        .definedBy("io.secateur.anatomy..")
        .layer("data")
        .definedBy("io.secateur.data..")
        .layer("runtime")
        .definedBy("io.secateur.runtime..")
        .layer("model")
        .definedBy("io.secateur.model..")
        .whereLayer("model")
        .mayNotAccessAnyLayer()
        .whereLayer("data")
        .mayOnlyAccessLayers("model")
        .whereLayer("runtime")
        .mayOnlyAccessLayers("model")
        .whereLayer("anatomy")
        .mayOnlyAccessLayers("model")
        .whereLayer("engine")
        .mayOnlyAccessLayers("model", "anatomy", "data", "runtime")
        .whereLayer("criteria")
        .mayOnlyAccessLayers("model", "anatomy", "data", "engine")
        .whereLayer("surgery")
        .mayOnlyAccessLayers("model", "anatomy", "data", "engine")
        .whereLayer("search")
        .mayOnlyAccessLayers("model", "anatomy", "data", "engine", "criteria", "surgery")
        .whereLayer("verify")
        .mayOnlyAccessLayers("model", "data", "runtime", "surgery")
        .whereLayer("compare")
        .mayOnlyAccessLayers("model", "anatomy", "data", "engine", "criteria", "search")
        .check(LIBRARY);
  }

  @Test
  void noTwoRoomsNeedEachOther() {
    slices().assignedFrom(new ByRoom()).should().beFreeOfCycles().check(LIBRARY);
  }

  @Test
  void everyPackageIsDescribedAndNullMarked() throws IOException {
    List<Path> packages;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      packages =
          files
              .filter(f -> f.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .toList();
    }
    assertThat(packages).isNotEmpty();
    assertThat(packages)
        .allSatisfy(
            folder ->
                assertThat(folder.resolve("package-info.java"))
                    .content()
                    .contains("/**", "@NullMarked"));
  }

  private static void onlyIn(String home, String guest) {
    noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(guest)
        .allowEmptyShould(true)
        .check(LIBRARY);
  }

  /**
   * A room is a package with those inside it: operators and the finder that asks them live
   * together.
   */
  private static final class ByRoom implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String[] names = type.getPackageName().split("\\.", 4);
      return SliceIdentifier.of(names.length > 2 ? names[2] : "");
    }

    @Override
    public String getDescription() {
      return "rooms";
    }
  }
}
