-- What the results of a day must be by its orders and bills, asked as a full outer join, and what
-- they are in recon_result. Gives a row for each result on which the two disagree, and for each
-- channel a row that says how many agree.
--   ${channels}           the names of the channels that have closed the day
--   ${day}                the day in question
--   ${from} and ${to}     the days that are looked at, around it
--   ${day_parts} and ${windows}   rows of the channels' business days, see below
-- and WHEN 'channel' THEN value for each channel:
--   ${first_day}          the first day that can close
--   ${closed_through}     the last closed day
--   ${in_time}            the last closed day less the retention: what is of this day or a later one
--                         came in time, whenever it came
--   ${tolerance}          by how many minor units amounts may differ
WITH

-- The business days by each channel's zone and cut-off, a row for each UTC date of which a day has
-- a part: an instant is looked up by its date, and the one or two rows of that compare it. starts
-- and ends are instants in UTC with milliseconds, so that they compare as texts. late_ms, epoch
-- milliseconds: a change that was made before it came before the day's retention was over.
day_parts (channel, utc_date, business_day, starts, ends, late_ms) AS (
  VALUES
    ${day_parts}
),

-- A lone side with a time behind late_after is so late in its day that the next day's bill may have
-- it.
windows (channel, business_day, late_after) AS (
  VALUES
    ${windows}
),

-- All transactions that have anything of the day: an order, a line, a result.
asked AS (
  SELECT channel, account, txn_type, txn_no FROM platform_order
  WHERE channel IN (${channels}) AND dt = '${day}'
  UNION
  SELECT channel, account, txn_type, txn_no FROM channel_bill
  WHERE channel IN (${channels}) AND dt = '${day}'
  UNION
  SELECT channel, account, txn_type, txn_no FROM recon_result
  WHERE channel IN (${channels}) AND dt BETWEEN '${from}' AND '${to}'
    AND (dt = '${day}' OR platform_day = DATE '${day}' OR channel_day = DATE '${day}')
),

-- Changes of orders that came after their day's retention and went to the dead letter, whose reason
-- ends with the key. They stand in platform_order like all others, but changed nothing.
late_order AS (
  SELECT file, line, SUBSTRING(reason FROM POSITION(' of ' IN reason) + 4) AS txn_key,
    COUNT(*) AS rejects
  FROM bill_reject
  WHERE source = 'orders' AND reason LIKE 'past_retention: %'
  GROUP BY file, line, SUBSTRING(reason FROM POSITION(' of ' IN reason) + 4)
),

-- Every version of every order, once, however often it was delivered.
order_version AS (
  SELECT o.channel, o.account, o.txn_type, o.txn_no, o.op, o.deleted, o.amount, o.currency, o.status,
    o.paid_at IS NOT NULL AS paid, COALESCE(o.paid_at, o.updated_at) AS own_time,
    o.version_kind, o.version_scope, o.version_major, o.version_minor, o.version_row,
    o.version_ms, COUNT(*) AS deliveries
  FROM platform_order o
  JOIN asked
    ON asked.channel = o.channel AND asked.account = o.account
      AND asked.txn_type = o.txn_type AND asked.txn_no = o.txn_no
  WHERE o.channel IN (${channels}) AND o.dt BETWEEN '${from}' AND '${to}'
  GROUP BY o.channel, o.account, o.txn_type, o.txn_no, o.op, o.deleted, o.amount, o.currency, o.status,
    o.paid_at, o.updated_at, o.version_kind, o.version_scope, o.version_major, o.version_minor,
    o.version_row, o.version_ms
),

