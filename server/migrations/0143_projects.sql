-- Transformation projects: from a need, an achievement, an award or by hand, through stages on two tracks.

CREATE TABLE project_counters (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2999),
  last integer NOT NULL CHECK (last >= 0),
  PRIMARY KEY (scope_id, year)
);
COMMENT ON TABLE project_counters IS 'The last number given to a project of a scope in a year';
SELECT protect_table('project_counters');
CREATE POLICY app_all ON project_counters TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]))
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON project_counters TO dualhigh_app, dualhigh_system;

CREATE TABLE projects (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  zone_id uuid NOT NULL,
  -- PRJ-2026-000001, by the scope and the year.
  number text NOT NULL CHECK (number ~ '^PRJ-\d{4}-\d{6,}$'),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  summary text NOT NULL DEFAULT '' CHECK (length(summary) <= 20000),
  -- The industry in words; codes of GB/T 4754 may be part of it.
  industry text NOT NULL DEFAULT '' CHECK (length(industry) <= 300),
  -- The company of the second track, and its own scope where it has one: its people read the project.
  company text NOT NULL DEFAULT '' CHECK (length(company) <= 300),
  enterprise_id uuid REFERENCES scopes (id),
  owner_id uuid NOT NULL,
  -- What it came from. Titles are looked up by whoever reads, so that what is restricted stays so.
  origin_kind text CHECK (origin_kind IN ('need', 'achievement', 'challenge')),
  origin_id uuid,
  origin_number text CHECK (length(origin_number) <= 200),
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'licensed_out', 'stopped', 'returned')),
  state_reason text CHECK (length(state_reason) <= 2000),
  ended_on date,
  -- The level that was granted last, 0 before any; the evidence behind it lies in readiness_reviews.
  readiness_level integer NOT NULL DEFAULT 0 CHECK (readiness_level BETWEEN 0 AND 9),
  -- Members with an account: they read the record and its stages without a role in the pair.
  readers uuid[] NOT NULL DEFAULT '{}',
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT projects_number_key UNIQUE (scope_id, number),
  CONSTRAINT projects_origin CHECK ((origin_kind IS NULL) = (origin_id IS NULL)),
  CONSTRAINT projects_ended CHECK ((state = 'active') = (ended_on IS NULL))
);
COMMENT ON TABLE projects IS 'Transformation projects of a pair: what is brought from the laboratory into industry, and how far it is';
CREATE INDEX projects_by_state ON projects (scope_id, state, number);
CREATE INDEX projects_by_enterprise ON projects (enterprise_id) WHERE enterprise_id IS NOT NULL;
CREATE INDEX projects_by_origin ON projects (scope_id, origin_kind, origin_id) WHERE origin_id IS NOT NULL;
CREATE INDEX projects_by_reader ON projects USING gin (readers);
SELECT protect_table('projects');
CREATE POLICY app_select ON projects FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR (SELECT app_user_id()) = ANY (readers));
CREATE POLICY app_insert ON projects FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON projects FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]) OR enterprise_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON projects TO dualhigh_app;
GRANT SELECT, UPDATE (readers) ON projects TO dualhigh_system;

-- Parts of a project carry its scopes, for policies compare columns with settings only.
CREATE TABLE project_members (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  project_id uuid NOT NULL REFERENCES projects (id),
  position integer NOT NULL CHECK (position BETWEEN 1 AND 100),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  unit text NOT NULL DEFAULT '' CHECK (length(unit) <= 300),
  role text NOT NULL CHECK (role ~ '^[a-z_]{1,40}$'),
  user_id uuid,
  PRIMARY KEY (project_id, position)
);
COMMENT ON TABLE project_members IS 'Who works on a project, from which unit and as what';

-- A stage stands from the day on which it began. How it was entered says whether a gate was passed for it.
CREATE TABLE project_stages (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  project_id uuid NOT NULL REFERENCES projects (id),
  stage text NOT NULL CHECK (stage IN ('lab', 'proof_of_concept', 'pilot_scale', 'incubation', 'industrialization')),
  -- begun: the laboratory, where every project may begin; stated: over before the project was entered; gate: passed.
  entered text CHECK (entered IN ('begun', 'stated', 'gate')),
  planned_on date,
  started_on date,
  ended_on date,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  PRIMARY KEY (project_id, stage),
  CONSTRAINT project_stages_entered CHECK ((entered IS NULL) = (started_on IS NULL)),
  CONSTRAINT project_stages_order CHECK (ended_on IS NULL OR (started_on IS NOT NULL AND ended_on >= started_on)),
  CONSTRAINT project_stages_stated CHECK (entered IS DISTINCT FROM 'stated' OR ended_on IS NOT NULL),
  CONSTRAINT project_stages_begun CHECK (entered IS DISTINCT FROM 'begun' OR stage = 'lab')
);
COMMENT ON TABLE project_stages IS 'The stages that a project went through or plans, with their days';

CREATE TABLE project_agreements (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  project_id uuid NOT NULL REFERENCES projects (id),
  stage text NOT NULL CHECK (stage IN ('lab', 'proof_of_concept', 'pilot_scale', 'incubation', 'industrialization')),
  agreement_id uuid NOT NULL,
  linked_by uuid NOT NULL,
  linked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, stage, agreement_id)
);
COMMENT ON TABLE project_agreements IS 'Which agreements carry which stage of a project';
CREATE INDEX project_agreements_by_agreement ON project_agreements (agreement_id);

CREATE TABLE project_steps (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  project_id uuid NOT NULL REFERENCES projects (id),
  id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor_id uuid NOT NULL,
  action text NOT NULL CHECK (action ~ '^[a-z_]{1,40}$'),
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (project_id, id)
);
COMMENT ON TABLE project_steps IS 'Who did what about a project, and when';

DO $$
DECLARE part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['project_members', 'project_stages', 'project_agreements', 'project_steps'] LOOP
    PERFORM protect_table(part::regclass);
    EXECUTE format('CREATE POLICY app_select ON %I FOR SELECT TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
        OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]))', part);
    EXECUTE format('CREATE POLICY app_insert ON %I FOR INSERT TO dualhigh_app
      WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
        OR enterprise_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('CREATE POLICY app_update ON %I FOR UPDATE TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO dualhigh_app', part);
    -- A company that gets a scope of its own reads what was there before.
    EXECUTE format('GRANT UPDATE (enterprise_id) ON %I TO dualhigh_app', part);
  END LOOP;
  FOREACH part IN ARRAY ARRAY['project_members', 'project_agreements'] LOOP
    EXECUTE format('CREATE POLICY app_delete ON %I FOR DELETE TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('GRANT DELETE ON %I TO dualhigh_app', part);
  END LOOP;
END $$;
GRANT UPDATE (entered, planned_on, started_on, ended_on, note) ON project_stages TO dualhigh_app;
GRANT SELECT, UPDATE (name, user_id) ON project_members TO dualhigh_system;
GRANT SELECT ON project_steps TO dualhigh_system;

-- A member with an account and without a role in the pair sees the stages through the project's readers.
ALTER TABLE project_stages ADD COLUMN readers uuid[] NOT NULL DEFAULT '{}';
CREATE POLICY app_select_member ON project_stages FOR SELECT TO dualhigh_app
  USING ((SELECT app_user_id()) = ANY (readers));
GRANT UPDATE (readers) ON project_stages TO dualhigh_app, dualhigh_system;
GRANT SELECT ON project_stages TO dualhigh_system;
