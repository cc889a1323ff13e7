/**
 * How an order and a bill line become a result. {@link io.recon.model.reconcile.Transition} is the
 * whole of it; everything else here is what it takes and what it gives.
 */
package io.recon.model.reconcile;
