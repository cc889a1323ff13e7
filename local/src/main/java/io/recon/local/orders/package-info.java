/** The commands that write change events and heartbeats to the orders' topic. */
package io.recon.local.orders;
