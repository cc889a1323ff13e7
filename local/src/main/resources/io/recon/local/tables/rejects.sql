-- What was rejected, and how often: of bills what the run said that read the day's files, or a later
-- one, and nothing of a replaced issue; of orders what the highest run said of each place.
--   ${days}   which days
WITH
read_bill (channel, dt, run, issue) AS (
  SELECT channel, dt, run, MAX(issue)
  FROM (
    SELECT *, MAX(run) OVER (PARTITION BY channel, dt) AS newest_run FROM bill_file WHERE ${days}
  ) ranked
  WHERE run = newest_run
  GROUP BY channel, dt, run
),
reject AS (
  SELECT r.source, r.channel, r.dt, r.file, r.line, r.reason, r.`raw`, r.retracted
  FROM (
    SELECT *,
      -- A line that is rejected for its many fellows has no issue but that of its path.
      COALESCE(issue, CAST(REGEXP_EXTRACT(file, '^v([0-9]{1,6})/', 1) AS INT), 1) AS of_issue
    FROM bill_reject
    WHERE source = 'bills' AND ${days}
  ) r
  LEFT JOIN read_bill ON read_bill.channel = r.channel AND read_bill.dt = r.dt
  WHERE read_bill.run IS NULL OR (r.run >= read_bill.run AND r.of_issue >= read_bill.issue)
  UNION ALL
  SELECT source, channel, dt, file, line, reason, `raw`, retracted
  FROM (
    SELECT *, RANK() OVER (PARTITION BY file, line, reason ORDER BY run DESC) AS newest
    FROM bill_reject
    WHERE source = 'orders' AND ${days}
  ) ranked
  WHERE newest = 1
)
SELECT source, channel, dt, file, line, reason, `raw`,
  SUM(CASE WHEN retracted THEN -1 ELSE 1 END) AS times
FROM reject
GROUP BY source, channel, dt, file, line, reason, `raw`
HAVING SUM(CASE WHEN retracted THEN -1 ELSE 1 END) > 0
