/**
 * Bill formats that a YAML file describes: a channel is added without writing code. Start at {@link
 * io.recon.connectors.bill.format.template.BillTemplate}, which says what such a file may hold.
 */
package io.recon.connectors.bill.format.template;
