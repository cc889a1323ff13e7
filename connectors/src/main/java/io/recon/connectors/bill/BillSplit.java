package io.recon.connectors.bill;

import static java.util.Objects.requireNonNull;

import io.recon.connectors.bill.landing.LandingFile;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.FileReport;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.StringUtils;

/** A piece of a bill source's work, or of what its readers remember. */
public final class BillSplit extends FileSourceSplit {
    private static final Path NO_PATH = new Path("/");

    private final Kind kind;
    private final int day;
    private final int issue;
    private final String name;
    private final BillRecord record;

    private BillSplit(Kind kind, String id, int day, int issue, LandingFile file, Origin origin) {
        super(
                id,
                origin.path(),
                0,
                file.length(),
                file.modifiedMs(),
                file.length(),
                StringUtils.EMPTY_STRING_ARRAY,
                origin.position());
        this.kind = kind;
        this.day = day;
        this.issue = issue;
        this.name = file.name();
        this.record = origin.record();
    }

    /**
     * What a split stands for.
     *
     * @param position how many records were emitted; null if none was
     * @param record null for a file
     */
    private record Origin(Path path, CheckpointedPosition position, BillRecord record) {}

    /**
     * A file that is to be read.
     *
     * @param day the bill day, epoch days
     * @param path where it lies, on any file system
     */
    static BillSplit ofFile(int day, int issue, LandingFile file, Path path) {
        return ofFile(day, issue, file, path, null);
    }

    static BillSplit ofFile(
            int day, int issue, LandingFile file, Path path, CheckpointedPosition position) {
        String id = "file/" + day + "/" + issue + "/" + file.name();
        return new BillSplit(Kind.FILE, id, day, issue, file, new Origin(path, position, null));
    }

    /**
     * What the enumerator says of a day or of something in it, to be emitted once.
     *
     * @param number tells it from all others of the channel
     */
    static BillSplit ofSaid(BillRecord record, long number) {
        requireNonNull(record, "record");
        LandingFile none = new LandingFile(Long.toString(number), 0, 0);
        return new BillSplit(
                Kind.SAID,
                "day/" + record.day() + "/" + number,
                record.day(),
                record.issue(),
                none,
                new Origin(NO_PATH, null, record));
    }

    /** The report of a file that was read, kept until its day is sealed. */
    static BillSplit ofReport(FileReport report) {
        LandingFile file = new LandingFile(report.file(), 0, 0);
        return new BillSplit(
                Kind.REPORT,
                "report/" + report.day() + "/" + report.issue() + "/" + report.file(),
                report.day(),
                report.issue(),
                file,
                new Origin(NO_PATH, null, report));
    }

    Kind kind() {
        return kind;
    }

    /** The bill day, epoch days. */
    int day() {
        return day;
    }

    /** The issue of the day's bill, from 1. */
    int issue() {
        return issue;
    }

    /** The file's path below the day's directory; of what the enumerator says its number. */
    String name() {
        return name;
    }

    LandingFile file() {
        return new LandingFile(name, length(), fileModificationTime());
    }

    /** The number of a split of kind {@link Kind#SAID}: what was said first has the lowest. */
    long number() {
        return Long.parseLong(name);
    }

    /** What a split of kind {@link Kind#SAID} emits. */
    BillRecord said() {
        return record;
    }

    /** What a split of kind {@link Kind#REPORT} keeps. */
    FileReport fileReport() {
        return (FileReport) record;
    }

    @Override
    public FileSourceSplit updateWithCheckpointedPosition(CheckpointedPosition position) {
        return kind == Kind.FILE ? ofFile(day, issue, file(), path(), position) : this;
    }

    /** What a split is. */
    enum Kind {
        /** A file to read. */
        FILE(1),
        /** What the enumerator says: a record that must be in band exactly once. */
        SAID(2),
        /** A finished file's report, which its reader keeps until the day is sealed. */
        REPORT(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** The number that stands for this in durable bytes. It never changes. */
        int code() {
            return code;
        }

        static Kind ofCode(int code) {
            return switch (code) {
                case 1 -> FILE;
                case 2 -> SAID;
                case 3 -> REPORT;
                default ->
                        throw new IllegalArgumentException(
                                "split kind " + code + " is none of 1, 2, 3");
            };
        }
    }
}
