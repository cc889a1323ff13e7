package io.recon.local.workload;

import io.recon.local.workload.BillRow.Flaw;
import io.recon.local.workload.PlannedFile.Damage;
import io.recon.local.workload.PlannedFile.Packing;
import io.recon.local.workload.StoryTeller.Placed;
import io.recon.local.workload.WechatStyle.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Lays a channel's bill lines out over directories and files. */
final class BillLayout {
    private final Dice dice;
    private final ChannelPlan plan;
    private final ChannelCalendar calendar;
    private final StoryTeller teller;

    BillLayout(Dice dice, ChannelPlan plan, ChannelCalendar calendar, StoryTeller teller) {
        this.dice = dice;
        this.plan = plan;
        this.calendar = calendar;
        this.teller = teller;
    }

    /** The directories of all days that have one. */
    List<PlannedDay> days(boolean trouble) {
        List<PlannedDay> days = new ArrayList<>();
        for (int day = 0; day < calendar.days(); day++) {
            if (calendar.hasBill(day)) {
                days.add(day(day, trouble));
            }
        }
        return days;
    }

    private PlannedDay day(int day, boolean trouble) {
        boolean held = day == calendar.heldDay();
        boolean acceptedThoughBad = trouble && !held && dice.oneIn(8);
        boolean reissued = trouble && dice.oneIn(6);
        LocalDate date = calendar.day(day);
        List<BillRow> rows = rows(day);
        List<PlannedFile> files = files(date, rows, reissued ? "v2/" : "");
        if (held || acceptedThoughBad) {
            spoil(files, day);
        }
        List<PlannedFile> former = List.of();
        if (reissued) {
            List<BillRow> formerRows = new ArrayList<>(rows.subList(0, rows.size() / 2));
            formerRows.add(stray(day));
            former = files(date, formerRows, "");
        }
        boolean accepted = acceptedThoughBad || (trouble && !held && dice.oneIn(12));
        boolean marked = files.isEmpty() || !dice.oneIn(4);
        return new PlannedDay(date, files, former, accepted, marked);
    }

    private List<BillRow> rows(int day) {
        List<BillRow> rows = new ArrayList<>();
        for (Placed placed : teller.placed()) {
            if (placed.day() == day) {
                rows.add(BillRow.of(placed.line()));
            }
        }
        if (plan.hasOtherLines()) {
            for (int i = dice.below(3); i > 0; i--) {
                rows.add(BillRow.other(stray(day).line()));
            }
        }
        return dice.shuffled(rows);
    }

    /** A line of a transaction that no story tells of. */
    private BillRow stray(int day) {
        return BillRow.of(teller.line(teller.newKey(day), teller.money(), teller.inside(day)));
    }

    private List<PlannedFile> files(LocalDate day, List<BillRow> rows, String below) {
        List<PlannedFile> files = new ArrayList<>();
        if (plan.template() != null) {
            List<List<BillRow>> parts = parts(rows, dice.below(4));
            for (int i = 0; i < parts.size(); i++) {
                Packing packing = dice.pick(List.of(Packing.values()));
                String name = "settlement-" + (i + 1) + plan.format().suffix + suffix(packing);
                files.add(
                        new PlannedFile(
                                below + name,
                                plan.format(),
                                null,
                                day,
                                parts.get(i),
                                packing,
                                Damage.NONE));
            }
            return files;
        }
        if (plan.format() == BillFormat.WECHAT_TRADE) {
            return wechatFiles(day, rows, below);
        }
        for (String account : plan.accounts()) {
            List<BillRow> own = of(account, rows);
            List<List<BillRow>> parts = parts(own, 1 + dice.below(2));
            for (int i = 0; i < parts.size(); i++) {
                Packing packing = dice.pick(packings(i));
                files.add(
                        new PlannedFile(
                                below + name(account, day, packing, i),
                                plan.format(),
                                account,
                                day,
                                parts.get(i),
                                packing,
                                Damage.NONE));
            }
        }
        return files;
    }

    private static List<BillRow> of(String account, List<BillRow> rows) {
        return rows.stream().filter(row -> row.line().key().account().equals(account)).toList();
    }

