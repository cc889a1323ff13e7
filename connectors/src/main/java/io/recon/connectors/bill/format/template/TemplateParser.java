package io.recon.connectors.bill.format.template;

import io.recon.connectors.bill.format.template.BillTemplate.AmountRule;
import io.recon.connectors.bill.format.template.BillTemplate.ChoiceRule;
import io.recon.connectors.bill.format.template.BillTemplate.ColumnRule;
import io.recon.connectors.bill.format.template.BillTemplate.FileRule;
import io.recon.connectors.bill.format.template.BillTemplate.KeyRule;
import io.recon.connectors.bill.format.template.BillTemplate.MoneyRule;
import io.recon.connectors.bill.format.template.BillTemplate.Sign;
import io.recon.connectors.bill.format.template.BillTemplate.SkipRule;
import io.recon.connectors.bill.format.template.BillTemplate.StateRule;
import io.recon.connectors.bill.format.template.BillTemplate.TextRule;
import io.recon.connectors.bill.format.template.BillTemplate.TimeRule;
import io.recon.connectors.bill.format.text.BoundedLines;
import io.recon.model.Currencies;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a template's YAML, all problems at once. Used for one template. */
final class TemplateParser {
    private static final int MOST_CHARS = 1 << 20;
    private static final Set<String> KEYS =
            keys(
                    "files",
                    "charset",
                    "layout",
                    "csv",
                    "fixed-width",
                    "skip-when",
                    "account",
                    "txn-type",
                    "txn-no",
                    "channel-trade-no",
                    "amount",
                    "fee",
                    "currency",
                    "status",
                    "time");

    private final String name;
    private final Section.Problems problems;
    private LayoutParser layout;

    TemplateParser(String name) {
        this.name = name;
        this.problems = new Section.Problems(name);
    }

    static Set<String> keys(String... keys) {
        return new LinkedHashSet<>(Arrays.asList(keys));
    }

    BillTemplate parse(String yaml) throws TemplateException {
        Section top = new Section(compose(yaml), "", KEYS, problems);
        FileRule files = files(top);
        layout = new LayoutParser(top, files.charset());
        List<SkipRule> skips = skips(top);
        KeyRule key = key(top);
        MoneyRule money =
                new MoneyRule(
                        currency(top),
                        top.lacks("amount") ? null : amount(top, "amount"),
                        top.has("fee") ? amount(top, "fee") : null);
        StateRule state = state(top);
        if (!problems.found().isEmpty()) {
            throw new TemplateException(problems.found());
        }
        return new BillTemplate(files, layout.layout(), layout.columns(), skips, key, money, state);
    }

    private Node compose(String yaml) throws TemplateException {
        if (yaml.length() > MOST_CHARS) {
            problems.add(0, "", "a template has at most " + MOST_CHARS + " characters");
            throw new TemplateException(problems.found());
        }
        LoadSettings settings = LoadSettings.builder().setLabel(name).build();
        try {
            Optional<Node> root = new Compose(settings).composeString(yaml);
            if (root.isPresent()) {
                return root.get();
            }
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.add(line, "", "is no YAML: " + e.getProblem());
            throw new TemplateException(problems.found());
        } catch (YamlEngineException e) {
            problems.add(1, "", "is no YAML: " + e.getMessage());
            throw new TemplateException(problems.found());
        } catch (StackOverflowError e) {
            // The composer calls itself for each level, and nothing bounds the levels.
            problems.add(1, "", "has more brackets within brackets than can be read");
            throw new TemplateException(problems.found());
        }
        problems.add(0, "", "is empty; its keys are " + String.join(", ", KEYS));
        throw new TemplateException(problems.found());
    }

    private FileRule files(Section top) {
        NamePattern names = new NamePattern("*");
        try {
            names = new NamePattern(top.text("files", "*"));
        } catch (IllegalArgumentException e) {
            top.problem("files", "is no pattern: " + e.getMessage());
        }
        Charset charset = StandardCharsets.UTF_8;
        String charsetName = top.text("charset", "UTF-8");
        try {
            charset = Charset.forName(charsetName);
        } catch (IllegalArgumentException e) {
            top.problem("charset", "is \"" + charsetName + "\", no charset that is known here");
        }
        if (!BoundedLines.isReadable(charset)) {
            top.problem("charset", "is " + charset + ", which does not write ASCII as ASCII");
            charset = StandardCharsets.UTF_8;
        }
        return new FileRule(names, top.at("files"), charset, top.at("charset"));
    }

