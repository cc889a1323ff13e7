package io.recon.connectors.bill.format.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.recon.connectors.bill.format.AllocatedBytes;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillLimits;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Timeout;

/** Whatever lies where an archive is expected. */
class ContainerFuzzTest {
    /** Small, so that archives of few bytes reach them. */
    private static final BillLimits LIMITS = new BillLimits(64 << 10, 4 << 10, 16, 100);

    /** Buffers, and a directory of as many entries as are allowed. */
    private static final long FREE_BYTES = 32 << 20;

    private final Path path;

    ContainerFuzzTest() {
        try {
            path = Files.createTempDirectory("fuzzed").resolve("landing.bytes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FuzzTest(maxDuration = "2m")
    @Timeout(20)
    void unpacksAZipOrSaysWhyNot(byte[] content) throws IOException {
        assertUnpacksOrSaysWhy("bill.zip", content);
    }

    @FuzzTest(maxDuration = "2m")
    @Timeout(20)
    void unpacksAGzipOrSaysWhyNot(byte[] content) throws IOException {
        assertUnpacksOrSaysWhy("bill.csv.gz", content);
    }

    private void assertUnpacksOrSaysWhy(String name, byte[] content) throws IOException {
        Files.write(path, content);
        List<String> unpacked = unpack(name, 8192);
        AllocatedBytes.assertAtMost(
                FREE_BYTES, () -> assertThat(unpack(name, 8192)).isEqualTo(unpacked));
        List<String> inSmallSteps = unpack(name, 7);
        if (isWhole(unpacked)) {
            assertThat(inSmallSteps).isEqualTo(unpacked);
            assertNoPartOfItDoes(name, content);
        } else {
            // Of two faults in one step either may be told.
            assertThat(isWhole(inSmallSteps)).isFalse();
        }
    }

    /** What is cut short is never taken for a whole archive. */
    private void assertNoPartOfItDoes(String name, byte[] content) throws IOException {
        for (int length : new int[] {content.length - 1, content.length / 2}) {
            Files.write(path, Arrays.copyOf(content, length));
            assertThat(isWhole(unpack(name, 8192))).isFalse();
        }
    }

    private static boolean isWhole(List<String> unpacked) {
        return unpacked.get(unpacked.size() - 1).equals("whole");
    }

    /** The members' names and checksums, then {@code whole} or what is wrong. */
    private List<String> unpack(String name, int step) throws IOException {
        List<String> unpacked = new ArrayList<>();
        try (Container container = Container.open(new BillFile(1, 1, name, path), LIMITS)) {
            assertThat(container.members()).hasSizeLessThanOrEqualTo(LIMITS.entries());
            for (Container.Member member : container.members()) {
                assertStaysInside(member.name());
                CRC32 checksum = new CRC32();
                long size = 0;
                try (InputStream in = member.open()) {
                    byte[] bytes = new byte[step];
                    for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                        checksum.update(bytes, 0, read);
                        size += read;
                        assertThat(size).isLessThanOrEqualTo(LIMITS.entryBytes());
                    }
                }
                unpacked.add(member.name() + " " + checksum.getValue());
            }
            unpacked.add("whole");
        } catch (UnreadableInput e) {
            unpacked.add(told(e.reason()));
        } catch (UnreadableBillException e) {
            unpacked.add(told(e));
        }
        return unpacked;
    }

    private static void assertStaysInside(String name) {
        assertThat(name).isNotEmpty().doesNotStartWith("/").doesNotContain("\\");
        assertThat(name.split("/", -1)).doesNotContain("..");
        assertThat(name.chars().filter(Character::isISOControl).count()).isZero();
    }

    private static String told(UnreadableBillException e) {
        assertThat(e.getMessage().chars().filter(Character::isISOControl).count())
                .as(e.getMessage())
                .isZero();
        return e.error().word();
    }
}
