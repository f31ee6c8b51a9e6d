-- What opens the stages of a project: evidence, levels granted on it, support from both sides, permits, gates and waivers.

CREATE TABLE project_evidence (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  project_id uuid NOT NULL REFERENCES projects (id),
  -- Kinds are data of the program.
  kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  -- The day on which what it shows was reached.
  shown_on date NOT NULL,
  file_id uuid NOT NULL,
  added_by uuid NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_reason text CHECK (length(withdrawn_reason) <= 2000),
  CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL))
);
COMMENT ON TABLE project_evidence IS 'Files that show how far a project is; withdrawn, never deleted';
CREATE INDEX project_evidence_by_project ON project_evidence (project_id);

CREATE TABLE readiness_reviews (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  project_id uuid NOT NULL REFERENCES projects (id),
  level integer NOT NULL CHECK (level BETWEEN 1 AND 9),
  -- The edition of the scale that it is granted by.
  standard text NOT NULL CHECK (length(standard) BETWEEN 1 AND 100),
  statement text NOT NULL DEFAULT '' CHECK (length(statement) <= 20000),
  evidence_ids uuid[] NOT NULL CHECK (cardinality(evidence_ids) BETWEEN 1 AND 50),
  -- The day on which the level was reached: the last that its evidence shows.
  reached_on date NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'granted', 'refused', 'withdrawn')),
  applied_by uuid NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  decided_at timestamptz,
  CHECK ((state = 'open') = (decided_at IS NULL))
);
COMMENT ON TABLE readiness_reviews IS 'Applications for a readiness level, and what became of them';
CREATE INDEX readiness_reviews_by_project ON readiness_reviews (project_id);
CREATE UNIQUE INDEX readiness_reviews_one_open ON readiness_reviews (project_id) WHERE state = 'open';

CREATE TABLE readiness_verdicts (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  project_id uuid NOT NULL REFERENCES projects (id),
  review_id uuid NOT NULL REFERENCES readiness_reviews (id),
  reviewer_id uuid NOT NULL,
  -- Null until they said so.
  verdict text CHECK (verdict IN ('grant', 'refuse')),
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 20000),
  given_at timestamptz,
  PRIMARY KEY (review_id, reviewer_id),
  CHECK ((verdict IS NULL) = (given_at IS NULL))
);
COMMENT ON TABLE readiness_verdicts IS 'Who was named to judge a level, and what they said';

CREATE TABLE project_support (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  project_id uuid NOT NULL REFERENCES projects (id),
  side text NOT NULL CHECK (side IN ('university', 'zone')),
  kind text NOT NULL CHECK (kind IN ('money', 'space', 'equipment', 'people', 'policy')),
  description text NOT NULL CHECK (length(description) BETWEEN 1 AND 2000),
  -- In hundredths of the kind's unit: square metres, hours, person-months. Null where it is stated in words.
  quantity_hundredths bigint CHECK (quantity_hundredths > 0),
  -- Null where it is stated and not valued.
  value_fen bigint CHECK (value_fen > 0),
  promised_on date NOT NULL,
  due_on date,
  state text NOT NULL DEFAULT 'promised' CHECK (state IN ('promised', 'delivered', 'withdrawn')),
  state_reason text CHECK (length(state_reason) <= 2000),
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CHECK (kind <> 'money' OR value_fen IS NOT NULL),
  CHECK (due_on >= promised_on)
);
COMMENT ON TABLE project_support IS 'What the university and the zone give a project, by kind, as it was promised';
CREATE INDEX project_support_by_project ON project_support (project_id);
CREATE INDEX project_support_due ON project_support (scope_id, due_on) WHERE state = 'promised';

