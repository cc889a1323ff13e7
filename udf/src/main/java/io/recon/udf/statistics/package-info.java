/** Statistics over all results, kept from the differences that the reconciling operators emit. */
package io.recon.udf.statistics;
