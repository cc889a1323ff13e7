package io.recon.model.order;

/** What becomes of what an order source reads: an event, or the reason why it is none. */
public sealed interface OrderRecord permits OrderEvent, OrderReject {}
