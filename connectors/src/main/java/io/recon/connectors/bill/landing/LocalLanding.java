package io.recon.connectors.bill.landing;

import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.proof.BillProver;
import io.recon.connectors.bill.proof.ProvenFile;
import io.recon.connectors.file.LocalDirectory;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.day.Horizon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The bills of one channel in a directory of this machine, read once and every day taken as
 * complete: what a bounded source reads, in one thread and without Flink.
 */
public final class LocalLanding {
    private final LocalDirectory directory;
    private final DayBook book;
    private final List<DayBook.NewFile> files;
    private final List<String> warnings = new ArrayList<>();

    /**
     * Lists the directory, which need not exist.
     *
     * @param firstDay the first day that counts, epoch days, or {@link Horizon#NONE} for that of
     *     the oldest directory
     * @throws IOException if it cannot be listed; the message names what cannot
     */
    public LocalLanding(Path channelDirectory, int firstDay) throws IOException {
        directory = new LocalDirectory(channelDirectory);
        book = new DayBook(true, firstDay);
        Landing.Listing listing = new Landing(directory).list(book.watchedFrom());
        DayBook.Observed observed = book.observe(listing.days());
        files = observed.files();
        warnings.addAll(listing.warnings());
        warnings.addAll(observed.warnings());
    }

    /** Takes the records of files. */
    @FunctionalInterface
    public interface Records {
        void accept(BillRecord record) throws IOException;
    }

    /** Sentences about what was passed over. */
    public List<String> warnings() {
        return warnings;
    }

    /** Proves every file that counts, day by day, and hands over its records. */
    public void read(BillProver prover, Records records) throws IOException {
        for (DayBook.NewFile file : files) {
            read(file, prover, records);
        }
    }

    private void read(DayBook.NewFile found, BillProver prover, Records records)
            throws IOException {
        LandingFile file = found.file();
        Path path = pathOf(found);
        file.checkUnchanged(path.toString(), LocalDirectory.describe(path));
        BillFile bill = new BillFile(found.day(), found.issue(), file.name(), path);
        try (ProvenFile proven = prover.prove(bill)) {
            file.checkUnchanged(path.toString(), LocalDirectory.describe(path));
            book.take(proven.report());
            for (BillRecord record = proven.next(); record != null; record = proven.next()) {
                records.accept(record);
            }
        }
    }

    private Path pathOf(DayBook.NewFile found) throws IOException {
        LocalDirectory day = directory.directory(LandingNames.directory(found.day()));
        String name = found.file().name();
        int slash = name.indexOf('/');
        return slash < 0
                ? day.file(name)
                : day.directory(name.substring(0, slash)).file(name.substring(slash + 1));
    }

    /** What becomes of each day, in their order. To be asked when every file was read. */
    public List<DayReport> days() {
        return book.verdicts();
    }
}
