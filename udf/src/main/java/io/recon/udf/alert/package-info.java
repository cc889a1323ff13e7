/**
 * Alerts on their way: {@link io.recon.udf.alert.FoldAlerts} keeps storms small, {@link
 * io.recon.udf.alert.WatchDays} tells of days, and {@link io.recon.udf.alert.StampAlerts} says
 * which checkpoint each alert follows.
 */
package io.recon.udf.alert;
