package io.secateur.study;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.secateur.study.train.MlpTrainer;
import org.junit.jupiter.api.Test;

/** The walls of the study: what it may use, and where. */
class ArchitectureTest {
  private static final JavaClasses STUDY =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("io.secateur.study");

  @Test
  void theScanSeesTheStudyAndNothingElse() {
    assertThat(STUDY).hasSizeGreaterThanOrEqualTo(15);
    assertThat(STUDY.contain(MlpTrainer.class)).isTrue();
    assertThat(STUDY.contain(ArchitectureTest.class)).isFalse();
  }

  @Test
  void libtorchStaysInTheTraining() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.secateur.study.train..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(STUDY);
  }

  /** Files are written by core's model, and judged by core's engine. */
  @Test
  void onnxIsCoresBusiness() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.onnx.proto..", "ai.onnxruntime..")
        .check(STUDY);
  }

  @Test
  void theStudyDoesNotPrint() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(STUDY);
  }
}
