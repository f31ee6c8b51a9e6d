-- A royalty that was received stays one, with its sales and the rate that it was reckoned by, whatever becomes of the line in
-- the schedule that it was held against.
ALTER TABLE receipts ADD COLUMN royalty_bp integer CHECK (royalty_bp BETWEEN 1 AND 10000);
GRANT UPDATE (royalty_bp) ON receipts TO dualhigh_app;

-- Forced row-level security would hide the rows from their owner.
ALTER TABLE receipts NO FORCE ROW LEVEL SECURITY;
ALTER TABLE agreement_payments NO FORCE ROW LEVEL SECURITY;
UPDATE receipts r SET royalty_bp = p.royalty_bp FROM agreement_payments p
WHERE r.is_royalty AND p.agreement_id = r.agreement_id AND p.position = r.payment_position;
ALTER TABLE receipts FORCE ROW LEVEL SECURITY;
ALTER TABLE agreement_payments FORCE ROW LEVEL SECURITY;

-- What was reversed before rates were kept may have outlived its line.
ALTER TABLE receipts DROP CONSTRAINT receipts_royalty,
  ADD CONSTRAINT receipts_royalty CHECK (NOT is_royalty
    OR (sales_fen IS NOT NULL AND (royalty_bp IS NOT NULL OR reversed_at IS NOT NULL)));

-- A royalty without its line is not money that waits for a payment.
CREATE OR REPLACE VIEW agreement_money WITH (security_invoker = true) AS
SELECT a.id AS agreement_id, a.scope_id, a.enterprise_id, coalesce(a.amount_fen, p.planned) AS agreed_fen,
  r.received AS received_fen, r.royalty AS royalty_fen,
  CASE WHEN a.state = 'signed' THEN greatest(p.short - r.loose, 0) ELSE 0 END AS overdue_fen,
  CASE WHEN a.state = 'signed' AND p.short > r.loose THEN p.since END AS overdue_since
FROM agreements a
CROSS JOIN LATERAL (
  SELECT coalesce(sum(x.amount_fen) FILTER (WHERE NOT x.is_royalty), 0)::bigint AS received,
    coalesce(sum(x.amount_fen) FILTER (WHERE x.is_royalty), 0)::bigint AS royalty,
    coalesce(sum(x.amount_fen) FILTER (WHERE x.payment_position IS NULL AND NOT x.is_royalty), 0)::bigint AS loose
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
