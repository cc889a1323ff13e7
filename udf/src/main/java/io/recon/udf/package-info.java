/**
 * Flink functions and operators: they hold state and time, and leave every decision about money to
 * the model.
 */
package io.recon.udf;
