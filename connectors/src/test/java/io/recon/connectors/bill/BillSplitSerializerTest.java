package io.recon.connectors.bill;

import static io.recon.connectors.bill.landing.BillFixtures.file;
import static io.recon.connectors.bill.landing.BillFixtures.flawed;
import static io.recon.connectors.bill.landing.BillFixtures.listing;
import static io.recon.connectors.bill.landing.BillFixtures.proven;
import static io.recon.connectors.bill.landing.BillFixtures.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.connectors.bill.landing.BillDay;
import io.recon.connectors.bill.landing.DayBook;
import io.recon.connectors.bill.landing.LandingFile;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.day.Horizon;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BillSplitSerializerTest {
    /** An enumerator's state as its version 2 is written. */
    private static final String ENUMERATOR_2 =
            """
            00000001000000000000000000000000010000000000000000000000000000000300000001000000
            01010000000200000001000168000f2f6c616e64696e672f61636d652f68000000000000000a0000
            0000000003e800000000010000000400000001000000010000000000010100000000010001660000
            00020000000200000004000000010402016603000001000001010502000212663a2031206c696e65
            2072656a656374656401000000020000000200000000000100010000000200016700016800000000
            00000001040401670300000000000100000000030000000300286e6f206469726563746f72792c20
            74686f7567682061206c617465722064617920686173206f6e650000000100000000000000000000
            00000000000000000400000004000000000001000000000000000000000000000000
            """
                    .replace("\n", "");

    /** A file as a split is written, but for its position. */
    private static final String FILE =
            """
            010000511600000002000876322f612e7a6970002573333a2f2f6c616e64696e672f61636d652f32
            3032362d31312d30312f76322f612e7a697000000000000003e800000000000007d0
            """
                    .replace("\n", "");

    private final BillSplitSerializer splits = new BillSplitSerializer();
    private final BillEnumeratorStateSerializer states = new BillEnumeratorStateSerializer();

    @Test
    void filesComeBackWithTheirPosition() throws IOException {
        Path path = new Path("s3://landing/acme/2026-11-01/v2/账单.zip");
        BillSplit fresh = BillSplit.ofFile(20_758, 2, file("v2/账单.zip"), path);
        BillSplit begun =
                (BillSplit)
                        fresh.updateWithCheckpointedPosition(
                                new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, 513));

        assertSame(back(fresh), fresh);
        assertSame(back(begun), begun);
        assertThat(back(begun).getReaderPosition().orElseThrow().getRecordsAfterOffset())
                .isEqualTo(513);
        assertThat(begun.splitId()).isEqualTo(fresh.splitId());
    }

    @Test
    void reportsOfDaysAndFilesComeBack() throws IOException {
        BillSplit day = BillSplit.ofSaid(said(7, DayStatus.OVERDUE, "why"), 12);
        BillSplit late = BillSplit.ofSaid(flawed(7, "late"), 13);
        BillSplit report = BillSplit.ofReport(flawed(7, "f"));

        assertSame(back(day), day);
        assertThat(back(day).said()).isEqualTo(day.said());
        assertSame(back(late), late);
        assertThat(back(late).said()).isEqualTo(late.said());
        assertSame(back(report), report);
        assertThat(back(report).fileReport()).isEqualTo(report.fileReport());
    }

    /** What stands in checkpoints that were taken: the bytes change with the version only. */
    @ParameterizedTest
    @MethodSource("durable")
    void theBytesOfAVersionStay(BillSplit split, String hex) throws IOException {
        assertThat(HexFormat.of().formatHex(splits.serialize(split))).isEqualTo(hex);
        assertSame(splits.deserialize(1, HexFormat.of().parseHex(hex)), split);
    }

    static Stream<Arguments> durable() {
        BillSplit file =
                BillSplit.ofFile(
                        20_758,
                        2,
                        new LandingFile("v2/a.zip", 1_000, 2_000),
                        new Path("s3://landing/acme/2026-11-01/v2/a.zip"));
        BillSplit begun =
                (BillSplit)
                        file.updateWithCheckpointedPosition(
                                new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, 513));
        return Stream.of(
                Arguments.of(file, FILE + "00"),
                Arguments.of(begun, FILE + "010000000000000201"),
                Arguments.of(
                        BillSplit.ofSaid(said(7, DayStatus.OVERDUE, "why"), 12),
                        "02000000000000000c00000001050e00050377687901"),
                Arguments.of(
                        BillSplit.ofReport(flawed(7, "f")), "0300000001040e016603000001000001"));
    }

    @Test
    void theEnumeratorsStateComesBack() throws IOException {
        DayBook book = new DayBook(true, Horizon.NONE);
        book.observe(List.of(listing(1, "S", "f"), listing(2, "A", "g", "h"), listing(4, "")));
        book.take(flawed(1, "f"));
        book.take(proven(2, "g"));
        assertThat(book.next(Integer.MAX_VALUE)).isPresent();
        List<BillDay> days = book.copyOfDays();
        days.get(0).addLateIssue(2);
        days.get(0).addLateIssue(4);
        BillSplit split = BillSplit.ofFile(2, 1, file("h"), new Path("/landing/acme/h"));
        BillEnumeratorState state =
                new BillEnumeratorState(book.progress(), 3, days, List.of(split));

        byte[] bytes = states.serialize(state);
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(ENUMERATOR_2);
        assertThat(states.deserialize(2, bytes)).usingRecursiveComparison().isEqualTo(state);
    }

    /** Written as the first version was: a day had no late issues. */
    @Test
    void anEnumeratorsStateOfTheFirstVersionIsRead() throws IOException {
        DayBook book = new DayBook(false, 1);
        book.observe(List.of(listing(1, "S", "f")));
        DataOutputSerializer out = new DataOutputSerializer(128);
        out.writeInt(1);
        out.writeInt(0);
        out.writeLong(0);
        out.writeBoolean(true);
        out.writeLong(0);
        out.writeLong(5);
        out.writeInt(1);
        out.writeInt(0);
        out.writeInt(1);
        out.writeInt(1);
        out.writeInt(1);
        out.writeInt(1);
        out.writeUTF("");
        out.writeInt(1);
        out.writeBoolean(true);
        out.writeBoolean(false);
        out.writeInt(1);
        out.writeUTF("f");
        out.writeInt(0);
        out.writeBoolean(false);

        BillEnumeratorState state = states.deserialize(1, out.getCopyOfBuffer());

        assertThat(state)
                .usingRecursiveComparison()
                .isEqualTo(
                        new BillEnumeratorState(book.progress(), 5, book.copyOfDays(), List.of()));
    }

    @Test
    void anUnknownVersionIsRefusedWithBothNumbers() throws IOException {
        byte[] split = splits.serialize(BillSplit.ofReport(proven(1, "f")));

        assertThatThrownBy(() -> splits.deserialize(9, split))
                .isInstanceOf(IOException.class)
                .hasMessage("bill split has version 9, this program reads version 1");
        assertThatThrownBy(() -> states.deserialize(9, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "bill enumerator state has version 9, this program reads versions 1 to 2");
    }

    @Test
    void anUnknownKindIsRefused() {
        assertThatThrownBy(() -> splits.deserialize(1, new byte[] {4}))
                .isInstanceOf(IOException.class)
                .hasMessage("split kind 4 is none of 1, 2, 3");
    }

    private BillSplit back(BillSplit split) throws IOException {
        return splits.deserialize(splits.getVersion(), splits.serialize(split));
    }

    private static void assertSame(BillSplit back, BillSplit split) {
        assertThat(back).usingRecursiveComparison().isEqualTo(split);
    }
}
