/**
 * The configuration, {@code recon.yaml}. Start at {@link io.recon.job.config.ReconConfigReader},
 * which gives a {@link io.recon.job.config.ReconConfig} or every problem of the file at once. Each
 * key is declared once, in {@code ReconOptions}: the reader knows from there what is allowed, and
 * the reference page {@code docs/configuration.md} is written from it.
 */
package io.recon.job.config;
