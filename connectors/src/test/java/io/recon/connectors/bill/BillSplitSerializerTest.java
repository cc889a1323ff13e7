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
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.day.Horizon;
import java.io.IOException;
import java.util.List;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class BillSplitSerializerTest {
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

        BillEnumeratorState back = states.deserialize(states.getVersion(), states.serialize(state));

        assertThat(back).usingRecursiveComparison().isEqualTo(state);
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
