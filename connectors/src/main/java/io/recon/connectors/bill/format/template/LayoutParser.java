package io.recon.connectors.bill.format.template;

import io.recon.connectors.bill.format.BillLimits;
import io.recon.connectors.bill.format.template.BillTemplate.Column;
import io.recon.connectors.bill.format.template.BillTemplate.CsvRule;
import io.recon.connectors.bill.format.template.BillTemplate.EdgeRule;
import io.recon.connectors.bill.format.template.BillTemplate.FixedWidthRule;
import io.recon.connectors.bill.format.template.BillTemplate.LayoutRule;
import io.recon.connectors.bill.format.template.BillTemplate.Place;
import io.recon.connectors.bill.format.template.BillTemplate.RecordLength;
import io.recon.connectors.bill.format.text.CsvCells;
import io.recon.connectors.config.NearestName;
import io.recon.connectors.config.Quoted;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads how a template's texts are laid out, and knows the columns that they have: the rules ask it
 * for each column that they name. Used for one template.
 */
final class LayoutParser {
    private static final String CSV = "csv";
    private static final String FIXED_WIDTH = "fixed-width";

    /** No line is longer. */
    private static final int MOST_WIDTH = BillLimits.DEFAULT.lineBytes();

    /** Lines of a trailer are held in memory until more lines tell that they are none. */
    private static final int MOST_EDGE_LINES = 100;

    private final Charset charset;
    private final List<Column> used = new ArrayList<>();

    /** The layout; of a fixed-width text yet without the places. */
    private final LayoutRule layout;

    /** The columns that a fixed-width text has. */
    private final Map<String, Place> places = new LinkedHashMap<>();

    LayoutParser(Section top, Charset charset) {
        this.charset = charset;
        this.layout = read(top);
    }

    private LayoutRule read(Section top) {
        Set<String> words = TemplateParser.keys(CSV, FIXED_WIDTH);
        String word = top.text("layout", CSV);
        if (!words.contains(word)) {
            // The section that is there tells which one is meant.
            word = top.word("layout", top.has(FIXED_WIDTH) ? FIXED_WIDTH : CSV, words);
        }
        String other = word.equals(CSV) ? FIXED_WIDTH : CSV;
        if (top.has(other) && words.contains(top.text("layout", CSV))) {
            top.misplaced(
                    other,
                    "means nothing where layout is "
                            + word
                            + "; remove it, or say layout: "
                            + other);
        }
        return word.equals(CSV) ? csv(top) : fixedWidth(top);
    }

    private static CsvRule csv(Section top) {
        if (!top.has(CSV)) {
            return new CsvRule(',', true, '"');
        }
        Section csv = top.section(CSV, TemplateParser.keys("delimiter", "header", "quote"));
        boolean header =
                csv.word("header", "true", TemplateParser.keys("true", "false")).equals("true");
        String delimiter = csv.text("delimiter", ",");
        String quote = csv.text("quote", "\"");
        if (delimiter.length() != 1 || isLineEnd(delimiter)) {
            csv.problem("delimiter", "is \"" + delimiter + "\", it must be one character");
            delimiter = ",";
        }
        if (quote.length() > 1 || quote.equals(delimiter) || isLineEnd(quote)) {
            csv.problem(
                    "quote",
                    "is \"" + quote + "\", it must be one character, not the delimiter, or empty");
            quote = "";
        }
        return new CsvRule(
                delimiter.charAt(0), header, quote.isEmpty() ? CsvCells.NO_QUOTE : quote.charAt(0));
    }

    private static boolean isLineEnd(String text) {
        return text.equals("\r") || text.equals("\n");
    }

