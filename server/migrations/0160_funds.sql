-- Transformation funds: who puts in how much, what it is planned for, and a double-entry ledger that is only added to.

CREATE TABLE fund_counters (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2999),
  last integer NOT NULL CHECK (last >= 0),
  PRIMARY KEY (scope_id, year)
);
COMMENT ON TABLE fund_counters IS 'The last number given to a fund of a scope in a year';
SELECT protect_table('fund_counters');
CREATE POLICY app_all ON fund_counters TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]))
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON fund_counters TO dualhigh_app, dualhigh_system;

CREATE TABLE funds (
  id uuid PRIMARY KEY,
  -- The pair, or the zone whose fund serves several pairs.
  scope_id uuid NOT NULL REFERENCES scopes (id),
  zone_id uuid NOT NULL,
  -- The scope in which its own managers hold their role, where it has one.
  manager_scope_id uuid REFERENCES scopes (id),
  -- Scopes whose people see that it is there: its own, its managers', the pairs that may apply.
  readers uuid[] NOT NULL,
  -- FUND-2026-000001, by the scope and the year.
  number text NOT NULL CHECK (number ~ '^FUND-\d{4}-\d{6,}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  purpose text NOT NULL DEFAULT '' CHECK (length(purpose) <= 20000),
  size_fen bigint NOT NULL CHECK (size_fen > 0),
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  -- Numbers of its ledger's entries and of what is applied for, given under the lock of this row.
  last_entry integer NOT NULL DEFAULT 0,
  last_application integer NOT NULL DEFAULT 0,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT funds_number_key UNIQUE (scope_id, number),
  CONSTRAINT funds_term CHECK (ends_on > starts_on),
  CHECK (scope_id = ANY (readers))
);
COMMENT ON TABLE funds IS 'Transformation funds of a pair or a zone';
CREATE UNIQUE INDEX funds_name_key ON funds (scope_id, lower(name));
CREATE INDEX funds_by_zone ON funds (zone_id);
SELECT protect_table('funds');
CREATE POLICY app_select ON funds FOR SELECT TO dualhigh_app
  USING (readers && (SELECT app_read_scopes())::uuid[]);
CREATE POLICY app_insert ON funds FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON funds FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON funds TO dualhigh_app, dualhigh_system;

-- Parts carry the scopes of their fund, for policies compare columns with settings only.
CREATE TABLE fund_contributors (
  id uuid PRIMARY KEY,
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  -- Zone, university, province, enterprise, other: data of the program.
  source text NOT NULL CHECK (source ~ '^[a-z_]{1,40}$'),
  position integer NOT NULL CHECK (position > 0)
);
COMMENT ON TABLE fund_contributors IS 'Who puts money into a fund; how much lies in its ledger';
CREATE UNIQUE INDEX fund_contributors_once ON fund_contributors (fund_id, lower(name));

CREATE TABLE fund_plan_lines (
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  -- By stage: what it is spent on. By source: where it is to come from.
  dimension text NOT NULL CHECK (dimension IN ('stage', 'source')),
  key text NOT NULL CHECK (key ~ '^[a-z_]{1,40}$'),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  PRIMARY KEY (fund_id, dimension, key)
);
COMMENT ON TABLE fund_plan_lines IS 'How much of a fund is planned for which stage and from which source';

CREATE TABLE fund_accounts (
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  code text NOT NULL CHECK (code ~ '^\d{4}$'),
  -- By which the program knows it.
  key text NOT NULL CHECK (key ~ '^[a-z_]{1,40}$'),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  type text NOT NULL CHECK (type IN ('asset', 'equity', 'income', 'expense')),
  PRIMARY KEY (fund_id, code),
  CONSTRAINT fund_accounts_key UNIQUE (fund_id, key)
);
COMMENT ON TABLE fund_accounts IS 'The accounts of a fund''s ledger';

CREATE TABLE fund_steps (
  id uuid PRIMARY KEY,
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor_id uuid NOT NULL,
  action text NOT NULL CHECK (action ~ '^[a-z_]{1,40}$'),
  details jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE fund_steps IS 'Who did what about a fund, and when';

CREATE TABLE fund_entries (
  id uuid PRIMARY KEY,
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  -- Counted within the fund, without a gap.
  number integer NOT NULL CHECK (number > 0),
  kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
  on_day date NOT NULL,
  text text NOT NULL DEFAULT '' CHECK (length(text) <= 2000),
  voucher text NOT NULL DEFAULT '' CHECK (length(voucher) <= 200),
  contributor_id uuid REFERENCES fund_contributors (id),
  -- Whose money it is about, where an application was approved.
  commitment_id uuid,
  reverses_id uuid REFERENCES fund_entries (id),
  created_by uuid NOT NULL,
  -- The transaction's own time: lines are added to an entry in its transaction alone.
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT fund_entries_number_key UNIQUE (fund_id, number),
  -- An entry is reversed once.
  CONSTRAINT fund_entries_reverses_key UNIQUE (reverses_id),
  CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL))
);
COMMENT ON TABLE fund_entries IS 'Entries of a fund''s ledger; an error is reversed by another entry, never edited';
CREATE INDEX fund_entries_by_day ON fund_entries (fund_id, on_day, number);
CREATE INDEX fund_entries_by_commitment ON fund_entries (commitment_id) WHERE commitment_id IS NOT NULL;

