package io.recon.job.config;

import io.recon.connectors.bill.format.template.BillTemplate;
import io.recon.connectors.bill.format.template.TemplateException;
import io.recon.connectors.config.Quoted;
import io.recon.job.config.ReconOptions.Channel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the channels' formats and reads their templates, each once. Problems are reported. */
final class TemplateCheck {
    private final FormatCatalog formats;
    private final Reading reading;
    private final Map<String, FormatTemplate> byFormat = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private final Set<String> needAccount = new HashSet<>();

    TemplateCheck(FormatCatalog formats, Reading reading) {
        this.formats = formats;
        this.reading = reading;
    }

    /** The templates that were met. */
    Map<String, FormatTemplate> byFormat() {
        return byFormat;
    }

    /** Reads the template of a channel's format, if it has one. */
    void check(SectionValues channel) {
        Optional<Setting<String>> format = channel.setting(Channel.FORMAT);
        if (format.isEmpty() || unreadable.contains(format.get().value())) {
            return;
        }
        String name = format.get().value();
        if (!byFormat.containsKey(name)) {
            find(format.get(), channel.place())
                    .ifPresent(
                            template -> {
                                byFormat.put(name, template);
                                read(name, template);
                            });
        }
        if (needAccount.contains(name) && channel.setting(Channel.ACCOUNT).isEmpty()) {
            reading.report(
                    channel.place().child(Channel.ACCOUNT.key(), channel.place().line()),
                    "is missing; the template "
                            + name
                            + " reads no account, so that the channel must name it");
        }
    }

    private Optional<FormatTemplate> find(Setting<String> format, Place channel) {
        try {
            return formats.template(format.value());
        } catch (BadValueException e) {
            ResolvedText text = new ResolvedText(format.value(), format.value(), format.shown());
            reading.report(
                    channel.child(Channel.FORMAT.key(), format.line()),
                    Quoted.of(format.shown()) + " " + e.complaintAbout(text));
            return Optional.empty();
        }
    }

    private void read(String name, FormatTemplate template) {
        try {
            if (BillTemplate.read(template.file(), template.text()).needsAccount()) {
                needAccount.add(name);
            }
        } catch (TemplateException e) {
            unreadable.add(name);
            e.problems()
                    .forEach(
                            problem ->
                                    reading.report(
                                            new ConfigProblem(
                                                    template.file(),
                                                    problem.line(),
                                                    problem.key(),
                                                    problem.message())));
        }
    }
}