-- With the business day of each. A snapshot's row and an update of a paid row that come too late
-- are not in the dead letter: of those that were made so late that this may be, nobody can tell.
dated_version AS (
  SELECT v.*, part.business_day,
    NOT v.deleted AND (v.op = 'r' OR (v.op = 'u' AND v.paid))
      AND part.business_day < CASE v.channel ${in_time} END
      AND v.version_ms >= part.late_ms AS unsure
  FROM order_version v
  LEFT JOIN late_order
    ON late_order.file = CASE v.version_kind
        WHEN 'LSN' THEN 'lsn'
        WHEN 'LOG_FILE' THEN 'log file ' || CAST(v.version_major AS STRING)
        ELSE 'source time' END
      AND late_order.line = CASE v.version_kind
        WHEN 'LSN' THEN v.version_major
        WHEN 'LOG_FILE' THEN v.version_minor
        ELSE v.version_ms END
      AND late_order.txn_key = v.channel || '/' || v.account || '/' || v.txn_type || '/'
        || v.txn_no
  LEFT JOIN day_parts part
    ON part.channel = v.channel AND part.utc_date = SUBSTRING(v.own_time FROM 1 FOR 10)
      AND CASE CHAR_LENGTH(v.own_time) WHEN 20 THEN REPLACE(v.own_time, 'Z', '.000Z')
        ELSE v.own_time END >= part.starts
      AND CASE CHAR_LENGTH(v.own_time) WHEN 20 THEN REPLACE(v.own_time, 'Z', '.000Z')
        ELSE v.own_time END < part.ends
  WHERE late_order.rejects IS NULL OR late_order.rejects < v.deliveries
),

-- place 1 has the newest version: by position within one log, and between logs by the time of each
-- log's newest one. Equal versions share a place.
placed_version AS (
  SELECT *, RANK() OVER (
      PARTITION BY channel, account, txn_type, txn_no
      ORDER BY log_ms DESC, version_major DESC, version_minor DESC, version_row DESC) AS place
  FROM (
    SELECT *,
      CASE version_kind WHEN 'TIME_ONLY' THEN version_ms
        ELSE FIRST_VALUE(version_ms) OVER (
          PARTITION BY channel, account, txn_type, txn_no, version_kind, version_scope
          ORDER BY version_major DESC, version_minor DESC, version_row DESC) END AS log_ms
    FROM dated_version
  ) timed
),

-- What the platform may say: the newest version that surely came in time, or one that is newer and
-- may have; of a removal nothing. If no version surely came in time, it may have nothing too: that
-- is of_none. Nearly always there is one candidate.
platform AS (
  SELECT channel, account, txn_type, txn_no,
    CASE WHEN of_none THEN 1000000000 ELSE place END AS candidate,
    CAST(1 AS BIGINT) AS line_place,
    CASE WHEN NOT of_none THEN business_day END AS business_day,
    CASE WHEN NOT of_none THEN currency END AS currency,
    CASE WHEN NOT of_none THEN amount END AS amount,
    CASE WHEN NOT of_none THEN status END AS status,
    CASE WHEN NOT of_none THEN own_time END AS own_time
  FROM (
    SELECT *, MIN(CASE WHEN unsure THEN 1000000000 ELSE place END) OVER (
        PARTITION BY channel, account, txn_type, txn_no) AS first_sure
    FROM placed_version
  ) sure_version
  CROSS JOIN UNNEST(CASE WHEN first_sure = 1000000000 AND place = 1
      THEN ARRAY[FALSE, TRUE] ELSE ARRAY[FALSE] END) AS also (of_none)
  WHERE of_none OR place <= first_sure
),

${bill-lines},

-- The two sides of each transaction, and every further line that does not repeat an earlier one.
sides AS (
  SELECT COALESCE(p.channel, l.channel) AS channel,
    COALESCE(p.account, l.account) AS account, COALESCE(p.txn_type, l.txn_type) AS txn_type,
    COALESCE(p.txn_no, l.txn_no) AS txn_no, COALESCE(p.candidate, 0) AS candidate,
    COALESCE(l.place, 1) > 1 AS is_further,
    p.business_day AS platform_day, p.currency AS platform_currency, p.amount AS platform_amount,
    p.status AS platform_status, p.own_time AS platform_time,
    CAST(l.dt AS DATE) AS channel_day, l.currency AS channel_currency,
    l.amount AS channel_amount, l.fee AS channel_fee, l.status AS channel_status,
    l.`time` AS channel_time, l.channel_trade_no, l.bill_file, l.bill_line,
    COALESCE(p.business_day, CAST(l.dt AS DATE)) AS lone_day,
    COALESCE(p.own_time, l.`time`) AS lone_time
  FROM platform p
  FULL OUTER JOIN (SELECT * FROM placed_line WHERE place <= 1000 AND occurrence = 1) l
    ON l.channel = p.channel AND l.account = p.account AND l.txn_type = p.txn_type
      AND l.txn_no = p.txn_no AND l.place = p.line_place
),

