-- What is asked of a fund and how it is decided; what was committed, its tranches and what became of the money.

CREATE TABLE fund_applications (
  id uuid PRIMARY KEY,
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  -- The pair or the enterprise that asks.
  applicant_scope_id uuid NOT NULL REFERENCES scopes (id),
  -- Scopes whose people see it: the fund's, its managers', the applicant's, the project's.
  readers uuid[] NOT NULL,
  -- FUND-2026-000001-007
  number text NOT NULL CHECK (length(number) BETWEEN 1 AND 60),
  project_id uuid,
  project_scope_id uuid,
  project_number text CHECK (length(project_number) <= 60),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  applicant text NOT NULL CHECK (length(applicant) BETWEEN 1 AND 300),
  purpose text NOT NULL DEFAULT '' CHECK (length(purpose) <= 20000),
  stage text NOT NULL CHECK (stage ~ '^[a-z_]{1,40}$'),
  kind text NOT NULL CHECK (kind IN ('grant', 'equity', 'grant_to_equity')),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  -- Of a grant that is to become equity: trigger, valuation, shares, lock.
  terms jsonb,
  state text NOT NULL DEFAULT 'draft' CHECK (state ~ '^[a-z_]{1,40}$'),
  submitted_by uuid,
  submitted_at timestamptz,
  investigator_id uuid,
  -- Findings, conclusion and declared interest of the person who looked into it.
  report jsonb,
  reported_at timestamptz,
  meets_on date,
  decided_by uuid,
  decided_on date,
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 20000),
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT fund_applications_number_key UNIQUE (fund_id, number),
  CHECK ((kind = 'grant_to_equity') = (terms IS NOT NULL)),
  CHECK ((project_id IS NULL) = (project_scope_id IS NULL)),
  CONSTRAINT fund_applications_decider CHECK (decided_by IS NULL OR (decided_by <> created_by
    AND decided_by IS DISTINCT FROM submitted_by AND decided_by IS DISTINCT FROM investigator_id)),
  CHECK (state NOT IN ('approved', 'declined') OR decided_by IS NOT NULL)
);
COMMENT ON TABLE fund_applications IS 'What projects and enterprises ask of a fund, and how far the answer is';
CREATE INDEX fund_applications_by_fund ON fund_applications (fund_id, state);
CREATE INDEX fund_applications_by_project ON fund_applications (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX fund_applications_by_applicant ON fund_applications (applicant_scope_id);

CREATE TABLE fund_votes (
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  application_id uuid NOT NULL REFERENCES fund_applications (id),
  member_id uuid NOT NULL,
  -- Null until they said so; who declares an interest has no vote.
  vote text CHECK (vote IN ('for', 'against', 'abstain', 'conflict')),
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 20000),
  voted_at timestamptz,
  PRIMARY KEY (application_id, member_id),
  CHECK ((vote IS NULL) = (voted_at IS NULL))
);
COMMENT ON TABLE fund_votes IS 'Who sits in the committee about an application, and how they voted';

CREATE TABLE fund_papers (
  id uuid PRIMARY KEY,
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  application_id uuid NOT NULL REFERENCES fund_applications (id),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  file_id uuid NOT NULL,
  added_by uuid NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE fund_papers IS 'Papers of a due diligence';
CREATE INDEX fund_papers_by_application ON fund_papers (application_id);

CREATE TABLE fund_commitments (
  id uuid PRIMARY KEY,
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  readers uuid[] NOT NULL,
  application_id uuid NOT NULL UNIQUE REFERENCES fund_applications (id),
  project_id uuid,
  title text NOT NULL,
  stage text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('grant', 'equity', 'grant_to_equity')),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  -- What was not paid when it was closed: free for others.
  released_fen bigint NOT NULL DEFAULT 0 CHECK (released_fen >= 0 AND released_fen <= amount_fen),
  committed_on date NOT NULL,
  closed_on date,
  closed_reason text CHECK (length(closed_reason) BETWEEN 1 AND 2000),
  CHECK ((closed_on IS NULL) = (closed_reason IS NULL))
);
COMMENT ON TABLE fund_commitments IS 'What a fund promised to a project, after its committee';
CREATE INDEX fund_commitments_by_fund ON fund_commitments (fund_id);
CREATE INDEX fund_commitments_by_project ON fund_commitments (project_id) WHERE project_id IS NOT NULL;

CREATE TABLE fund_tranches (
  id uuid PRIMARY KEY,
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  readers uuid[] NOT NULL,
  commitment_id uuid NOT NULL REFERENCES fund_commitments (id),
  position integer NOT NULL CHECK (position > 0),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  planned_on date NOT NULL,
  -- The gate of the project that has to be passed before it is paid; null: payable from its day on.
  gate text CHECK (gate ~ '^[a-z_]{1,40}$'),
  CONSTRAINT fund_tranches_position_key UNIQUE (commitment_id, position)
);
COMMENT ON TABLE fund_tranches IS 'In which parts and on what condition a commitment is paid';

CREATE TABLE fund_payments (
  id uuid PRIMARY KEY,
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  readers uuid[] NOT NULL,
  tranche_id uuid NOT NULL REFERENCES fund_tranches (id),
  entry_id uuid NOT NULL UNIQUE REFERENCES fund_entries (id),
  paid_on date NOT NULL,
  -- The entry by which it was taken back.
  reversal_id uuid UNIQUE REFERENCES fund_entries (id)
);
COMMENT ON TABLE fund_payments IS 'Which entry paid which tranche';
-- Whatever is sent again: a tranche has one payment that holds.
CREATE UNIQUE INDEX fund_payments_once ON fund_payments (tranche_id) WHERE reversal_id IS NULL;

