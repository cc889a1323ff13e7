package io.recon.local.run;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus would read from a job at a moment. */
final class Scrape {
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final String OURS = "_recon_";

    private final List<Sample> samples = new ArrayList<>();

    /** A number with its name and labels; not one that Prometheus would not take for a number. */
    private record Sample(String name, Map<String, String> labels, BigDecimal value) {}

    private Scrape(String text) {
        text.lines()
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .forEach(
                        line -> {
                            Map<String, String> labels = new HashMap<>();
                            String written = line.group(2) == null ? "" : line.group(2);
                            for (MatchResult label : LABEL.matcher(written).results().toList()) {
                                labels.put(label.group(1), label.group(2));
                            }
                            samples.add(new Sample(line.group(1), labels, number(line.group(3))));
                        });
    }

    private static BigDecimal number(String text) {
        return text.matches("[+-]?Inf|NaN") ? BigDecimal.ZERO : new BigDecimal(text);
    }

    /** Reads the reporter that listens on a port of this machine. */
    static Scrape of(int port) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
        return new Scrape(
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    /** The full names of all metrics. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        samples.forEach(sample -> names.add(sample.name()));
        return names;
    }

    /** The full names of the engine's own. */
    Set<String> ownNames() {
        Set<String> names = names();
        names.removeIf(name -> !name.contains(OURS));
        return names;
    }

    /** Which labels a metric has. */
    Set<String> labels(String name) {
        Set<String> labels = new TreeSet<>();
        samples.stream()
                .filter(sample -> sample.name().equals(name))
                .forEach(sample -> labels.addAll(sample.labels().keySet()));
        return labels;
    }

    /** Which operators have a metric. */
    Set<String> operators(String name) {
        Set<String> operators = new TreeSet<>();
        samples.stream()
                .filter(sample -> sample.name().equals(name))
                .forEach(sample -> operators.add(sample.labels().get("operator_name")));
        return operators;
    }

    /** The sum of a metric of the engine over all its subtasks, for all channels. */
    long sum(String word) {
        return values(word, Map.of()).stream().reduce(BigDecimal.ZERO, BigDecimal::add).longValue();
    }

    /** Likewise, of one outcome. */
    long results(String outcome) {
        return values("channel_outcome_results", Map.of("outcome", outcome)).stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .longValue();
    }

    /** The least value of a metric of the engine. */
    long least(String word) {
        return values(word, Map.of()).stream()
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new AssertionError("no " + word + " in " + ownNames()))
                .longValue();
    }

    private List<BigDecimal> values(String word, Map<String, String> labels) {
        return samples.stream()
                .filter(sample -> sample.name().endsWith(OURS + word))
                .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
                .map(Sample::value)
                .toList();
    }
}
