-- Needs: what an enterprise asks for, from a draft to its delivery.

-- Of what kind a scope is, for whoever was given its id without seeing the scope: an office names the enterprise of a need.
CREATE FUNCTION scope_kind(of_scope uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.kind FROM public.scopes s WHERE s.id = of_scope
$$;
REVOKE ALL ON FUNCTION scope_kind(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scope_kind(uuid) TO dualhigh_app, dualhigh_system;
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION scope_kind(uuid) OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;

-- Numbers of a scope and year: whoever takes the next waits for the one before, so that none is left out.
CREATE TABLE need_counters (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2999),
  last integer NOT NULL CHECK (last >= 0),
  PRIMARY KEY (scope_id, year)
);
COMMENT ON TABLE need_counters IS 'The last number given to a need of a scope in a year';
SELECT protect_table('need_counters');
CREATE POLICY app_all ON need_counters TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]))
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON need_counters TO dualhigh_app, dualhigh_system;

-- `record` is the entry as `lists` reads it and what it says is kept there alone; the columns beside it are what is filtered,
-- sorted and matched, written from it in one statement.
CREATE TABLE needs (
  id uuid PRIMARY KEY,
  -- The pair whose office looks after it, and that pair's zone; the zone is null only until its transaction ends.
  scope_id uuid NOT NULL REFERENCES scopes (id),
  zone_id uuid,
  -- NEED-2026-000042, by the scope and the year.
  code text CHECK (code ~ '^NEED-\d{4}-\d{6,}$'),
  -- The number that the office's own list gives it, or one that was made up where `number_is_own` is false.
  number text NOT NULL CHECK (length(number) BETWEEN 1 AND 200),
  number_is_own boolean NOT NULL,
  state text NOT NULL DEFAULT 'submitted' CHECK (state IN ('draft', 'submitted', 'in_triage', 'returned', 'accepted',
    'matched', 'in_talks', 'in_challenge', 'contracted', 'delivered', 'closed')),
  state_since timestamptz NOT NULL DEFAULT now(),
  -- Why it is in this state, where a reason was given: what is missing, why it was closed.
  state_reason text CHECK (length(state_reason) <= 2000),
  title text NOT NULL,
  enterprise text,
  credit_code text,
  field text,
  budget_low_fen bigint CHECK (budget_low_fen >= 0),
  budget_high_fen bigint CHECK (budget_high_fen >= budget_low_fen),
  deadline date,
  -- The enterprise's own scope, where it has one: its people see what is theirs.
  enterprise_id uuid REFERENCES scopes (id),
  -- What it does not say, as the engine reads it; computed when it is written.
  missing text[] NOT NULL DEFAULT '{}',
  is_too_short boolean NOT NULL DEFAULT false,
  topics text[] NOT NULL DEFAULT '{}',
  must_clarify boolean NOT NULL DEFAULT false,
  record jsonb NOT NULL,
  digest text NOT NULL,
  match_keys text[] NOT NULL,
  archived_at timestamptz,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT needs_code_key UNIQUE (scope_id, code)
);
COMMENT ON TABLE needs IS 'Enterprises'' needs, each with its state; contact persons are personal data';
CREATE UNIQUE INDEX needs_list_number_key ON needs (scope_id, number) WHERE archived_at IS NULL;
CREATE INDEX needs_by_state ON needs (scope_id, state, code);
CREATE INDEX needs_by_enterprise ON needs (enterprise_id) WHERE enterprise_id IS NOT NULL;
SELECT protect_table('needs');
CREATE POLICY app_select ON needs FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON needs FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON needs FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR enterprise_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON needs TO dualhigh_app, dualhigh_system;

-- No other table refers to it, so that it can be distributed by zone.
CREATE TABLE need_revisions (
  zone_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  need_id uuid NOT NULL,
  -- The version that the need had afterwards.
  version integer NOT NULL,
  enterprise_id uuid,
  at timestamptz NOT NULL DEFAULT now(),
  actor_id uuid,
  -- What was done: created, changed, imported, or the action that moved it on.
  action text NOT NULL CHECK (action ~ '^[a-z_]+$'),
  from_state text,
  to_state text NOT NULL,
  reason text CHECK (length(reason) <= 2000),
  -- Fields with what they held before and hold now.
  changes jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (zone_id, scope_id, need_id, version)
);
COMMENT ON TABLE need_revisions IS 'Every change of a need: who, when, what was before and after';
CREATE INDEX need_revisions_by_actor ON need_revisions (actor_id);
SELECT protect_table('need_revisions');
CREATE POLICY app_select ON need_revisions FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON need_revisions FOR INSERT TO dualhigh_app
  WITH CHECK (actor_id = (SELECT app_user_id()) AND (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR enterprise_id = ANY ((SELECT app_write_scopes())::uuid[])));
GRANT SELECT, INSERT ON need_revisions TO dualhigh_app, dualhigh_system;
