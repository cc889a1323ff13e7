package io.recon.local.drill;

/** What is done to the cluster, or to what it lives on. */
enum Trouble {
    TASK_MANAGER("TaskManager"),
    JOB_MANAGER("JobManager"),
    BROKER("broker"),
    METASTORE("metastore"),
    /** A stop with a savepoint, and a start from it with another parallelism. */
    REDEPLOY("redeploy");

    private final String word;

    Trouble(String word) {
        this.word = word;
    }

    /** What is killed, for people. */
    String word() {
        return word;
    }

    boolean isKill() {
        return this != REDEPLOY;
    }
}
