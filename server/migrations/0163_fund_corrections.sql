-- What was written off or taken in from the bank by mistake is taken back, and stays on record.
ALTER TABLE fund_write_offs
  -- The entry by which it was taken back.
  ADD COLUMN reversal_id uuid UNIQUE REFERENCES fund_entries (id),
  ADD CONSTRAINT fund_write_offs_reversed CHECK (reversal_id IS NULL OR entry_id IS NOT NULL);
GRANT UPDATE (reversal_id) ON fund_write_offs TO dualhigh_app;

ALTER TABLE fund_bank_lines
  ADD COLUMN taken_back_by uuid,
  ADD COLUMN taken_back_at timestamptz,
  ADD COLUMN taken_back_reason text CHECK (length(taken_back_reason) BETWEEN 1 AND 2000),
  ADD CONSTRAINT fund_bank_lines_taken_back CHECK ((taken_back_by IS NULL) = (taken_back_at IS NULL)
    AND (taken_back_by IS NULL) = (taken_back_reason IS NULL) AND (taken_back_by IS NULL OR entry_id IS NULL)),
  DROP CONSTRAINT fund_bank_lines_once;
GRANT UPDATE (taken_back_by, taken_back_at, taken_back_reason) ON fund_bank_lines TO dualhigh_app;
-- What was taken back may come in again.
CREATE UNIQUE INDEX fund_bank_lines_once ON fund_bank_lines (fund_id, on_day, amount_fen, counterparty, reference, nth)
  WHERE taken_back_at IS NULL;

-- Forced row-level security would hide the rows from their owner.
ALTER TABLE fund_write_offs NO FORCE ROW LEVEL SECURITY;
ALTER TABLE fund_entries NO FORCE ROW LEVEL SECURITY;
ALTER TABLE fund_commitments NO FORCE ROW LEVEL SECURITY;
ALTER TABLE fund_tranches NO FORCE ROW LEVEL SECURITY;
ALTER TABLE fund_payments NO FORCE ROW LEVEL SECURITY;
UPDATE fund_write_offs w SET reversal_id = r.id FROM fund_entries r WHERE r.reverses_id = w.entry_id;
-- Payments that came back after their commitment was closed stayed committed.
UPDATE fund_commitments c SET released_fen = (SELECT coalesce(sum(t.amount_fen), 0) FROM fund_tranches t
  WHERE t.commitment_id = c.id AND NOT EXISTS (SELECT FROM fund_payments y
    WHERE y.tranche_id = t.id AND y.reversal_id IS NULL))
WHERE c.closed_on IS NOT NULL;
ALTER TABLE fund_write_offs FORCE ROW LEVEL SECURITY;
ALTER TABLE fund_entries FORCE ROW LEVEL SECURITY;
ALTER TABLE fund_commitments FORCE ROW LEVEL SECURITY;
ALTER TABLE fund_tranches FORCE ROW LEVEL SECURITY;
ALTER TABLE fund_payments FORCE ROW LEVEL SECURITY;
