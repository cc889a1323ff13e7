package io.recon.local.orders;

import java.time.Instant;

/** Change events and heartbeats as texts. */
final class TestingOrders {
    static final String CHANNEL = "shop";

    /** What the events below are dated, where nobody needs to know. */
    private static final long SOME_TIME_MS = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();

    private TestingOrders() {}

    static String created(String number) {
        return event("c", "null", row(number), SOME_TIME_MS);
    }

    static String created(String number, long timestampMs) {
        return event("c", "null", row(number), timestampMs);
    }

    static String renamed(String former, String number) {
        return event("u", row(former), row(number), SOME_TIME_MS);
    }

    static String deleted(String number) {
        return event("d", row(number), "null", SOME_TIME_MS);
    }

    static String snapshot(String number, long timestampMs) {
        return event("r", "null", row(number), timestampMs);
    }

    static String heartbeat(long timestampMs) {
        return "{\"heartbeat\":{\"ts_ms\":" + timestampMs + "}}";
    }

    private static String event(String operation, String before, String after, long timestampMs) {
        return """
        {"op":"%s","source":{"name":"db","ts_ms":%d},"before":%s,"after":%s}\
        """
                .formatted(operation, timestampMs, before, after);
    }

    private static String row(String number) {
        return """
        {"channel":"%s","account":"acct_1","txn_type":"PAYMENT","txn_no":"%s","amount":"1.00",\
        "currency":"USD","status":"PAID","paid_at":%d,"updated_at":%d}\
        """
                .formatted(CHANNEL, number, SOME_TIME_MS, SOME_TIME_MS);
    }
}
