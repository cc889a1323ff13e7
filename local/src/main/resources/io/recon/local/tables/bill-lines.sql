-- The bill lines of some transactions as they count: placed_line has them all, in their order.
--   ${bills}          which rows of channel_bill are looked at
--   ${transactions}   a query that gives the transactions: channel, account, txn_type, txn_no

-- Lines, and retractions of lines, that came after their day's retention. They stand in
-- channel_bill like all others, but changed nothing.
late_line AS (
  SELECT channel, dt, issue, file, line, reason LIKE '%(retraction)' AS retracted,
    COUNT(*) AS rejects
  FROM bill_reject
  WHERE source = 'bills' AND reason LIKE 'past_retention: %'
  GROUP BY channel, dt, issue, file, line, reason LIKE '%(retraction)'
),

-- The newest issue of each day's bill, of those that came in time: it replaces the others whole.
newest_issue AS (
  SELECT read_issue.channel, read_issue.dt, MAX(read_issue.issue) AS issue
  FROM (
    SELECT channel, dt, issue, COUNT(*) AS deliveries
    FROM channel_bill WHERE ${bills} GROUP BY channel, dt, issue
  ) read_issue
  LEFT JOIN (
    SELECT channel, dt, issue, SUM(rejects) AS rejects
    FROM late_line GROUP BY channel, dt, issue
  ) late_issue
    ON late_issue.channel = read_issue.channel AND late_issue.dt = read_issue.dt
      AND late_issue.issue = read_issue.issue
  WHERE late_issue.rejects IS NULL OR late_issue.rejects < read_issue.deliveries
  GROUP BY read_issue.channel, read_issue.dt
),

-- A run that begins anew reads lines again: a line is one, however often it was read. It counts
-- unless a newer issue of its bill took it back.
counted_line AS (
  SELECT bill.channel, bill.account, bill.txn_type, bill.txn_no, bill.dt, bill.bill_file,
    bill.bill_line, bill.channel_trade_no, bill.amount, bill.fee, bill.currency, bill.status,
    bill.`time`
  FROM (
    SELECT channel, account, txn_type, txn_no, dt, bill_file, bill_line, channel_trade_no, amount,
      fee, currency, status, `time`, issue, retracted, COUNT(*) AS deliveries
    FROM channel_bill
    WHERE ${bills}
    GROUP BY channel, account, txn_type, txn_no, dt, bill_file, bill_line, channel_trade_no,
      amount, fee, currency, status, `time`, issue, retracted
  ) bill
  JOIN (${transactions}) wanted
    ON wanted.channel = bill.channel AND wanted.account = bill.account
      AND wanted.txn_type = bill.txn_type AND wanted.txn_no = bill.txn_no
  JOIN newest_issue
    ON newest_issue.channel = bill.channel AND newest_issue.dt = bill.dt
  LEFT JOIN late_line
    ON late_line.channel = bill.channel AND late_line.dt = bill.dt
      AND late_line.file = bill.bill_file AND late_line.line = bill.bill_line
      AND late_line.retracted = bill.retracted
  WHERE late_line.rejects IS NULL OR late_line.rejects < bill.deliveries
  GROUP BY bill.channel, bill.account, bill.txn_type, bill.txn_no, bill.dt, bill.bill_file,
    bill.bill_line, bill.channel_trade_no, bill.amount, bill.fee, bill.currency, bill.status,
    bill.`time`
  HAVING MAX(CASE WHEN bill.retracted THEN 1 ELSE 0 END) = 0
    AND MIN(bill.issue) = MAX(newest_issue.issue)
),

-- place: of the lines of one transaction the first is compared, and those after the 1,000th are
-- rejected. occurrence: from the second on, the line says what an earlier one says.
placed_line AS (
  SELECT *, ROW_NUMBER() OVER (
      PARTITION BY channel, account, txn_type, txn_no, channel_trade_no, amount, currency, status,
        `time`
      ORDER BY place) AS occurrence
  FROM (
    SELECT *, ROW_NUMBER() OVER (
        PARTITION BY channel, account, txn_type, txn_no
        ORDER BY dt, bill_file, bill_line) AS place
    FROM counted_line
  ) numbered
)