    private FixedWidthRule fixedWidth(Section top) {
        EdgeRule none = new EdgeRule(0, top.at(FIXED_WIDTH), "", top.at(FIXED_WIDTH));
        if (top.lacks(FIXED_WIDTH)) {
            return new FixedWidthRule(false, null, none, none, List.of());
        }
        Section section =
                top.section(
                        FIXED_WIDTH,
                        TemplateParser.keys(
                                "unit",
                                "record-length",
                                "header-lines",
                                "header-prefix",
                                "trailer-lines",
                                "trailer-prefix",
                                "columns"));
        String unit = section.word("unit", "bytes", TemplateParser.keys("bytes", "characters"));
        RecordLength record = null;
        if (section.has("record-length")) {
            record =
                    new RecordLength(
                            section.number("record-length", MOST_WIDTH, 1, MOST_WIDTH),
                            section.at("record-length"));
        }
        if (!section.lacks("columns")) {
            readPlaces(section, record == null ? MOST_WIDTH : record.length());
        }
        return new FixedWidthRule(
                unit.equals("characters"),
                record,
                edge(section, "header"),
                edge(section, "trailer"),
                List.of());
    }

    private EdgeRule edge(Section section, String which) {
        String linesKey = which + "-lines";
        String prefixKey = which + "-prefix";
        int lines = section.number(linesKey, 0, 0, MOST_EDGE_LINES);
        String prefix = section.text(prefixKey, "");
        if (section.has(prefixKey)) {
            if (prefix.isEmpty()) {
                section.problem(prefixKey, "is empty, it must say what the line begins with");
            } else if (!charset.newEncoder().canEncode(prefix)) {
                section.problem(
                        prefixKey,
                        "is " + Quoted.of(prefix) + ", which " + charset + " cannot write");
            }
            if (!section.has(linesKey)) {
                section.problem(prefixKey, "needs " + linesKey + " beside it");
            }
        }
        return new EdgeRule(lines, section.at(linesKey), prefix, section.at(prefixKey));
    }

    private void readPlaces(Section section, int recordLength) {
        Map<String, Section> columns =
                section.namedSections("columns", TemplateParser.keys("from", "length"));
        columns.forEach(
                (name, column) -> {
                    // Both are asked, so that both are told.
                    boolean hasFrom = !column.lacks("from");
                    boolean hasLength = !column.lacks("length");
                    int from = column.number("from", 1, 1, MOST_WIDTH);
                    int length = column.number("length", 1, 1, MOST_WIDTH);
                    int end = from - 1 + length;
                    if (hasFrom && hasLength && end > recordLength) {
                        column.problem(
                                "length",
                                "ends at "
                                        + end
                                        + (recordLength == MOST_WIDTH
                                                ? ", a line has at most " + MOST_WIDTH + " bytes"
                                                : ", record-length is " + recordLength));
                    }
                    places.put(name, new Place(from - 1, end, column.at("from")));
                });
    }

    /** The index of the column that a key names, which is remembered as used. */
    int column(Section section, String key) {
        if (section.lacks(key)) {
            return BillTemplate.NONE;
        }
        String column = section.text(key, "").strip();
        if (column.isEmpty()) {
            section.problem(key, "is empty, it must name a column");
        } else if (layout instanceof CsvRule csv && !csv.header() && !isNumber(column)) {
            section.problem(
                    key, "is \"" + column + "\"; without a header, columns are numbers from 1");
        } else if (layout instanceof FixedWidthRule
                && !places.isEmpty()
                && !places.containsKey(column)) {
            section.problem(key, unknown(column));
        }
        for (int i = 0; i < used.size(); i++) {
            if (used.get(i).name().equals(column)) {
                return i;
            }
        }
        used.add(new Column(column, section.at(key)));
        return used.size() - 1;
    }

    private String unknown(String column) {
        return "is "
                + Quoted.of(column)
                + ", which is none of fixed-width.columns; "
                + NearestName.near(column, places.keySet())
                        .map(name -> "did you mean \"" + name + "\"?")
                        .orElseGet(() -> "they are " + String.join(", ", places.keySet()));
    }

    private static boolean isNumber(String column) {
        return column.length() <= 5
                && column.charAt(0) != '0'
                && column.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** All columns that were asked for. */
    List<Column> columns() {
        return used;
    }

    /** The layout, once all columns were asked for and nothing was wrong. */
    LayoutRule layout() {
        if (!(layout instanceof FixedWidthRule fixed)) {
            return layout;
        }
        return new FixedWidthRule(
                fixed.inCharacters(),
                fixed.record(),
                fixed.header(),
                fixed.trailer(),
                used.stream().map(column -> places.get(column.name())).toList());
    }
}
