package io.recon.connectors.bill;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Tells a reader that it gets no more splits of a day or of any before it, except such as it held
 * already. With {@code day} before {@code firstDay} nothing is sealed yet.
 *
 * @param number which seal of the channel this is, from 1; 0 before the first
 * @param firstDay the channel's first day, epoch days
 * @param day the sealed day, epoch days
 * @param issue the issue of the day's bill that was sealed
 */
record DaySealed(long number, int firstDay, int day, int issue) implements SourceEvent {}
