-- Money received under agreements: what came in, against which payment, and what was taken back and why.

CREATE TABLE receipt_counters (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2999),
  last integer NOT NULL CHECK (last >= 0),
  PRIMARY KEY (scope_id, year)
);
COMMENT ON TABLE receipt_counters IS 'The last number given to a receipt of a scope in a year';
SELECT protect_table('receipt_counters');
CREATE POLICY app_all ON receipt_counters TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]))
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON receipt_counters TO dualhigh_app, dualhigh_system;

CREATE TABLE receipts (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  -- The enterprise that is a party to the agreement reads what was received under it.
  enterprise_id uuid,
  agreement_id uuid NOT NULL REFERENCES agreements (id),
  number text NOT NULL CHECK (number ~ '^REC-\d{4}-\d{6,}$'),
  received_on date NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  payer text NOT NULL CHECK (length(payer) BETWEEN 1 AND 300),
  -- Of the bank's or the finance office's voucher.
  voucher text NOT NULL CHECK (length(voucher) BETWEEN 1 AND 100),
  -- The payment that it is held against, by its place in the schedule; null as long as nobody has said.
  payment_position integer CHECK (payment_position BETWEEN 1 AND 50),
  -- A royalty: it is not part of the amount, and stands on sales that were stated.
  is_royalty boolean NOT NULL DEFAULT false,
  sales_fen bigint CHECK (sales_fen > 0),
  sales_period text CHECK (length(sales_period) <= 100),
  file_id uuid,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  reversed_at timestamptz,
  reversed_by uuid,
  reversal_reason text CHECK (length(reversal_reason) BETWEEN 1 AND 2000),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT receipts_number_key UNIQUE (scope_id, number),
  CONSTRAINT receipts_royalty CHECK (NOT is_royalty OR (payment_position IS NOT NULL AND sales_fen IS NOT NULL)),
  CONSTRAINT receipts_reversed CHECK ((reversed_at IS NULL) = (reversal_reason IS NULL)
    AND (reversed_at IS NULL) = (reversed_by IS NULL))
);
COMMENT ON TABLE receipts IS 'Money received under agreements; never edited, only reversed with a reason';
CREATE INDEX receipts_by_agreement ON receipts (agreement_id);
CREATE INDEX receipts_by_day ON receipts (scope_id, received_on);
-- A voucher is entered once: the retry that nobody noticed, the workbook that is handed in twice.
CREATE UNIQUE INDEX receipts_voucher_key ON receipts (agreement_id, voucher, received_on, amount_fen)
  WHERE reversed_at IS NULL;
SELECT protect_table('receipts');
CREATE POLICY app_select ON receipts FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON receipts FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON receipts FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON receipts TO dualhigh_app, dualhigh_system;
-- What came in, when and from whom cannot be written over by anybody.
GRANT UPDATE (payment_position, is_royalty, sales_fen, sales_period, file_id, reversed_at, reversed_by, reversal_reason,
  version) ON receipts TO dualhigh_app;

-- What of an agreement is agreed, received, open and late. What is held against no payment yet makes up for what is late.
CREATE VIEW agreement_money WITH (security_invoker = true) AS
SELECT a.id AS agreement_id, a.scope_id, a.enterprise_id, coalesce(a.amount_fen, p.planned) AS agreed_fen,
  r.received AS received_fen, r.royalty AS royalty_fen,
  CASE WHEN a.state = 'signed' THEN greatest(p.short - r.loose, 0) ELSE 0 END AS overdue_fen,
  CASE WHEN a.state = 'signed' AND p.short > r.loose THEN p.since END AS overdue_since
FROM agreements a
CROSS JOIN LATERAL (
  SELECT coalesce(sum(x.amount_fen) FILTER (WHERE NOT x.is_royalty), 0)::bigint AS received,
    coalesce(sum(x.amount_fen) FILTER (WHERE x.is_royalty), 0)::bigint AS royalty,
    coalesce(sum(x.amount_fen) FILTER (WHERE x.payment_position IS NULL), 0)::bigint AS loose
  FROM receipts x WHERE x.agreement_id = a.id AND x.reversed_at IS NULL
) r
CROSS JOIN LATERAL (
  SELECT sum(line.amount_fen)::bigint AS planned,
    coalesce(sum(line.missing) FILTER (WHERE line.is_late), 0)::bigint AS short,
    min(line.due_on) FILTER (WHERE line.is_late AND line.missing > 0) AS since
  FROM (
    SELECT y.amount_fen, y.due_on, y.due_on < (now() AT TIME ZONE 'Asia/Shanghai')::date AS is_late,
      greatest(y.amount_fen - coalesce((SELECT sum(z.amount_fen) FROM receipts z WHERE z.agreement_id = a.id
        AND z.payment_position = y.position AND z.reversed_at IS NULL), 0), 0) AS missing
    FROM agreement_payments y WHERE y.agreement_id = a.id AND y.amount_fen IS NOT NULL
  ) line
) p;
COMMENT ON VIEW agreement_money IS 'By agreement: agreed, received, royalties, and what is overdue since when';
GRANT SELECT ON agreement_money TO dualhigh_app, dualhigh_system;
