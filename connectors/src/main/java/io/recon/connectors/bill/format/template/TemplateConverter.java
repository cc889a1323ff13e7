package io.recon.connectors.bill.format.template;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillConverter;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillReader;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.archive.Container;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the bill files that a template describes. */
public final class TemplateConverter implements BillConverter {
    private final BillTemplate template;

    public TemplateConverter(BillTemplate template) {
        this.template = template;
    }

    @Override
    public String format() {
        return "template";
    }

    @Override
    public BillReader open(BillFile file, BillContext context)
            throws UnreadableBillException, IOException {
        Container container = Container.open(file, context.limits());
        try {
            List<Container.Member> matching = new ArrayList<>();
            List<Container.Member> foreign = new ArrayList<>();
            for (Container.Member member : container.members()) {
                (matches(file, member) ? matching : foreign).add(member);
            }
            if (matching.isEmpty()) {
                String found =
                        foreign.isEmpty()
                                ? "the archive is empty"
                                : "\"" + foreign.get(0).name() + "\" does not match";
                throw template.files()
                        .namesAt()
                        .unreadable(
                                BillError.NO_DETAIL_FILE,
                                found + "; the template reads files: " + template.files().names());
            }
            return new TemplateReader(
                    template, file, context, container, List.copyOf(matching), foreign);
        } catch (UnreadableBillException | RuntimeException e) {
            container.close();
            throw e;
        }
    }

    private boolean matches(BillFile file, Container.Member member) {
        NamePattern names = template.files().names();
        if (names.matches(baseName(member.name()))) {
            return true;
        }
        boolean isEntry = !member.file().equals(member.fileAndEntry());
        return !isEntry && names.matches(baseName(file.name()));
    }

    private static String baseName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
