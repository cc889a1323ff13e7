package io.recon.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may see whom, and what nobody may use. Maven keeps the modules apart; the rest is said here.
 *
 * <p>A rule about a package that has no class yet holds.
 */
class ArchitectureTest {

    private static final List<String> CONNECTORS =
            List.of("order", "bill", "fetch", "hive", "alert");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.recon");

    /** Types whose {@code now()} without an argument reads the clock and the zone of the JVM. */
    private static final Set<String> LOCAL_TIMES =
            Set.of(
                    LocalDate.class.getName(),
                    LocalDateTime.class.getName(),
                    LocalTime.class.getName(),
                    OffsetDateTime.class.getName(),
                    ZonedDateTime.class.getName());

    static Stream<ArchRule> theModelNeedsOnlyTheJdk() {
        return Stream.of(
                noClasses()
                        .that()
                        .resideInAPackage("io.recon.model..")
                        .should()
                        .dependOnClassesThat()
                        .resideOutsideOfPackages("io.recon.model..", "java.."));
    }

    static Stream<ArchRule> importsGoOneWay() {
        return Stream.of(
                noneIn("io.recon.udf..").dependsOn("io.recon.connectors.."),
                noneIn("io.recon.connectors..").dependsOn("io.recon.udf.."),
                noneIn("io.recon.udf..", "io.recon.connectors..").dependsOn("io.recon.job.."),
                noneIn("io.recon.model..", "io.recon.udf..", "io.recon.connectors..")
                        .dependsOn("io.recon.local.."),
                noneIn("io.recon.job..").dependsOn("io.recon.local.."));
    }

    static Stream<ArchRule> connectorsDoNotSeeEachOther() {
        List<ArchRule> rules = new ArrayList<>();
        for (String one : CONNECTORS) {
            for (String other : CONNECTORS) {
                if (!one.equals(other)) {
                    rules.add(
                            noneIn("io.recon.connectors." + one + "..")
                                    .dependsOn("io.recon.connectors." + other + ".."));
                }
            }
        }
        return rules.stream();
    }

    /** They also run in a command that never starts Flink. */
    static Stream<ArchRule> whatProvesBillsIsFreeOfFlink() {
        return Stream.of(
                noneIn(
                                "io.recon.connectors.bill.format..",
                                "io.recon.connectors.bill.landing..",
                                "io.recon.connectors.bill.proof..",
                                "io.recon.local.bills..")
                        .dependsOn("org.apache.flink.."));
    }

    static Stream<ArchRule> namesSayWhatAThingIs() {
        return Stream.of("Utils", "Helper", "Manager", "Impl")
                .map(
                        suffix ->
                                noClasses()
                                        .should()
                                        .haveSimpleNameEndingWith(suffix)
                                        .because("that says nothing about what the class is"));
    }

    static Stream<ArchRule> timesComeFromJavaTime() {
        return Stream.of(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .belongToAnyOf(
                                java.util.Date.class,
                                java.util.Calendar.class,
                                java.text.SimpleDateFormat.class)
                        .because("they carry a default zone or can be changed"));
    }

    static Stream<ArchRule> clockAndZoneArePassedIn() {
        return Stream.of(
                noClasses()
                        .should()
                        .callMethod(ZoneId.class, "systemDefault")
                        .orShould()
                        .callMethod(TimeZone.class, "getDefault")
                        .because("a business day must not depend on the machine"),
                noClasses()
                        .should(
                                ArchConditions.accessTargetWhere(
                                        DescribedPredicate.describe(
                                                "now() of the JVM's clock and zone",
                                                ArchitectureTest::readsTheMachinesDay)))
                        .because("clock and zone are always passed in"));
    }

    static Stream<ArchRule> standardOutputBelongsToTheCommands() {
        return Stream.of(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.recon.local..")
                        .should()
                        .accessField(System.class, "out"));
    }

    @ParameterizedTest
    @MethodSource({
        "theModelNeedsOnlyTheJdk",
        "importsGoOneWay",
        "connectorsDoNotSeeEachOther",
        "whatProvesBillsIsFreeOfFlink",
        "namesSayWhatAThingIs",
        "timesComeFromJavaTime",
        "clockAndZoneArePassedIn",
        "standardOutputBelongsToTheCommands"
    })
    void everyClassKeeps(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    @Test
    void theRulesSeeEveryModule() {
        assertThat(
                        CLASSES.stream()
                                .map(type -> type.getPackageName().split("\\.", -1)[2])
                                .distinct())
                .contains("model", "udf", "connectors", "job", "local");
    }

    @ParameterizedTest
    @MethodSource({
        "namesSayWhatAThingIs",
        "timesComeFromJavaTime",
        "clockAndZoneArePassedIn",
        "standardOutputBelongsToTheCommands"
    })
    void everyRuleCatchesAClassThatBreaksIt(ArchRule rule) {
        JavaClasses samples =
                new ClassFileImporter()
                        .importPackages(ArchitectureTest.class.getPackageName() + ".broken");

        assertThatThrownBy(() -> rule.check(samples)).isInstanceOf(AssertionError.class);
    }

    private static boolean readsTheMachinesDay(JavaAccess<?> access) {
        return access.getTarget().getName().equals("now")
                && LOCAL_TIMES.contains(access.getTargetOwner().getName())
                && access.getTarget().getFullName().endsWith(".now()");
    }

    private static Importers noneIn(String... packages) {
        return new Importers(List.of(packages));
    }

    private record Importers(List<String> packages) {

        ArchRule dependsOn(String imported) {
            return noClasses()
                    .that()
                    .resideInAnyPackage(packages.toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(imported);
        }
    }
}
