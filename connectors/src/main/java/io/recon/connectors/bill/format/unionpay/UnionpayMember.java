package io.recon.connectors.bill.format.unionpay;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.archive.Container;
import io.recon.connectors.bill.format.text.LineError;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A member of a landing file that holds records, known by its name: nothing within tells. The name
 * is {@code INN<yyMMdd>88ZM_<merId>}, or the same with ZME.
 *
 * @param merchant the merId, 15 digits
 */
record UnionpayMember(Container.Member member, RecordLayout layout, String merchant) {
    private static final Pattern NAME = Pattern.compile("INN(\\d{6})88(ZM|ZME)_(\\d{15})");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");

    /** The member as one that holds records; empty if its name is of another kind of file. */
    static Optional<UnionpayMember> of(Container.Member member, int day)
            throws UnreadableBillException {
        Matcher name = NAME.matcher(baseName(member));
        if (!name.matches()) {
            return Optional.empty();
        }
        LocalDate expected = LocalDate.ofEpochDay(day);
        if (!name.group(1).equals(expected.format(DAY))) {
            throw new UnreadableBillException(
                    BillError.WRONG_DAY,
                    LineError.quoted(name.group())
                            + " is of "
                            + name.group(1)
                            + ", the directory's day is "
                            + expected);
        }
        RecordLayout layout = name.group(2).equals("ZM") ? RecordLayout.ZM : RecordLayout.ZME;
        return Optional.of(new UnionpayMember(member, layout, name.group(3)));
    }

    boolean isNormal() {
        return layout == RecordLayout.ZM;
    }

    /** Whether it came in an archive, where the other files of its merchant would be too. */
    boolean isOfAnArchive() {
        return !member.file().equals(member.fileAndEntry());
    }

    private static String baseName(Container.Member member) {
        return member.name().substring(member.name().lastIndexOf('/') + 1);
    }
}
