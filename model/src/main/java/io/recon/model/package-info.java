/**
 * The domain of payment reconciliation, on the JDK alone.
 *
 * <p>Start with {@link io.recon.model.reconcile.Transition}: it holds every rule by which an order
 * and a bill line become a result. {@link io.recon.model.day.DayClock} owns the arithmetic of
 * business days. The packages {@code order} and {@code bill} hold what comes in, {@code codec} the
 * bytes in which all of it travels and rests.
 */
package io.recon.model;
