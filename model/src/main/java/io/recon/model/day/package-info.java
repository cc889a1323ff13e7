/** Business days: where they begin and end, and how far a channel's days are closed. */
package io.recon.model.day;