    /** Bills of each merchant, or of a service provider with the merchants below it. */
    private List<PlannedFile> wechatFiles(LocalDate day, List<BillRow> rows, String below) {
        List<PlannedFile> files = new ArrayList<>();
        boolean provided = dice.oneIn(3);
        for (String merchant : provided ? List.of(WechatBillWriter.PROVIDER) : plan.accounts()) {
            List<BillRow> own = provided ? rows : of(merchant, rows);
            boolean whole = !dice.oneIn(3);
            for (Kind kind : whole ? List.of(Kind.ALL) : List.of(Kind.SUCCESS, Kind.REFUND)) {
                List<BillRow> held =
                        own.stream().filter(row -> kind.holds(row.line().key().type())).toList();
                List<List<BillRow>> parts = parts(held, 1 + dice.below(2));
                for (int i = 0; i < parts.size(); i++) {
                    Packing packing = dice.pick(List.of(Packing.PLAIN, Packing.GZIP, Packing.ZIP));
                    String number = "_" + (i + 1);
                    String name = WechatStyle.fileName(merchant, kind, day) + number + ".csv";
                    files.add(
                            new PlannedFile(
                                    below + name + suffix(packing),
                                    plan.format(),
                                    provided ? null : merchant,
                                    day,
                                    parts.get(i),
                                    packing,
                                    Damage.NONE));
                }
            }
        }
        return files;
    }

    /** How a part of an account's bill may be packed. */
    private List<Packing> packings(int part) {
        return switch (plan.format()) {
            case ALIPAY_TRADE -> List.of(Packing.PLAIN, Packing.ZIP, Packing.ZIP, Packing.ZIP);
            // The name of what is not in an archive cannot be chosen, so there is but one.
            case UNIONPAY_ZM ->
                    part > 0
                            ? List.of(Packing.ZIP)
                            : List.of(Packing.PLAIN, Packing.GZIP, Packing.ZIP, Packing.ZIP);
            case WECHAT_TRADE, CSV, FIXED_WIDTH -> List.of(Packing.values());
        };
    }

    /** A file of one account's bill. */
    private String name(String account, LocalDate day, Packing packing, int part) {
        String number = part == 0 ? "" : "_" + (part + 1);
        if (plan.format() == BillFormat.UNIONPAY_ZM) {
            return packing == Packing.ZIP
                    ? UnionpayBillWriter.fileName(account, day).replace(".zip", number + ".zip")
                    : UnionpayBillWriter.entryName("ZM", account, day) + suffix(packing);
        }
        String name = AlipayBillWriter.fileName(account, day);
        return name.replace(".csv.zip", number + ".csv" + suffix(packing));
    }

    private static String suffix(Packing packing) {
        return switch (packing) {
            case PLAIN -> "";
            case GZIP -> ".gz";
            case ZIP, ZIP_OF_TWO -> ".zip";
        };
    }

    /** Rows dealt out to so many files; without files only where there is nothing to deal. */
    private List<List<BillRow>> parts(List<BillRow> rows, int count) {
        int files = rows.isEmpty() ? count : Math.max(1, count);
        List<List<BillRow>> parts = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            parts.add(new ArrayList<>());
        }
        rows.forEach(row -> dice.pick(parts).add(row));
        return parts;
    }

    /** A line that no story tells of, of a type that a file holds. */
    private PlannedLine strayFor(PlannedFile file, int day) {
        while (true) {
            PlannedLine line = stray(day).line();
            if (file.format() != BillFormat.WECHAT_TRADE
                    || WechatStyle.of(file).kind().holds(line.key().type())) {
                return line;
            }
        }
    }

    /** Damages one of the files so that the day cannot be proven. */
    private void spoil(List<PlannedFile> files, int day) {
        if (files.isEmpty()) {
            files.addAll(files(calendar.day(day), List.of(stray(day)), ""));
        }
        int at = dice.below(files.size());
        PlannedFile file = files.get(at);
        List<Damage> possible = new ArrayList<>(List.of(Damage.NONE));
        if (file.packing() != Packing.PLAIN) {
            possible.add(Damage.TRUNCATED);
        }
        if (plan.format().statesTotals) {
            possible.addAll(List.of(Damage.COUNT_OFF, Damage.AMOUNT_OFF));
        }
        Damage damage = dice.pick(possible);
        List<BillRow> rows = new ArrayList<>(file.rows());
        if (damage == Damage.NONE) {
            Flaw flaw = dice.pick(List.of(Flaw.values()));
            if (!plan.namesCurrencies() && flaw == Flaw.CURRENCY) {
                flaw = Flaw.AMOUNT;
            }
            PlannedLine line = strayFor(file, day);
            rows.add(dice.below(rows.size() + 1), BillRow.bad(line, flaw));
        }
        files.set(
                at,
                new PlannedFile(
                        file.path(),
                        file.format(),
                        file.account(),
                        file.day(),
                        rows,
                        file.packing(),
                        damage));
    }
}
