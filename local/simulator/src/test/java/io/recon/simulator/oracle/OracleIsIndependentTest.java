package io.recon.simulator.oracle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A second opinion that asks the first is none. */
class OracleIsIndependentTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.recon.simulator");

    @Test
    void theOracleAndTheStoriesKnowOnlyTheJdk() {
        classes()
                .that()
                .resideInAnyPackage("io.recon.simulator.oracle..", "io.recon.simulator.story..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.recon.simulator.oracle..", "io.recon.simulator.story..", "java..")
                .check(CLASSES);
    }

    @Test
    void theStoriesDoNotKnowWhatWillBeSaidOfThem() {
        noClasses()
                .that()
                .resideInAPackage("io.recon.simulator.story..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.recon.simulator.oracle..")
                .check(CLASSES);
    }

    /** What makes stories may ask for days and currencies, but not the engine. */
    @Test
    void theStorytellerDoesNotKnowTheEngine() {
        noClasses()
                .that()
                .haveSimpleName("Storyteller")
                .or()
                .haveSimpleName("Platform")
                .or()
                .haveSimpleName("Bills")
                .or()
                .haveSimpleName("Casting")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.recon.model..", "io.recon.udf..", "io.recon.connectors..")
                .check(CLASSES);
    }
}