    private List<SkipRule> skips(Section top) {
        List<SkipRule> skips = new ArrayList<>();
        if (top.has("skip-when")) {
            for (Section skip : top.sections("skip-when", keys("column", "in"))) {
                int column = layout.column(skip, "column");
                if (!skip.lacks("in")) {
                    Map<String, Boolean> values = new TreeMap<>();
                    skip.texts("in").forEach(word -> values.put(word, true));
                    skips.add(new SkipRule(column, new WordMap<>(values)));
                }
            }
        }
        return skips;
    }

    private TextRule text(Section top, String key) {
        Section section = top.section(key, keys("column", "constant"));
        if (isConstant(section)) {
            String constant = section.text("constant", "").strip();
            if (constant.isEmpty()) {
                section.problem("constant", "is empty");
            }
            return new TextRule(BillTemplate.NONE, constant, section.at("constant"));
        }
        return new TextRule(layout.column(section, "column"), "", section.at("column"));
    }

    private static boolean isConstant(Section section) {
        if (section.has("constant") && section.has("column")) {
            section.problem("constant", "stands beside column; only one of both may");
        }
        return section.has("constant");
    }

    private TextRule currency(Section top) {
        if (top.lacks("currency")) {
            return null;
        }
        TextRule rule = text(top, "currency");
        if (rule.column() != BillTemplate.NONE) {
            return rule;
        }
        String code = rule.constant().toUpperCase(Locale.ROOT);
        if (!code.isEmpty() && Currencies.exponent(code).isEmpty()) {
            top.problem("currency", "is \"" + code + "\", no currency of ISO 4217");
        }
        return new TextRule(BillTemplate.NONE, code, rule.at());
    }

    private <T extends Enum<T>> ChoiceRule<T> choice(Section top, String key, Class<T> type) {
        if (top.lacks(key)) {
            return null;
        }
        Section section = top.section(key, keys("column", "map", "constant"));
        if (isConstant(section)) {
            T constant = section.constant("constant", type);
            return constantly(constant, section.at("constant"));
        }
        int column = layout.column(section, "column");
        Map<String, T> map = section.lacks("map") ? Map.of() : section.map("map", type);
        return new ChoiceRule<>(column, new WordMap<>(map), null, section.at("map"));
    }

    private static <T> ChoiceRule<T> constantly(T constant, Origin at) {
        return new ChoiceRule<>(BillTemplate.NONE, new WordMap<>(Map.of()), constant, at);
    }

    private KeyRule key(Section top) {
        TextRule account = top.has("account") ? text(top, "account") : null;
        ChoiceRule<TransactionType> type = choice(top, "txn-type", TransactionType.class);
        ColumnRule number = null;
        ColumnRule refundNumber = null;
        if (!top.lacks("txn-no")) {
            Section section = top.section("txn-no", keys("column", "refund-column"));
            number = columnRule(section, "column");
            if (section.has("refund-column")) {
                refundNumber = columnRule(section, "refund-column");
            }
        }
        ColumnRule tradeNumber =
                top.has("channel-trade-no")
                        ? columnRule(top.section("channel-trade-no", keys("column")), "column")
                        : null;
        return new KeyRule(account, type, number, refundNumber, tradeNumber);
    }

    private ColumnRule columnRule(Section section, String key) {
        return new ColumnRule(layout.column(section, key), section.at(key));
    }

    private AmountRule amount(Section top, String key) {
        Section section = top.section(key, keys("column", "unit", "sign"));
        String unit = section.word("unit", "major", keys("major", "minor"));
        String sign = section.word("sign", "as-is", keys("as-is", "absolute", "negated"));
        return new AmountRule(
                layout.column(section, "column"),
                unit.equals("minor"),
                Sign.valueOf(sign.replace('-', '_').toUpperCase(Locale.ROOT)),
                section.at("column"));
    }

    private StateRule state(Section top) {
        ChoiceRule<TransactionStatus> status =
                top.has("status")
                        ? choice(top, "status", TransactionStatus.class)
                        : constantly(TransactionStatus.SUCCESS, top.at("status"));
        if (top.lacks("time")) {
            return null;
        }
        Section time = top.section("time", keys("column", "pattern", "zone"));
        TimePattern pattern = null;
        if (!time.lacks("pattern")) {
            try {
                pattern = new TimePattern(time.text("pattern", ""));
            } catch (IllegalArgumentException e) {
                time.problem("pattern", "is no pattern of times: " + e.getMessage());
            }
        }
        ZoneId zone = null;
        if (time.has("zone")) {
            String zoneName = time.text("zone", "");
            try {
                zone = ZoneId.of(zoneName);
            } catch (DateTimeException e) {
                time.problem("zone", "is \"" + zoneName + "\", no time zone like Asia/Shanghai");
            }
        }
        TimeRule rule =
                new TimeRule(layout.column(time, "column"), pattern, zone, time.at("pattern"));
        return new StateRule(status, rule);
    }
}
