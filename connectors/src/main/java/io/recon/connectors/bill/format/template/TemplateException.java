package io.recon.connectors.bill.format.template;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A format template cannot be read. It lists all that is wrong with it at once. */
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<TemplateProblem> problems;

    public TemplateException(List<TemplateProblem> problems) {
        super(problems.stream().map(TemplateProblem::toString).collect(Collectors.joining("; ")));
        this.problems =
                problems.stream().sorted(Comparator.comparingInt(TemplateProblem::line)).toList();
    }

    /** All problems, in the order of their lines. */
    public List<TemplateProblem> problems() {
        return problems;
    }
}
