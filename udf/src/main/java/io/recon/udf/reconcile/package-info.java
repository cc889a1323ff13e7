/**
 * The join of a channel's orders with its bill lines. {@link
 * io.recon.udf.reconcile.ReconcileOperator} holds state, time and control flow; what it decides by
 * is {@link io.recon.model.reconcile.Transition}.
 */
package io.recon.udf.reconcile;
