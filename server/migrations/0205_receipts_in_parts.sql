-- A payment of a fund may arrive as several receipts, and a receipt may hold several payments: each match says how much.
ALTER TABLE fund_receipt_matches ADD COLUMN amount_fen bigint CHECK (amount_fen > 0);
-- Forced row-level security would hide the rows from their owner.
ALTER TABLE fund_receipt_matches NO FORCE ROW LEVEL SECURITY;
ALTER TABLE fund_payments NO FORCE ROW LEVEL SECURITY;
ALTER TABLE fund_tranches NO FORCE ROW LEVEL SECURITY;
ALTER TABLE receipts NO FORCE ROW LEVEL SECURITY;
UPDATE fund_receipt_matches m SET amount_fen = least(t.amount_fen, r.amount_fen)
FROM fund_payments y JOIN fund_tranches t ON t.id = y.tranche_id, receipts r
WHERE y.id = m.payment_id AND r.id = m.receipt_id;
ALTER TABLE fund_receipt_matches FORCE ROW LEVEL SECURITY;
ALTER TABLE fund_payments FORCE ROW LEVEL SECURITY;
ALTER TABLE fund_tranches FORCE ROW LEVEL SECURITY;
ALTER TABLE receipts FORCE ROW LEVEL SECURITY;
ALTER TABLE fund_receipt_matches ALTER COLUMN amount_fen SET NOT NULL,
  DROP CONSTRAINT fund_receipt_matches_pkey,
  DROP CONSTRAINT fund_receipt_matches_receipt,
  ADD PRIMARY KEY (payment_id, receipt_id);
CREATE INDEX fund_receipt_matches_by_receipt ON fund_receipt_matches (receipt_id);
COMMENT ON TABLE fund_receipt_matches IS 'How much of a fund''s payment to a project arrived with which receipt of an agreement';

-- Whoever writes, and though a receipt be matched by two funds that do not see each other: nothing beyond either amount.
CREATE FUNCTION keep_matches_within() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  -- What is restored from a backup stood before.
  IF current_setting('role') = 'dualhigh_keeper' THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('fund payment ' || NEW.payment_id, 0));
  PERFORM pg_advisory_xact_lock(hashtextextended('receipt ' || NEW.receipt_id, 0));
  IF NEW.amount_fen + (SELECT coalesce(sum(m.amount_fen), 0) FROM public.fund_receipt_matches m
      WHERE m.payment_id = NEW.payment_id)
    > (SELECT t.amount_fen FROM public.fund_payments y JOIN public.fund_tranches t ON t.id = y.tranche_id
      WHERE y.id = NEW.payment_id) THEN
    RAISE EXCEPTION 'more is matched than was paid' USING ERRCODE = '23P01', CONSTRAINT = 'fund_matches_payment';
  END IF;
  IF NEW.amount_fen + (SELECT coalesce(sum(m.amount_fen), 0) FROM public.fund_receipt_matches m
      WHERE m.receipt_id = NEW.receipt_id)
    > coalesce((SELECT r.amount_fen FROM public.receipts r WHERE r.id = NEW.receipt_id), 0) THEN
    RAISE EXCEPTION 'more is matched than was received' USING ERRCODE = '23P01', CONSTRAINT = 'fund_matches_receipt';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION keep_matches_within() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_matches_within() TO dualhigh_app, dualhigh_system, dualhigh_keeper;
GRANT SELECT (payment_id, receipt_id, amount_fen) ON fund_receipt_matches TO dualhigh_signin;
GRANT SELECT (id, tranche_id) ON fund_payments TO dualhigh_signin;
GRANT SELECT (id, amount_fen) ON fund_tranches, receipts TO dualhigh_signin;
DO $$
DECLARE part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['fund_receipt_matches', 'fund_payments', 'fund_tranches', 'receipts'] LOOP
    EXECUTE format('CREATE POLICY signin_sums ON %I FOR SELECT TO dualhigh_signin USING (true)', part);
  END LOOP;
END $$;
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION keep_matches_within() OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
CREATE TRIGGER fund_receipt_matches_within BEFORE INSERT ON fund_receipt_matches
  FOR EACH ROW EXECUTE FUNCTION keep_matches_within();