-- What differs between two sides; NULL where one stands alone.
compared AS (
  SELECT ruled.*,
    CASE WHEN platform_amount IS NOT NULL AND channel_amount IS NOT NULL THEN
      CASE WHEN platform_currency <> channel_currency THEN 'currency;' ELSE '' END
      || CASE WHEN ABS(platform_amount - channel_amount) > tolerance THEN 'amount;' ELSE '' END
      || CASE WHEN platform_status <> channel_status THEN 'status;' ELSE '' END
      || CASE WHEN platform_day <> channel_day THEN 'day;' ELSE '' END
    END AS differing,
    windows.late_after IS NOT NULL
      AND lone_day >= closed_through
      AND CASE CHAR_LENGTH(lone_time) WHEN 20 THEN REPLACE(lone_time, 'Z', '.000Z')
        ELSE lone_time END > windows.late_after AS carried_over
  FROM (
    SELECT *, CASE channel ${first_day} END AS first_day,
      CASE channel ${closed_through} END AS closed_through,
      CASE channel ${tolerance} END AS tolerance
    FROM sides
  ) ruled
  LEFT JOIN windows
    ON windows.channel = ruled.channel AND windows.business_day = ruled.lone_day
),

-- The outcome. NULL where no result is due; UNDECIDED where a close is awaited, which a run that
-- ends writes, and the continuous one does not.
judged_sides AS (
  SELECT compared.*,
    CASE
      WHEN is_further THEN 'DUPLICATE'
      WHEN platform_amount IS NULL AND channel_amount IS NULL THEN NULL
      WHEN channel_amount IS NULL
        AND (platform_status <> 'SUCCESS' OR platform_day < first_day) THEN NULL
      WHEN differing IS NULL AND lone_day > closed_through THEN 'UNDECIDED'
      WHEN differing IS NULL AND carried_over THEN 'DAY_CUT'
      WHEN channel_amount IS NULL THEN 'MISSING'
      WHEN platform_amount IS NULL THEN 'EXTRA'
      WHEN platform_status = 'PENDING' AND channel_day > closed_through THEN 'UNDECIDED'
      WHEN differing LIKE '%currency%' OR differing LIKE '%amount%' THEN 'AMOUNT_MISMATCH'
      WHEN differing LIKE '%status%' THEN 'STATUS_MISMATCH'
      WHEN differing LIKE '%day%' THEN 'DAY_CUT'
      ELSE 'MATCHED'
    END AS outcome
  FROM compared
),
due AS (
  SELECT channel, account, txn_type, txn_no, candidate, outcome,
    CASE WHEN is_further
      THEN COALESCE(channel_trade_no, '%') || '/' || CAST(channel_amount AS STRING) || '/'
        || channel_currency || '/' || channel_status || '/' || channel_time
      ELSE '' END AS duplicate_of,
    CASE WHEN outcome = 'UNDECIDED' OR (outcome = 'DAY_CUT' AND differing IS NULL)
      THEN 'PENDING' ELSE 'FINAL' END AS state,
    CASE WHEN outcome = 'UNDECIDED' OR differing IS NULL
      THEN '' ELSE TRIM(TRAILING ';' FROM differing) END AS differences,
    platform_day, platform_currency, platform_amount, platform_status, platform_time,
    channel_day, channel_currency, channel_amount, channel_fee, channel_status, channel_time,
    channel_trade_no, bill_file, bill_line
  FROM judged_sides
),

