package io.recon.connectors.bill;

import io.recon.connectors.bill.landing.DayBook;
import io.recon.connectors.bill.landing.Landing;
import io.recon.connectors.bill.landing.LandingNames;
import io.recon.connectors.bill.landing.Patience;
import io.recon.connectors.file.Directories;
import io.recon.connectors.file.FlinkDirectory;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.day.Horizon;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.fs.Path;
import org.apache.flink.metrics.Gauge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the files of one channel to the readers and seals its days.
 *
 * <p>A day is sealed when it is the next in order, its bill counts, and nothing of it or of an
 * earlier day is unassigned. From then on no split of such a day goes to a reader that was told of
 * the seal: what a failed reader gives back of a sealed day is pinned to that reader, and it gets
 * it before it is told of the seal again. Events and splits to one reader keep their order.
 *
 * <p>All methods run in the coordinator's thread, except the listing of the landing directory.
 */
final class BillEnumerator implements SplitEnumerator<BillSplit, BillEnumeratorState> {
    private static final Logger LOG = LoggerFactory.getLogger(BillEnumerator.class);
    private static final int MOST_WARNINGS_KEPT = 10_000;

    /**
     * The reader that emits what is said: always the same one. Of what two readers emit nobody
     * knows in which order it arrives, and a day that is sealed would be overdue afterwards.
     */
    private static final int SPEAKER = 0;

    private final SplitEnumeratorContext<BillSplit> context;
    private final BillSourceSettings settings;
    private final Landing landing;
    private final DayBook book;
    private final Patience patience;

    private final SplitPool pool = new SplitPool();

    /** By reader: splits of sealed days that it held when it failed. */
    private final Map<Integer, List<BillSplit>> pinned = new HashMap<>();

    /** The readers that asked for a file and got none yet. */
    private final Set<Integer> awaiting = new LinkedHashSet<>();

    /** The readers that were told that nothing more comes. */
    private final Set<Integer> dismissed = new HashSet<>();

    /** Whether the last attempt to list the directory failed. */
    private boolean failing;

    private final Set<String> warned = new HashSet<>();
    private long nextReport;

    /**
     * The last day of whose seal the readers were told. It follows the book's: a day's report is in
     * a reader's hands before anybody is told of the seal.
     */
    private int told = Horizon.NONE;

    private volatile int watchedFrom = Horizon.NONE;

    /**
     * @param saved null at the first start
     */
    BillEnumerator(
            SplitEnumeratorContext<BillSplit> context,
            BillSourceSettings settings,
            BillEnumeratorState saved) {
        this.context = context;
        this.settings = settings;
        this.landing = new Landing(new FlinkDirectory(settings.channelDirectory()));
        this.patience = settings.watch().patience();
        if (saved == null) {
            book = new DayBook(settings.bounded(), settings.firstDay());
        } else {
            book =
                    new DayBook(
                            settings.bounded(),
                            settings.firstDay(),
                            saved.progress(),
                            saved.days());
            nextReport = saved.nextReport();
            saved.unassigned().forEach(pool::add);
        }
        told = Math.min(book.sealedThrough(), pool.firstDay() - 1);
        watchedFrom = book.watchedFrom();
    }

    private void learnFirstDay() {
        if (told == Horizon.NONE && book.firstDay() != Horizon.NONE) {
            told = book.firstDay() - 1;
            context.registeredReaders().keySet().forEach(this::tell);
        }
    }

    @Override
    public void start() {
        if (context.metricGroup() != null) {
            Gauge<Long> lateFiles = book::lateFiles;
            context.metricGroup()
                    .addGroup("recon")
                    .addGroup("channel", settings.channel())
                    .gauge("lateBillFiles", lateFiles);
        }
        if (!settings.bounded()) {
            long intervalMs = settings.watch().scanInterval().toMillis();
            context.callAsync(this::list, this::onListing, 0, intervalMs);
        } else if (!book.isListed()) {
            context.callAsync(this::list, this::onListing);
        }
    }

    private Landing.Listing list() throws IOException {
        return settings.bounded() ? landing.list(watchedFrom) : landing.listWhatCanBe(watchedFrom);
    }

    private void onListing(Landing.Listing listing, Throwable failure) {
        if (failure != null) {
            onFailedListing(failure);
            return;
        }
        if (failing) {
            failing = false;
            LOG.info("landing directory {} can be listed again", settings.channelDirectory());
        }
        DayBook.Observed observed = book.observe(listing.days());
        listing.warnings().forEach(this::warnOnce);
        observed.warnings().forEach(this::warnOnce);
        for (DayBook.NewFile file : observed.files()) {
            pool.add(
                    BillSplit.ofFile(
                            file.day(),
                            file.issue(),
                            file.file(),
                            pathOf(file.day(), file.file().name())));
        }
        observed.late().forEach(this::say);
        learnFirstDay();
        advance();
        sayIfOverdue(true);
    }

