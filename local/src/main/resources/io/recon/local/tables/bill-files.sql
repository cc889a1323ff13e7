-- What the files of each day's bill held: of the highest run that read it, and of its newest issue.
--   ${days}   which days
SELECT channel, dt, bill_file, issue, account, currency, payments, refunds, other, rejected,
  payment_amount, refund_amount, fee, totals, error, detail
FROM (
  SELECT *, RANK() OVER (PARTITION BY channel, dt ORDER BY run DESC, issue DESC) AS newest
  FROM bill_file
  WHERE ${days}
) ranked
WHERE newest = 1