-- The streamed results: the highest (run, revision) of each, as recon_result_latest has it, but of
-- the days in question only. A duplicate's id has a part behind #.
streamed AS (
  SELECT *, COUNT(*) OVER (PARTITION BY channel, account, txn_type, txn_no, duplicate_of) AS alike
  FROM (
    SELECT r.*,
      CASE WHEN POSITION('#' IN r.result_id) = 0 THEN ''
        ELSE COALESCE(r.channel_trade_no, '%') || '/'
          || COALESCE(CAST(r.channel_amount AS STRING), '') || '/'
          || COALESCE(r.channel_currency, '') || '/' || COALESCE(r.channel_status, '') || '/'
          || COALESCE(r.channel_time, '') END AS duplicate_of,
      ROW_NUMBER() OVER (
        PARTITION BY r.result_id ORDER BY r.run DESC, r.revision DESC) AS newest
    FROM recon_result r
    JOIN asked
      ON asked.channel = r.channel AND asked.account = r.account
        AND asked.txn_type = r.txn_type AND asked.txn_no = r.txn_no
    WHERE r.channel IN (${channels}) AND r.dt BETWEEN '${from}' AND '${to}'
  ) revised
  WHERE newest = 1 AND outcome IS DISTINCT FROM 'WITHDRAWN'
),

-- Both, side by side. Where several versions of an order may be the right one, it is enough that
-- one of them gives the streamed result.
both_sides AS (
  SELECT COALESCE(d.channel, s.channel) AS channel,
    COALESCE(d.account, s.account) AS account, COALESCE(d.txn_type, s.txn_type) AS txn_type,
    COALESCE(d.txn_no, s.txn_no) AS txn_no, COALESCE(d.duplicate_of, s.duplicate_of) AS duplicate_of,
    COALESCE(d.candidate, 0) AS candidate, s.result_id,
    CASE
      WHEN s.result_id IS NULL THEN d.outcome IS NULL OR d.outcome = 'UNDECIDED'
      ELSE s.alike = 1
        AND s.outcome IS NOT DISTINCT FROM d.outcome
        AND s.state IS NOT DISTINCT FROM d.state
        AND s.differences IS NOT DISTINCT FROM d.differences
        AND s.platform_day IS NOT DISTINCT FROM d.platform_day
        AND s.platform_currency IS NOT DISTINCT FROM d.platform_currency
        AND s.platform_amount IS NOT DISTINCT FROM d.platform_amount
        AND s.platform_status IS NOT DISTINCT FROM d.platform_status
        AND s.platform_time IS NOT DISTINCT FROM d.platform_time
        AND s.channel_day IS NOT DISTINCT FROM d.channel_day
        AND s.channel_currency IS NOT DISTINCT FROM d.channel_currency
        AND s.channel_amount IS NOT DISTINCT FROM d.channel_amount
        AND s.channel_fee IS NOT DISTINCT FROM d.channel_fee
        AND s.channel_status IS NOT DISTINCT FROM d.channel_status
        AND s.channel_time IS NOT DISTINCT FROM d.channel_time
        AND s.channel_trade_no IS NOT DISTINCT FROM d.channel_trade_no
        AND s.bill_file IS NOT DISTINCT FROM d.bill_file
        AND s.bill_line IS NOT DISTINCT FROM d.bill_line
    END AS agrees,
    s.outcome AS s_outcome, s.state AS s_state, s.differences AS s_differences,
    s.platform_day AS s_platform_day, s.platform_currency AS s_platform_currency,
    s.platform_amount AS s_platform_amount, s.platform_status AS s_platform_status,
    s.platform_time AS s_platform_time, s.channel_day AS s_channel_day,
    s.channel_currency AS s_channel_currency, s.channel_amount AS s_channel_amount,
    s.channel_fee AS s_channel_fee, s.channel_status AS s_channel_status,
    s.channel_time AS s_channel_time, s.channel_trade_no AS s_channel_trade_no,
    s.bill_file AS s_bill_file, s.bill_line AS s_bill_line,
    d.outcome AS d_outcome, d.state AS d_state, d.differences AS d_differences,
    d.platform_day AS d_platform_day, d.platform_currency AS d_platform_currency,
    d.platform_amount AS d_platform_amount, d.platform_status AS d_platform_status,
    d.platform_time AS d_platform_time, d.channel_day AS d_channel_day,
    d.channel_currency AS d_channel_currency, d.channel_amount AS d_channel_amount,
    d.channel_fee AS d_channel_fee, d.channel_status AS d_channel_status,
    d.channel_time AS d_channel_time, d.channel_trade_no AS d_channel_trade_no,
    d.bill_file AS d_bill_file, d.bill_line AS d_bill_line
  FROM due d
  FULL OUTER JOIN streamed s
    ON s.channel = d.channel AND s.account = d.account AND s.txn_type = d.txn_type
      AND s.txn_no = d.txn_no AND s.duplicate_of = d.duplicate_of
),
judged AS (
  SELECT *
  FROM (
    SELECT *, ROW_NUMBER() OVER (
        PARTITION BY channel, account, txn_type, txn_no, duplicate_of, result_id
        ORDER BY CASE WHEN agrees THEN 0 ELSE 1 END, candidate) AS best
    FROM both_sides
  ) ranked
  WHERE best = 1 AND (NOT agrees OR result_id IS NOT NULL)
)

