package io.recon.connectors.bill.format.template;

import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;

/**
 * How the bill files of a channel are read, as a YAML file describes it. A line of the file that it
 * cannot read is rejected; a line that it does not want must be skipped by name. Its keys:
 *
 * <dl>
 *   <dt>{@code files} (default {@code "*"})
 *   <dd>The names of the channel's bill files: {@code *} stands for any characters, {@code ?} for
 *       one, <code>{a,b}</code> for either. The name of a plain file must match; of a {@code .gz}
 *       file its name with or without {@code .gz}; of a zip each entry's name without its folder. A
 *       file or an entry that does not match is reported ({@code no_detail_file}).
 *   <dt>{@code charset} (default {@code UTF-8})
 *   <dd>Any charset that writes ASCII as ASCII, for example {@code GB18030} or {@code
 *       windows-1252}. A byte that it does not know makes the file unreadable. A byte order mark is
 *       skipped.
 *   <dt>{@code layout} (default {@code csv})
 *   <dd>{@code csv}: a header and delimited cells; {@code fixed-width}: each column has its place
 *       in the line. Either has a section of its own name, and no other.
 *   <dt>{@code csv}
 *   <dd>{@code delimiter} (default {@code ","}), one character, {@code "\t"} for a tab; {@code
 *       header} (default {@code true}): whether the first line names the columns, else columns are
 *       numbers from 1; {@code quote} (default {@code '"'}), one character, or empty if the text
 *       has none.
 *   <dt>{@code fixed-width}
 *   <dd>{@code columns} (required): <code>{ reference: { from: 1, length: 32 }, … }</code>, places
 *       counted from 1. {@code unit} (default {@code bytes}): whether places and lengths are {@code
 *       bytes} of the charset or {@code characters}. {@code record-length}: what each line must
 *       have of them. {@code header-lines} and {@code trailer-lines} (default 0): how many lines
 *       before and behind the records are none; {@code header-prefix} and {@code trailer-prefix}:
 *       what the first of them begins with. Blank lines count nowhere.
 *   <dt>{@code skip-when}
 *   <dd>Lines that are neither payments nor refunds: <code>{ column: type, in: [payout, fee] }
 *       </code>, or a list of such. They are counted as other.
 *   <dt>{@code account} (default: the channel's {@code account})
 *   <dd><code>{ column: merchant }</code> or <code>{ constant: acct_1 }</code>.
 *   <dt>{@code txn-type} (required)
 *   <dd><code>{ column: type, map: { sale: PAYMENT, refund: REFUND } }</code> or <code>
 *       { constant: PAYMENT }</code>. A value that is not in the map is an error of its line.
 *   <dt>{@code txn-no} (required)
 *   <dd>Our own number: <code>{ column: reference }</code>. Where a refund's own number stands in
 *       another column, <code>{ column: reference, refund-column: refund_reference }</code>; a
 *       refund whose cell is empty there takes the first one.
 *   <dt>{@code channel-trade-no}
 *   <dd><code>{ column: psp_reference }</code>: the channel's number.
 *   <dt>{@code amount} (required)
 *   <dd><code>{ column: gross, unit: major, sign: absolute }</code>. {@code unit} (default {@code
 *       major}): {@code major} ({@code 12.34}) or {@code minor} ({@code 1234}). {@code sign}
 *       (default {@code as-is}): {@code as-is}, a negative amount is an error; {@code absolute},
 *       the sign is dropped; {@code negated}, amounts are negative in the file.
 *   <dt>{@code fee}
 *   <dd>The same keys; a positive fee is a cost to the merchant, an empty cell is 0. {@code sign}:
 *       {@code as-is}, or {@code negated} where costs are negative in the file, or {@code
 *       absolute}.
 *   <dt>{@code currency} (required)
 *   <dd><code>{ column: currency }</code> or <code>{ constant: USD }</code>: an ISO 4217 code, in
 *       upper or lower case.
 *   <dt>{@code status} (default <code>{ constant: SUCCESS }</code>)
 *   <dd><code>{ column: state, map: { paid: SUCCESS, open: PENDING, void: FAILED } }</code>.
 *   <dt>{@code time} (required)
 *   <dd><code>{ column: booked_at, pattern: "yyyy-MM-dd HH:mm:ss", zone: Europe/Paris }</code>, the
 *       pattern as {@link java.time.format.DateTimeFormatter} has it, with English names of months.
 *       {@code zone} is the channel's unless it stands here; an offset or a zone in the text goes
 *       before both. A date without a time is its first instant.
 * </dl>
 *
 * <p>Cells are read without the spaces and tabs at their ends. In major units, zeros beyond the
 * currency's decimals are accepted, other digits and thousands separators are not.
 *
 * @param files which files and entries hold lines
 * @param layout how a text is cut into cells
 * @param columns all columns that are used, each once. The rules below name a column by its index
 *     in this list
 * @param skips which lines are neither payments nor refunds
 * @param key how a line names its transaction
 * @param money how a line names its money
 * @param state when a line's transaction was, and what became of it
 */
