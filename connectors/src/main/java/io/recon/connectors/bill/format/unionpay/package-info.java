/**
 * UnionPay's merchant bill: records of fixed fields that are counted in bytes, normal ones (ZM) and
 * adjustments (ZME). Start at {@link io.recon.connectors.bill.format.unionpay.UnionpayZmConverter}.
 */
package io.recon.connectors.bill.format.unionpay;
