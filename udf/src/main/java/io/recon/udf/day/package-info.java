/** What becomes of business days, for users: one row and one message for each change of a day. */
package io.recon.udf.day;
