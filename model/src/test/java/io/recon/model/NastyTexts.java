package io.recon.model;

import java.util.List;
import java.util.Random;

/** Texts as no one should send them. */
public final class NastyTexts {
    /** Some that have led programs astray. */
    public static final List<String> ALL =
            List.of(
                    "",
                    " ",
                    "a",
                    "%",
                    "%0025",
                    "/",
                    "#",
                    "a/b",
                    "a%002fb",
                    "1:a",
                    "P1:a",
                    "0",
                    "\u0000",
                    "\n",
                    "\r\n",
                    "\u0085",
                    "\u2028",
                    "?",
                    "\ufffd",
                    "\ufeff",
                    "\u00ff",
                    "\u00ff\u00ff",
                    "订单号",
                    "😀",
                    "😀😀",
                    "\ud83d",
                    "\ude00",
                    "\ude00\ud83d",
                    "a\ud800",
                    "a\ud801",
                    "\udfffz",
                    "%d83d",
                    "\ud83d\ud83d\ude00",
                    "ا\u0301",
                    "é",
                    "e\u0301");

    private static final String PIECES = "ab01/#%:?;,\"\u0000\n单\ud83d\ude00\ud800\udc00d8";

    private NastyTexts() {}

    /** A short text of characters that mean something somewhere. */
    public static String random(Random random) {
        if (random.nextInt(4) == 0) {
            return ALL.get(random.nextInt(ALL.size()));
        }
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(5); left > 0; left--) {
            text.append(PIECES.charAt(random.nextInt(PIECES.length())));
        }
        return text.toString();
    }
}
