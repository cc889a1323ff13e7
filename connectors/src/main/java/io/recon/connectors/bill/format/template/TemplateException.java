package io.recon.connectors.bill.format.template;

import java.util.List;

/** A format template cannot be read. It lists all that is wrong with it at once. */
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * @param problems one sentence each, with the template's name and line
     */
    public TemplateException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of their lines. */
    public List<String> problems() {
        return problems;
    }
}
