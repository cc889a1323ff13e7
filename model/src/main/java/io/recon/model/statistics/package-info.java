/**
 * Sums over the latest results, kept by taking away what a change replaces and adding what it
 * brings.
 */
package io.recon.model.statistics;
