package io.recon.connectors.bill.format.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.recon.connectors.bill.format.AllocatedBytes;
import io.recon.connectors.bill.format.FuzzedBill;
import io.recon.connectors.bill.proof.ChannelBills;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** Whatever lies where a template is expected; and what a bill becomes under such a template. */
class BillTemplateFuzzTest {
    private static final long FREE_BYTES = 64 << 20;
    private static final long BYTES_PER_BYTE = 64 << 10;

    private static final byte[] CELLS =
            """
            merchant,type,reference,psp_reference,gross,fee,currency,status,booked_at
            acme,sale,A1,P1,12.34,0.30,usd,settled,2026-09-15 10:00:00
            acme,refund,R1,P2,-5.00,-0.10,USD,settled,2026-09-15 11:30:00
            acme,payout,,P3,-7.04,,USD,settled,2026-09-15 12:00:00
            """
                    .getBytes(UTF_8);

    @FuzzTest(maxDuration = "2m")
    @Timeout(20)
    void givesATemplateOrAllThatIsWrong(byte[] content) throws IOException {
        String yaml = new String(content, UTF_8);
        AllocatedBytes.assertAtMost(
                FREE_BYTES + BYTES_PER_BYTE * content.length, () -> problems(yaml));
        List<TemplateProblem> problems = problems(yaml);
        assertThat(problems(yaml)).isEqualTo(problems);
        assertAreTold(problems, yaml);
        if (problems.isEmpty()) {
            readBillsBy(yaml);
        }
    }

    private static List<TemplateProblem> problems(String yaml) {
        try {
            BillTemplate.read("formats/acme.yaml", yaml);
            return List.of();
        } catch (TemplateException e) {
            assertThat(e.problems()).isNotEmpty();
            return e.problems();
        }
    }

    private static void assertAreTold(List<TemplateProblem> problems, String yaml) {
        long lines =
                1 + yaml.codePoints().filter(c -> "\n\r\u0085\u2028\u2029".indexOf(c) >= 0).count();
        for (TemplateProblem problem : problems) {
            assertThat(problem.template()).isEqualTo("formats/acme.yaml");
            assertThat((long) problem.line()).as("%s", problem).isBetween(0L, lines);
            assertThat(problem.message()).isNotBlank();
            assertThat(problem.toString().chars().filter(Character::isISOControl).count())
                    .as("%s", problem)
                    .isZero();
        }
    }

    /** However a template reads a bill: what it reads adds up. */
    private static void readBillsBy(String yaml) throws IOException {
        ChannelBills bills =
                ChannelBills.templated("acme", "acme", yaml, ZoneId.of("UTC")).withAccount("acme");
        new FuzzedBill(bills, "acme.csv").check(CELLS);
        byte[] records =
                (TestingFixedWidthBill.HEADER
                                + TestingFixedWidthBill.SALE
                                + TestingFixedWidthBill.REFUND
                                + TestingFixedWidthBill.PAYOUT
                                + TestingFixedWidthBill.TRAILER)
                        .getBytes(UTF_8);
        new FuzzedBill(bills, "acme.txt").check(records);
    }
}
