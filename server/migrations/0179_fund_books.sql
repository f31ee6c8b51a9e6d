-- Books that are closed up to a day, and which receipt of an agreement a payment of the fund arrived as.

CREATE TABLE fund_closings (
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  -- Counted within the fund; the last one holds.
  number integer NOT NULL CHECK (number > 0),
  -- No entry is dated on it or before; null: the books are open altogether.
  closed_until date,
  is_reopening boolean NOT NULL,
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 2000),
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (fund_id, number),
  CONSTRAINT fund_closings_reason CHECK (NOT is_reopening OR reason <> ''),
  CHECK (is_reopening OR closed_until IS NOT NULL)
);
COMMENT ON TABLE fund_closings IS 'Up to which day a fund''s books were closed or reopened, by whom and why; only added to';

CREATE TABLE fund_receipt_matches (
  -- One to one.
  payment_id uuid PRIMARY KEY REFERENCES fund_payments (id),
  receipt_id uuid NOT NULL,
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  matched_by uuid NOT NULL,
  matched_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT fund_receipt_matches_receipt UNIQUE (receipt_id)
);
COMMENT ON TABLE fund_receipt_matches IS 'Which receipt of an agreement a fund''s payment to a project arrived as';
CREATE INDEX fund_receipt_matches_by_fund ON fund_receipt_matches (fund_id);

DO $$
DECLARE part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['fund_closings', 'fund_receipt_matches'] LOOP
    PERFORM protect_table(part::regclass);
    EXECUTE format('CREATE POLICY app_select ON %I FOR SELECT TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
        OR manager_scope_id = ANY ((SELECT app_read_scopes())::uuid[]))', part);
    EXECUTE format('CREATE POLICY app_update ON %I FOR UPDATE TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
        OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO dualhigh_app, dualhigh_system', part);
    EXECUTE format('GRANT UPDATE (manager_scope_id) ON %I TO dualhigh_app', part);
  END LOOP;
END $$;
CREATE POLICY app_insert ON fund_closings FOR INSERT TO dualhigh_app
  WITH CHECK (made_by = (SELECT app_user_id()) AND (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[])));
CREATE POLICY app_insert ON fund_receipt_matches FOR INSERT TO dualhigh_app
  WITH CHECK (matched_by = (SELECT app_user_id()) AND (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[])));
CREATE POLICY app_delete ON fund_receipt_matches FOR DELETE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT DELETE ON fund_receipt_matches TO dualhigh_app;

-- Whoever writes: an entry is dated after the day up to which the books are closed. Restoring a backup brings in what was
-- there before it was closed.
CREATE FUNCTION check_fund_books_open() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  until date;
BEGIN
  SELECT closed_until INTO until FROM fund_closings WHERE fund_id = NEW.fund_id ORDER BY number DESC LIMIT 1;
  IF NEW.on_day <= until THEN
    RAISE EXCEPTION 'the books of fund % are closed up to %', NEW.fund_id, until
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_entries_books_open', TABLE = 'fund_entries';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fund_entries_books_open BEFORE INSERT ON fund_entries
  FOR EACH ROW WHEN (current_user <> 'dualhigh_keeper') EXECUTE FUNCTION check_fund_books_open();
CREATE TRIGGER fund_closings_kept BEFORE UPDATE OR DELETE ON fund_closings
  FOR EACH ROW EXECUTE FUNCTION keep_fund_ledger();