CREATE TABLE project_deliveries (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  project_id uuid NOT NULL REFERENCES projects (id),
  support_id uuid NOT NULL REFERENCES project_support (id),
  delivered_on date NOT NULL,
  quantity_hundredths bigint CHECK (quantity_hundredths > 0),
  value_fen bigint CHECK (value_fen > 0),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  confirmed_by uuid NOT NULL,
  confirmed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE project_deliveries IS 'What of a promise arrived, confirmed by somebody other than who recorded the promise';
CREATE INDEX project_deliveries_by_support ON project_deliveries (support_id);

CREATE TABLE project_permits (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  project_id uuid NOT NULL REFERENCES projects (id),
  -- Null: the industry needs none, which somebody says with their name.
  name text CHECK (length(name) BETWEEN 1 AND 300),
  authority text NOT NULL DEFAULT '' CHECK (length(authority) <= 300),
  number text NOT NULL DEFAULT '' CHECK (length(number) <= 100),
  obtained_on date,
  expires_on date,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  stated_by uuid NOT NULL,
  stated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (name IS NOT NULL OR obtained_on IS NULL),
  CHECK (expires_on >= obtained_on)
);
COMMENT ON TABLE project_permits IS 'Permits that a project''s industry needs, as somebody states them, and which are there';
CREATE INDEX project_permits_by_project ON project_permits (project_id);

CREATE TABLE project_gates (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  project_id uuid NOT NULL REFERENCES projects (id),
  stage text NOT NULL CHECK (stage IN ('proof_of_concept', 'pilot_scale', 'incubation', 'industrialization')),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'held', 'passed', 'stopped', 'withdrawn')),
  statement text NOT NULL DEFAULT '' CHECK (length(statement) <= 20000),
  applied_by uuid NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  decided_by uuid,
  decided_at timestamptz,
  reason text CHECK (length(reason) <= 20000),
  -- What was there and what was missing when it was decided.
  findings jsonb,
  CHECK (decided_by IS DISTINCT FROM applied_by),
  CHECK (state NOT IN ('passed', 'held', 'stopped') OR (decided_by IS NOT NULL AND findings IS NOT NULL))
);
COMMENT ON TABLE project_gates IS 'Applications to enter a stage, and what was decided by somebody other than the applicant';
CREATE INDEX project_gates_by_project ON project_gates (project_id);
CREATE UNIQUE INDEX project_gates_one_open ON project_gates (project_id, stage) WHERE state IN ('open', 'held', 'passed');

CREATE TABLE project_waivers (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  project_id uuid NOT NULL REFERENCES projects (id),
  gate_id uuid NOT NULL REFERENCES project_gates (id),
  requirement text NOT NULL CHECK (requirement ~ '^[a-z_]{1,40}$'),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  given_by uuid NOT NULL,
  given_at timestamptz NOT NULL DEFAULT now(),
  revoked_by uuid,
  revoked_at timestamptz,
  CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
);
COMMENT ON TABLE project_waivers IS 'What a gate did without: named, dated, reasoned and counted';
CREATE UNIQUE INDEX project_waivers_once ON project_waivers (gate_id, requirement) WHERE revoked_at IS NULL;
CREATE INDEX project_waivers_by_project ON project_waivers (project_id);

DO $$
DECLARE part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['project_evidence', 'readiness_reviews', 'readiness_verdicts', 'project_support',
    'project_deliveries', 'project_permits', 'project_gates', 'project_waivers'] LOOP
    PERFORM protect_table(part::regclass);
    EXECUTE format('CREATE POLICY app_select ON %I FOR SELECT TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
        OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]))', part);
    EXECUTE format('CREATE POLICY app_update ON %I FOR UPDATE TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO dualhigh_app', part);
    EXECUTE format('GRANT UPDATE (enterprise_id) ON %I TO dualhigh_app', part);
    EXECUTE format('GRANT SELECT ON %I TO dualhigh_system', part);
  END LOOP;
  FOREACH part IN ARRAY ARRAY['readiness_reviews', 'readiness_verdicts', 'project_support', 'project_deliveries',
    'project_permits', 'project_gates', 'project_waivers'] LOOP
    EXECUTE format('CREATE POLICY app_insert ON %I FOR INSERT TO dualhigh_app
      WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
  END LOOP;
END $$;
-- The company brings evidence, and nothing else.
CREATE POLICY app_insert ON project_evidence FOR INSERT TO dualhigh_app
  WITH CHECK (added_by = (SELECT app_user_id()) AND (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR enterprise_id = ANY ((SELECT app_write_scopes())::uuid[])));
GRANT UPDATE (withdrawn_by, withdrawn_at, withdrawn_reason) ON project_evidence TO dualhigh_app;
GRANT UPDATE (state, decided_at) ON readiness_reviews TO dualhigh_app;
GRANT UPDATE (verdict, reason, given_at) ON readiness_verdicts TO dualhigh_app;
GRANT UPDATE (state, state_reason) ON project_support TO dualhigh_app;
CREATE POLICY app_delete ON project_permits FOR DELETE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT DELETE ON project_permits TO dualhigh_app;
GRANT UPDATE (state, statement, decided_by, decided_at, reason, findings) ON project_gates TO dualhigh_app;
GRANT UPDATE (revoked_by, revoked_at) ON project_waivers TO dualhigh_app;