-- What agrees becomes one row that counts it; the keys of what does not are its own.
SELECT
  channel,
  CASE WHEN agrees THEN '' ELSE account END AS account,
  CASE WHEN agrees THEN '' ELSE txn_type END AS txn_type,
  CASE WHEN agrees THEN '' ELSE txn_no END AS txn_no,
  CASE WHEN agrees THEN '' ELSE duplicate_of END AS duplicate_of,
  CASE WHEN agrees THEN '' ELSE result_id END AS result_id,
  agrees, COUNT(*) AS results,
  MIN(s_outcome) AS s_outcome, MIN(s_state) AS s_state, MIN(s_differences) AS s_differences,
  MIN(s_platform_day) AS s_platform_day, MIN(s_platform_currency) AS s_platform_currency,
  MIN(s_platform_amount) AS s_platform_amount, MIN(s_platform_status) AS s_platform_status,
  MIN(s_platform_time) AS s_platform_time, MIN(s_channel_day) AS s_channel_day,
  MIN(s_channel_currency) AS s_channel_currency, MIN(s_channel_amount) AS s_channel_amount,
  MIN(s_channel_fee) AS s_channel_fee, MIN(s_channel_status) AS s_channel_status,
  MIN(s_channel_time) AS s_channel_time, MIN(s_channel_trade_no) AS s_channel_trade_no,
  MIN(s_bill_file) AS s_bill_file, MIN(s_bill_line) AS s_bill_line,
  MIN(d_outcome) AS d_outcome, MIN(d_state) AS d_state, MIN(d_differences) AS d_differences,
  MIN(d_platform_day) AS d_platform_day, MIN(d_platform_currency) AS d_platform_currency,
  MIN(d_platform_amount) AS d_platform_amount, MIN(d_platform_status) AS d_platform_status,
  MIN(d_platform_time) AS d_platform_time, MIN(d_channel_day) AS d_channel_day,
  MIN(d_channel_currency) AS d_channel_currency, MIN(d_channel_amount) AS d_channel_amount,
  MIN(d_channel_fee) AS d_channel_fee, MIN(d_channel_status) AS d_channel_status,
  MIN(d_channel_time) AS d_channel_time, MIN(d_channel_trade_no) AS d_channel_trade_no,
  MIN(d_bill_file) AS d_bill_file, MIN(d_bill_line) AS d_bill_line
FROM judged
GROUP BY
  channel, agrees,
  CASE WHEN agrees THEN '' ELSE account END,
  CASE WHEN agrees THEN '' ELSE txn_type END,
  CASE WHEN agrees THEN '' ELSE txn_no END,
  CASE WHEN agrees THEN '' ELSE duplicate_of END,
  CASE WHEN agrees THEN '' ELSE result_id END
