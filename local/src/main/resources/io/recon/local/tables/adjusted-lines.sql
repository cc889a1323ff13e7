-- The lines that only say what an earlier line of their transaction says, or come after too many.
--   ${bills}   which rows of channel_bill are looked at: earlier days' too, for what they say
--   ${days}    which days
WITH
${bill-lines}
SELECT channel, account, txn_type, txn_no, dt, bill_file, bill_line, channel_trade_no, amount, fee,
  currency, status, `time`, place
FROM placed_line
WHERE (occurrence > 1 OR place > ${most_lines}) AND ${days}