CREATE TABLE fund_conversions (
  id uuid PRIMARY KEY,
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  readers uuid[] NOT NULL,
  commitment_id uuid NOT NULL REFERENCES fund_commitments (id),
  entry_id uuid NOT NULL UNIQUE REFERENCES fund_entries (id),
  converted_on date NOT NULL,
  -- What happened that the terms name: the round, the day.
  event text NOT NULL CHECK (length(event) BETWEEN 1 AND 2000),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  valuation_fen bigint NOT NULL CHECK (valuation_fen > 0),
  fund_share_bp integer NOT NULL CHECK (fund_share_bp BETWEEN 1 AND 10000),
  team_share_bp integer NOT NULL CHECK (team_share_bp BETWEEN 0 AND 9000),
  reversal_id uuid UNIQUE REFERENCES fund_entries (id),
  CHECK (fund_share_bp + team_share_bp <= 10000)
);
COMMENT ON TABLE fund_conversions IS 'When a grant became equity, by what event and at which shares';

CREATE TABLE fund_write_offs (
  id uuid PRIMARY KEY,
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  commitment_id uuid NOT NULL REFERENCES fund_commitments (id),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL DEFAULT now(),
  approved_by uuid,
  entry_id uuid UNIQUE REFERENCES fund_entries (id),
  CONSTRAINT fund_write_offs_two CHECK (approved_by IS DISTINCT FROM proposed_by),
  CHECK ((approved_by IS NULL) = (entry_id IS NULL))
);
COMMENT ON TABLE fund_write_offs IS 'What is given up: proposed by one person, approved by another';
CREATE INDEX fund_write_offs_by_commitment ON fund_write_offs (commitment_id);

CREATE TABLE fund_application_steps (
  id uuid PRIMARY KEY,
  application_id uuid NOT NULL REFERENCES fund_applications (id),
  fund_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  applicant_scope_id uuid NOT NULL,
  readers uuid[] NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor_id uuid NOT NULL,
  action text NOT NULL CHECK (action ~ '^[a-z_]{1,40}$'),
  details jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE fund_application_steps IS 'Who did what about an application to a fund, and when';
CREATE INDEX fund_application_steps_by_application ON fund_application_steps (application_id);

DO $$
DECLARE part text;
BEGIN
  -- Read by the applicant too.
  FOREACH part IN ARRAY ARRAY['fund_applications', 'fund_commitments', 'fund_tranches', 'fund_payments',
    'fund_conversions', 'fund_application_steps'] LOOP
    PERFORM protect_table(part::regclass);
    EXECUTE format('CREATE POLICY app_select ON %I FOR SELECT TO dualhigh_app
      USING (readers && (SELECT app_read_scopes())::uuid[])', part);
  END LOOP;
  -- The fund's own.
  FOREACH part IN ARRAY ARRAY['fund_votes', 'fund_papers', 'fund_write_offs'] LOOP
    PERFORM protect_table(part::regclass);
    EXECUTE format('CREATE POLICY app_select ON %I FOR SELECT TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
        OR manager_scope_id = ANY ((SELECT app_read_scopes())::uuid[]))', part);
  END LOOP;
  FOREACH part IN ARRAY ARRAY['fund_commitments', 'fund_tranches', 'fund_payments', 'fund_conversions', 'fund_votes',
    'fund_papers', 'fund_write_offs'] LOOP
    EXECUTE format('CREATE POLICY app_insert ON %I FOR INSERT TO dualhigh_app
      WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
        OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('CREATE POLICY app_update ON %I FOR UPDATE TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
        OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO dualhigh_app, dualhigh_system', part);
    EXECUTE format('GRANT UPDATE (manager_scope_id) ON %I TO dualhigh_app', part);
  END LOOP;
  FOREACH part IN ARRAY ARRAY['fund_commitments', 'fund_tranches', 'fund_payments', 'fund_conversions'] LOOP
    EXECUTE format('GRANT UPDATE (readers) ON %I TO dualhigh_app', part);
  END LOOP;
  FOREACH part IN ARRAY ARRAY['fund_applications', 'fund_application_steps'] LOOP
    EXECUTE format('CREATE POLICY app_insert ON %I FOR INSERT TO dualhigh_app
      WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
        OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[])
        OR applicant_scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('CREATE POLICY app_update ON %I FOR UPDATE TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
        OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[])
        OR applicant_scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO dualhigh_app, dualhigh_system', part);
  END LOOP;
END $$;
GRANT UPDATE ON fund_applications TO dualhigh_app;
GRANT UPDATE (manager_scope_id, readers) ON fund_application_steps TO dualhigh_app;
GRANT UPDATE (vote, reason, voted_at) ON fund_votes TO dualhigh_app;
-- An application that comes back before the committee is judged anew.
CREATE POLICY app_delete ON fund_votes FOR DELETE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT DELETE ON fund_votes TO dualhigh_app;
GRANT UPDATE (released_fen, closed_on, closed_reason) ON fund_commitments TO dualhigh_app;
GRANT UPDATE (reversal_id) ON fund_payments TO dualhigh_app;
GRANT UPDATE (reversal_id) ON fund_conversions TO dualhigh_app;
GRANT UPDATE (approved_by, entry_id) ON fund_write_offs TO dualhigh_app;
ALTER TABLE fund_entries ADD CONSTRAINT fund_entries_commitment_fkey FOREIGN KEY (commitment_id)
  REFERENCES fund_commitments (id);