    /** A continuous run goes on with what it knows: the directory may be back at any time. */
    private void onFailedListing(Throwable failure) {
        String message = "cannot list landing directory " + settings.channelDirectory();
        if (settings.bounded()) {
            throw new IllegalStateException(message, failure);
        }
        if (!failing) {
            failing = true;
            LOG.warn("{}; it is tried again and again: {}", message, failure.toString());
            LOG.debug("the failure", failure);
        }
        sayIfOverdue(false);
    }

    private void sayIfOverdue(boolean isListed) {
        if (settings.bounded()) {
            return;
        }
        long nowMs = settings.watch().clock().millis();
        Optional<DayReport> report = book.overdue(patience, nowMs, isListed);
        if (report.isPresent()) {
            say(report.get());
            advance();
        }
    }

    private void say(BillRecord record) {
        LOG.info("channel {}: {}", settings.channel(), record);
        pool.add(BillSplit.ofSaid(record, nextReport++));
    }

    private Path pathOf(int day, String name) {
        return Directories.child(
                Directories.child(settings.channelDirectory(), LandingNames.directory(day)), name);
    }

    private void warnOnce(String warning) {
        if (warned.size() < MOST_WARNINGS_KEPT && warned.add(warning)) {
            LOG.warn("{}: {}", settings.channel(), warning);
        }
    }

    @Override
    public void handleSplitRequest(int reader, String host) {
        awaiting.add(reader);
        advance();
    }

    @Override
    public void handleSourceEvent(int reader, SourceEvent event) {
        if (!(event instanceof FileReported reported)) {
            throw new IllegalArgumentException("reader " + reader + " sent unknown " + event);
        }
        book.take(reported.report());
        advance();
    }

    @Override
    public void addSplitsBack(List<BillSplit> splits, int reader) {
        awaiting.remove(reader);
        dismissed.remove(reader);
        for (BillSplit split : splits) {
            if (split.day() <= told && settings.keeps(Safeguard.PIN_RETURNED_SPLITS)) {
                pinned.computeIfAbsent(reader, key -> new ArrayList<>()).add(split);
            } else {
                pool.add(split);
            }
        }
    }

    @Override
    public void addReader(int reader) {
        dismissed.remove(reader);
        List<BillSplit> held = pinned.remove(reader);
        if (held != null) {
            held.forEach(split -> context.assignSplit(split, reader));
        }
        if (told != Horizon.NONE) {
            tell(reader);
        }
        advance();
    }

    /** Does everything that can be done now. */
    private void advance() {
        assignFiles();
        assignSaid();
        Optional<DayReport> report = book.next(pool.firstDay());
        while (report.isPresent()) {
            say(report.get());
            assignSaid();
            report = book.next(pool.firstDay());
        }
        watchedFrom = book.watchedFrom();
        tellOfSeals();
        if (settings.bounded() && pool.isEmpty() && book.isRead()) {
            dismissReaders();
        }
    }

    private void assignFiles() {
        Iterator<Integer> readers = awaiting.iterator();
        while (pool.hasFile() && readers.hasNext()) {
            int reader = readers.next();
            if (isServed(reader)) {
                context.assignSplit(pool.takeFile(), reader);
            }
            readers.remove();
        }
    }

    private boolean isServed(int reader) {
        return context.registeredReaders().containsKey(reader) && !dismissed.contains(reader);
    }

    private void assignSaid() {
        if (!isServed(SPEAKER)) {
            return;
        }
        for (BillSplit split = pool.takeSaid(); split != null; split = pool.takeSaid()) {
            context.assignSplit(split, SPEAKER);
        }
    }

    private void tellOfSeals() {
        if (told == Horizon.NONE) {
            return;
        }
        int through = Math.min(book.sealedThrough(), pool.firstDay() - 1);
        while (told < through) {
            told++;
            context.registeredReaders().keySet().forEach(this::tell);
        }
    }

    private void tell(int reader) {
        long number = book.seals() - (book.sealedThrough() - told);
        int issue = told < book.firstDay() ? 1 : book.issueOf(told);
        context.sendEventToSourceReader(
                reader, new DaySealed(number, book.firstDay(), told, issue));
    }

    private void dismissReaders() {
        for (int reader : context.registeredReaders().keySet()) {
            if (dismissed.add(reader)) {
                context.signalNoMoreSplits(reader);
            }
        }
    }

    @Override
    public BillEnumeratorState snapshotState(long checkpointId) {
        List<BillSplit> unassigned = pool.all();
        pinned.values().forEach(unassigned::addAll);
        return new BillEnumeratorState(book.progress(), nextReport, book.copyOfDays(), unassigned);
    }

    @Override
    public void close() {}
}