CREATE TABLE fund_lines (
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  entry_id uuid NOT NULL REFERENCES fund_entries (id),
  position integer NOT NULL CHECK (position > 0),
  account text NOT NULL,
  -- Debit above zero, credit below.
  amount_fen bigint NOT NULL CHECK (amount_fen <> 0),
  PRIMARY KEY (entry_id, position),
  FOREIGN KEY (fund_id, account) REFERENCES fund_accounts (fund_id, code)
);
COMMENT ON TABLE fund_lines IS 'Lines of entries; those of an entry sum to zero, which the database checks when it commits';
CREATE INDEX fund_lines_by_account ON fund_lines (fund_id, account);

DO $$
DECLARE part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['fund_contributors', 'fund_plan_lines', 'fund_accounts', 'fund_steps', 'fund_entries',
    'fund_lines'] LOOP
    PERFORM protect_table(part::regclass);
    EXECUTE format('CREATE POLICY app_select ON %I FOR SELECT TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
        OR manager_scope_id = ANY ((SELECT app_read_scopes())::uuid[]))', part);
    EXECUTE format('CREATE POLICY app_insert ON %I FOR INSERT TO dualhigh_app
      WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
        OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('CREATE POLICY app_update ON %I FOR UPDATE TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
        OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO dualhigh_app, dualhigh_system', part);
    -- A fund that gets managers of its own: they see what was there before.
    EXECUTE format('GRANT UPDATE (manager_scope_id) ON %I TO dualhigh_app', part);
  END LOOP;
END $$;
CREATE INDEX fund_contributors_by_fund ON fund_contributors (fund_id);
CREATE INDEX fund_steps_by_fund ON fund_steps (fund_id);
CREATE POLICY app_delete ON fund_plan_lines FOR DELETE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT DELETE ON fund_plan_lines TO dualhigh_app;

-- Whoever writes: lines of an entry come with it, and sum to zero. Restoring a backup is checked by digests instead, for
-- it takes keys off the tables while rows come in, which waiting checks would not let it.
CREATE FUNCTION check_fund_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  entry uuid := CASE TG_TABLE_NAME WHEN 'fund_entries' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'entry_id')::uuid END;
  total numeric;
  lines bigint;
BEGIN
  SELECT sum(amount_fen), count(*) INTO total, lines FROM fund_lines WHERE entry_id = entry;
  IF lines < 2 OR total IS DISTINCT FROM 0 THEN
    RAISE EXCEPTION 'ledger entry % has % lines that sum to %', entry, lines, coalesce(total, 0)
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_entries_balanced', TABLE = 'fund_lines';
  END IF;
  IF NOT EXISTS (SELECT FROM fund_entries WHERE id = entry AND created_at = transaction_timestamp()) THEN
    RAISE EXCEPTION 'ledger entry % is of another transaction', entry
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_entries_closed', TABLE = 'fund_lines';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER fund_entries_balanced AFTER INSERT ON fund_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (current_user <> 'dualhigh_keeper') EXECUTE FUNCTION check_fund_entry();
CREATE CONSTRAINT TRIGGER fund_lines_balanced AFTER INSERT ON fund_lines DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (current_user <> 'dualhigh_keeper') EXECUTE FUNCTION check_fund_entry();

-- What stands in the ledger stays, for the tables' owner too.
CREATE FUNCTION keep_fund_ledger() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'manager_scope_id' = to_jsonb(OLD) - 'manager_scope_id' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the ledger of a fund is only added to'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_ledger_kept', TABLE = TG_TABLE_NAME;
END $$;
CREATE TRIGGER fund_entries_kept BEFORE UPDATE OR DELETE ON fund_entries
  FOR EACH ROW EXECUTE FUNCTION keep_fund_ledger();
CREATE TRIGGER fund_lines_kept BEFORE UPDATE OR DELETE ON fund_lines
  FOR EACH ROW EXECUTE FUNCTION keep_fund_ledger();