public record BillTemplate(
        FileRule files,
        LayoutRule layout,
        List<Column> columns,
        List<SkipRule> skips,
        KeyRule key,
        MoneyRule money,
        StateRule state) {
    public BillTemplate {
        columns = List.copyOf(columns);
        skips = List.copyOf(skips);
    }

    /** The index of a column that is not used. */
    static final int NONE = -1;

    /** {@code files} and {@code charset}. */
    record FileRule(NamePattern names, Origin namesAt, Charset charset, Origin charsetAt) {}

    /**
     * A column that a rule names.
     *
     * @param name its name, or its number in a CSV text without a header
     * @param at where it is first used
     */
    record Column(String name, Origin at) {}

    /** {@code layout}, and the section of that name. */
    sealed interface LayoutRule permits CsvRule, FixedWidthRule {
        /**
         * Opens a text that is laid out so.
         *
         * @param in closed with what is returned
         */
        TemplateText open(BillTemplate template, InputStream in, int lineBytes);

        /**
         * Whether records of other kinds may stand among the details, so that the columns of one
         * kind mean nothing in another.
         */
        boolean mixesRecords();
    }

    /** {@code csv}. */
    record CsvRule(char delimiter, boolean header, int quote) implements LayoutRule {
        @Override
        public TemplateText open(BillTemplate template, InputStream in, int lineBytes) {
            return new CsvText(template, this, in, lineBytes);
        }

        @Override
        public boolean mixesRecords() {
            return false;
        }
    }

    /**
     * {@code fixed-width}.
     *
     * @param inCharacters whether places are counted in characters, not in bytes
     * @param record how long every record is; null where that is not said
     * @param places where each column of the template stands, in the order of its list
     */
    record FixedWidthRule(
            boolean inCharacters,
            RecordLength record,
            EdgeRule header,
            EdgeRule trailer,
            List<Place> places)
            implements LayoutRule {
        FixedWidthRule {
            places = List.copyOf(places);
        }

        String unit() {
            return inCharacters ? "characters" : "bytes";
        }

        @Override
        public TemplateText open(BillTemplate template, InputStream in, int lineBytes) {
            return new FixedWidthText(template, this, in, lineBytes);
        }

        @Override
        public boolean mixesRecords() {
            return true;
        }
    }

    /** {@code record-length}. */
    record RecordLength(int length, Origin at) {}

    /**
     * The lines before or behind the records.
     *
     * @param prefix what the first of them begins with; empty where that is not said
     */
    record EdgeRule(int lines, Origin linesAt, String prefix, Origin prefixAt) {}

    /**
     * Where a column of a fixed-width text stands.
     *
     * @param from its first byte or character, from 0
     * @param to the one behind its last
     */
    record Place(int from, int to, Origin at) {}

    /** {@code skip-when}. */
    record SkipRule(int column, WordMap<Boolean> values) {}

    /** The cell of a column. */
    record ColumnRule(int column, Origin at) {}

    /** A cell or a constant: the column is {@link #NONE} where there is a constant. */
    record TextRule(int column, String constant, Origin at) {}

    /** A cell's value in our words, or a constant. */
    record ChoiceRule<T>(int column, WordMap<T> map, T constant, Origin at) {}

    /**
     * {@code account}, {@code txn-type}, {@code txn-no} and {@code channel-trade-no}; null what is
     * not there.
     */
    record KeyRule(
            TextRule account,
            ChoiceRule<TransactionType> type,
            ColumnRule number,
            ColumnRule refundNumber,
            ColumnRule tradeNumber) {}

    /** {@code amount} or {@code fee}. */
    record AmountRule(int column, boolean inMinorUnits, Sign sign, Origin at) {}

    /** What an amount's sign means. */
    enum Sign {
        AS_IS,
        ABSOLUTE,
        NEGATED
    }

    /** {@code currency}, {@code amount} and {@code fee}. */
    record MoneyRule(TextRule currency, AmountRule amount, AmountRule fee) {}

    /** {@code time}; the zone is null where the channel's counts. */
    record TimeRule(int column, TimePattern pattern, ZoneId zone, Origin at) {}

    /** {@code status} and {@code time}. */
    record StateRule(ChoiceRule<TransactionStatus> status, TimeRule time) {}

    /**
     * Reads a template.
     *
     * @param name how messages call it, for example {@code formats/acme-csv.yaml}
     * @throws TemplateException if anything is wrong with it; it lists all problems
     */
    public static BillTemplate read(String name, String yaml) throws TemplateException {
        return new TemplateParser(name).parse(yaml);
    }

    /** Whether its files name no account, so that the channel must. */
    public boolean needsAccount() {
        return key.account() == null;
    }
}
