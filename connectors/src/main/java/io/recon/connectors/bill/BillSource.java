package io.recon.connectors.bill;

import static java.util.Objects.requireNonNull;

import io.recon.connectors.bill.proof.BillProver;
import io.recon.model.bill.BillRecord;
import io.recon.model.day.DayClock;
import io.recon.model.day.Horizon;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The bills of one channel, from its landing directory.
 *
 * <p>The stream holds the lines, rejects and reports of the files, and what becomes of each day.
 * Its watermark is the day: it reaches {@link DayClock#closingWatermarkOf} of a day only when that
 * day and all before it are sealed and every record of theirs was emitted. The first watermark
 * after every start is that of the day before the channel's first day. Without any day there is
 * none. The source is never idle.
 *
 * <p>Use it with {@link org.apache.flink.api.common.eventtime.WatermarkStrategy#noWatermarks()}:
 * any other strategy would add watermarks of its own. Records carry no timestamps.
 */
public final class BillSource
        implements Source<BillRecord, BillSplit, BillEnumeratorState>,
                ResultTypeQueryable<BillRecord> {
    private static final long serialVersionUID = 1L;

    private final BillSourceSettings settings;
    private final FileSource<BillRecord> files;

    private BillSource(Builder builder) {
        settings =
                new BillSourceSettings(
                        builder.channel,
                        new Path(builder.landing, builder.channel),
                        builder.firstDay,
                        builder.bounded,
                        new BillWatch(
                                builder.scanInterval,
                                builder.billDue,
                                builder.zone,
                                builder.cutOff,
                                builder.clock),
                        Set.copyOf(builder.broken));
        files =
                FileSource.forBulkFileFormat(
                                new BillFileFormat(builder.prover, builder.type, settings),
                                settings.channelDirectory())
                        .build();
    }

    /** Begins to describe the source of one channel. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Boundedness getBoundedness() {
        return settings.bounded() ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<BillRecord, BillSplit> createReader(SourceReaderContext context) {
        return new BillSourceReader(files.createReader(context), context, settings);
    }

    @Override
    public SplitEnumerator<BillSplit, BillEnumeratorState> createEnumerator(
            SplitEnumeratorContext<BillSplit> context) {
        return new BillEnumerator(context, settings, null);
    }

    @Override
    public SplitEnumerator<BillSplit, BillEnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<BillSplit> context, BillEnumeratorState saved) {
        return new BillEnumerator(context, settings, saved);
    }

    @Override
    public SimpleVersionedSerializer<BillSplit> getSplitSerializer() {
        return new BillSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<BillEnumeratorState> getEnumeratorCheckpointSerializer() {
        return new BillEnumeratorStateSerializer();
    }

    @Override
    public TypeInformation<BillRecord> getProducedType() {
        return files.getProducedType();
    }

    /** Describes the source of one channel. Landing, channel, prover, days and type are needed. */
    public static final class Builder {
        private Path landing;
        private String channel;
        private BillProver prover;
        private ZoneId zone;
        private LocalTime cutOff;
        private TypeInformation<BillRecord> type;
        private int firstDay = Horizon.NONE;
        private boolean bounded;
        private Duration scanInterval = Duration.ofSeconds(10);
        private Duration billDue = Duration.ofHours(12);
        private Clock clock = Clock.systemUTC();
        private Set<Safeguard> broken = Set.of();

        private Builder() {}

        /** The directory that has one directory per channel, on any file system. */
        public Builder landing(Path directory) {
            landing = requireNonNull(directory, "landing");
            return this;
        }

        /** The channel's configured name, which is its directory's name too. */
        public Builder channel(String name) {
            channel = requireNonNull(name, "channel");
            return this;
        }

        public Builder prover(BillProver reader) {
            prover = requireNonNull(reader, "prover");
            return this;
        }

        /** The zone and the local time at which the channel's day begins. */
        public Builder days(ZoneId dayZone, LocalTime dayCutOff) {
            zone = requireNonNull(dayZone, "zone");
            cutOff = requireNonNull(dayCutOff, "cutOff");
            return this;
        }

        /**
         * The first day that closes; without it that of the oldest directory at the first start.
         */
        public Builder firstDay(LocalDate day) {
            firstDay = Math.toIntExact(day.toEpochDay());
            return this;
        }

        /** Reads what is there, takes every day's bill as complete, and ends. */
        public Builder bounded() {
            bounded = true;
            return this;
        }

        /** How often the directory is listed in a continuous run; 10 seconds unless set. */
        public Builder scanInterval(Duration interval) {
            if (interval.toMillis() < 1) {
                throw new IllegalArgumentException(
                        "scan interval " + interval + " is shorter than one millisecond");
            }
            scanInterval = interval;
            return this;
        }

        /**
         * How long after the end of its day a bill may come before it is overdue in a continuous
         * run; 12 hours unless set.
         */
        public Builder billDue(Duration due) {
            if (due.isNegative()) {
                throw new IllegalArgumentException(
                        "a bill cannot be due " + due + " after the end of its day");
            }
            billDue = due;
            return this;
        }

        /** The wall clock, for tests. */
        Builder clock(Clock wallClock) {
            clock = requireNonNull(wallClock, "clock");
            return this;
        }

        /** The records' type. */
        public Builder type(TypeInformation<BillRecord> recordType) {
            type = requireNonNull(recordType, "type");
            return this;
        }

        /** For tests that must see a broken protocol fail. */
        Builder without(Safeguard rule) {
            broken = Set.of(rule);
            return this;
        }

        public BillSource build() {
            requireNonNull(landing, "landing");
            requireNonNull(channel, "channel");
            requireNonNull(prover, "prover");
            requireNonNull(zone, "days");
            requireNonNull(type, "type");
            return new BillSource(this);
        }
    }
}
