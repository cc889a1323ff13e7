/** The channel's side: bill lines, and what becomes of files and of bill days. */
package io.recon.model.bill;
