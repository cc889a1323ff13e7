package io.recon.connectors.bill.format.template;

import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
 *   <dd>Any charset with ASCII's line ends, for example {@code GB18030} or {@code windows-1252}. A
 *       byte that it does not know makes the file unreadable. A byte order mark is skipped.
 *   <dt>{@code layout} (default {@code csv})
 *   <dd>{@code csv}: a header and delimited cells.
 *   <dt>{@code csv}
 *   <dd>{@code delimiter} (default {@code ","}), one character, {@code "\t"} for a tab; {@code
 *       header} (default {@code true}): whether the first line names the columns, else columns are
 *       numbers from 1; {@code quote} (default {@code '"'}), one character, or empty if the text
 *       has none.
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
 * @param csv how a text is cut into cells
 * @param columns the names or numbers of all columns that are used, each once. The rules below name
 *     a column by its index in this list
 * @param skips which lines are neither payments nor refunds
 * @param key how a line names its transaction
 * @param money how a line names its money
 * @param state when a line's transaction was, and what became of it
 */
public record BillTemplate(
        FileRule files,
        CsvRule csv,
        List<String> columns,
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
    record FileRule(NamePattern names, Charset charset) {}

    /** {@code csv}. */
    record CsvRule(char delimiter, boolean header, int quote) {}

    /** {@code skip-when}. */
    record SkipRule(int column, Set<String> values) {
        SkipRule {
            values = Set.copyOf(values);
        }
    }

    /** A cell or a constant: the column is {@link #NONE} where there is a constant. */
    record TextRule(int column, String constant) {}

    /** A cell's value in our words, or a constant. */
    record ChoiceRule<T>(int column, Map<String, T> map, T constant) {
        ChoiceRule {
            map = Map.copyOf(map);
        }
    }

    /** {@code account}, {@code txn-type}, {@code txn-no} and {@code channel-trade-no}. */
    record KeyRule(
            TextRule account,
            ChoiceRule<TransactionType> type,
            int number,
            int refundNumber,
            int tradeNumber) {}

    /** {@code amount} or {@code fee}. */
    record AmountRule(int column, boolean inMinorUnits, Sign sign) {}

    /** What an amount's sign means. */
    enum Sign {
        AS_IS,
        ABSOLUTE,
        NEGATED
    }

    /** {@code currency}, {@code amount} and {@code fee}. */
    record MoneyRule(TextRule currency, AmountRule amount, AmountRule fee) {}

    /** {@code status} and {@code time}; the zone is null where the channel's counts. */
    record StateRule(
            ChoiceRule<TransactionStatus> status, int timeColumn, TimePattern time, ZoneId zone) {}

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
