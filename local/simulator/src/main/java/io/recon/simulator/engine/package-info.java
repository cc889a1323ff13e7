/**
 * The engine as the simulator drives it: one channel's reconciliation, by the pure transition alone
 * or by the real operator in Flink's harness.
 */
package io.recon.simulator.engine;
