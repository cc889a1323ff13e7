/**
 * WeChat Pay's trade bill (交易账单): all orders (ALL), the paid ones (SUCCESS) or the refunds (REFUND)
 * of a day, in the present columns and in those of former years.
 */
package io.recon.connectors.bill.format.wechat;
