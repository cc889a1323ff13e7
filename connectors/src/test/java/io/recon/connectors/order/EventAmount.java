package io.recon.connectors.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.recon.model.Currencies;
import io.recon.model.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;

/** The amount of an event as JSON's and Java's own classes read it. */
final class EventAmount {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private EventAmount() {}

    /** An amount that was read must be the one that is written, to the last digit. */
    static void assertIsOf(Money amount, byte[] event) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(event);
        } catch (JsonProcessingException | NumberFormatException e) {
            // A field that we do not read stands twice, or is of a size that we do not hold.
            return;
        }
        JsonNode payload = root.has("payload") ? root.get("payload") : root;
        JsonNode written = payload.get("after").get("amount");
        int decimals = Currencies.exponent(amount.currency()).orElseThrow();
        assertThat(BigDecimal.valueOf(amount.minor(), decimals))
                .isEqualByComparingTo(decimal(written, root.path("schema")));
    }

    private static BigDecimal decimal(JsonNode written, JsonNode schema) {
        if (written.isObject()) {
            return ofBase64(written.get("value").textValue(), written.get("scale").intValue());
        }
        if (written.isNumber()) {
            return written.decimalValue();
        }
        for (JsonNode row : schema.path("fields")) {
            for (JsonNode column : row.path("fields")) {
                if (row.path("field").asText().equals("after")
                        && column.path("field").asText().equals("amount")
                        && column.path("name").asText().endsWith(".Decimal")) {
                    String scale = column.path("parameters").path("scale").asText();
                    return ofBase64(written.textValue(), Integer.parseInt(scale));
                }
            }
        }
        return new BigDecimal(written.textValue());
    }

    private static BigDecimal ofBase64(String text, int scale) {
        return new BigDecimal(new BigInteger(Base64.getDecoder().decode(text)), scale);
    }
}
