/** Alipay's trade bill (业务明细), as merchants download it, with its summary (业务明细(汇总)). */
package io.recon.connectors.bill.format.alipay;
