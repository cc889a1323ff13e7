package io.recon.local.run;

/**
 * Where the job of a run answers.
 *
 * @param flink the address of Flink's web page
 * @param id Flink's name of the job
 */
public record JobAddress(long run, String flink, String id) {}
