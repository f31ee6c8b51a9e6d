-- Proof of concept: calls of a pair with a budget, applications under them, and what was decided. Applicants work outside of
-- the pair, centres beside it: all of it is written by the system, once this wall has shown the row to whoever acts.

CREATE TABLE proof_call_counters (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2999),
  last integer NOT NULL CHECK (last >= 0),
  PRIMARY KEY (scope_id, year)
);
COMMENT ON TABLE proof_call_counters IS 'The last number given to a proof-of-concept call of a scope in a year';
SELECT protect_table('proof_call_counters');
GRANT SELECT, INSERT, UPDATE ON proof_call_counters TO dualhigh_system;

CREATE TABLE proof_calls (
  id uuid PRIMARY KEY,
  -- The pair in which it stands; its zone, its university, and the province above it where there is one.
  scope_id uuid NOT NULL REFERENCES scopes (id),
  zone_id uuid NOT NULL,
  university_id uuid NOT NULL,
  province_id uuid,
  -- The proof-of-concept centre that runs it, and the scope of that centre's managers.
  facility_id uuid REFERENCES facilities (id),
  centre_id uuid REFERENCES scopes (id),
  -- POC-2026-000001, by the scope and the year.
  number text NOT NULL CHECK (number ~ '^POC-\d{4}-\d{6,}$'),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  -- Purpose, criteria with weights, documents asked for; see proof/calls/types.ts.
  terms jsonb NOT NULL,
  -- Who may apply: the pair's university, or every institution of the province.
  audience text NOT NULL DEFAULT 'pair' CHECK (audience IN ('pair', 'province')),
  closes_at timestamptz,
  budget_fen bigint NOT NULL CHECK (budget_fen > 0),
  -- The most that one project is granted.
  most_fen bigint NOT NULL CHECK (most_fen > 0),
  granted_fen bigint NOT NULL DEFAULT 0 CHECK (granted_fen >= 0),
  -- Applications that one institution may have in; null: any number.
  quota integer CHECK (quota BETWEEN 1 AND 999),
  opened_at timestamptz,
  opened_by uuid,
  -- When everything that was handed in had been decided.
  decided_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text CHECK (length(cancel_reason) <= 2000),
  -- Each time the close was put off: from, to, why, who, when.
  extensions jsonb NOT NULL DEFAULT '[]',
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT proof_calls_number_key UNIQUE (scope_id, number),
  CONSTRAINT proof_calls_most CHECK (most_fen <= budget_fen),
  -- Two people who decide at once cannot grant more than there is.
  CONSTRAINT proof_calls_budget CHECK (granted_fen <= budget_fen),
  CONSTRAINT proof_calls_opened CHECK ((opened_at IS NULL) = (opened_by IS NULL)),
  CONSTRAINT proof_calls_window CHECK (opened_at IS NULL OR closes_at > opened_at),
  CONSTRAINT proof_calls_province CHECK (audience = 'pair' OR province_id IS NOT NULL)
);
COMMENT ON TABLE proof_calls IS 'Calls for proofs of concept: what they ask for and what they may grant';
CREATE INDEX proof_calls_by_centre ON proof_calls (centre_id) WHERE centre_id IS NOT NULL;
CREATE INDEX proof_calls_by_university ON proof_calls (university_id);
CREATE INDEX proof_calls_by_province ON proof_calls (province_id) WHERE audience = 'province';
SELECT protect_table('proof_calls');
CREATE POLICY app_select ON proof_calls FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR centre_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR (opened_at IS NOT NULL AND (university_id = ANY ((SELECT app_read_scopes())::uuid[])
      OR (audience = 'province' AND province_id = ANY ((SELECT app_scopes_above('{university}'))::uuid[])))));
GRANT SELECT ON proof_calls TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE ON proof_calls TO dualhigh_system;

CREATE TABLE proof_applications (
  id uuid PRIMARY KEY,
  call_id uuid NOT NULL REFERENCES proof_calls (id),
  -- As the call's, for policies compare columns with settings only.
  scope_id uuid NOT NULL REFERENCES scopes (id),
  centre_id uuid,
  -- For which institution it is handed in: what the quota counts.
  institution_id uuid NOT NULL,
  -- What it starts from: a project of the pair, or an achievement of its list.
  origin_kind text NOT NULL CHECK (origin_kind IN ('project', 'achievement')),
  origin_id uuid NOT NULL,
  origin_number text NOT NULL DEFAULT '' CHECK (length(origin_number) <= 200),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  -- Hypothesis, indicators, method, plan, costs, levels, other funding, team; see proof/applications/types.ts.
  content jsonb NOT NULL,
  asked_fen bigint NOT NULL DEFAULT 0 CHECK (asked_fen >= 0),
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'withdrawn', 'granted', 'refused')),
  -- Whoever wrote it, and members of its team with an account.
  team uuid[] NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  granted_fen bigint CHECK (granted_fen > 0),
  -- What the applicant reads.
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 5000),
  report_due_on date,
  -- The project that goes on with it and the agreement that was drafted for it, once the grant was carried out.
  project_id uuid REFERENCES projects (id),
  agreement_id uuid,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT proof_applications_granted CHECK ((state = 'granted') = (granted_fen IS NOT NULL)),
  CONSTRAINT proof_applications_decided CHECK ((state IN ('granted', 'refused')) = (decided_by IS NOT NULL)),
  CONSTRAINT proof_applications_two_people CHECK (decided_by IS NULL OR NOT decided_by = ANY (team)),
  CONSTRAINT proof_applications_asked CHECK (granted_fen IS NULL OR granted_fen <= asked_fen)
);
COMMENT ON TABLE proof_applications IS 'What a team proposes to prove under a call, what it asks for, and what was decided';
CREATE INDEX proof_applications_by_call ON proof_applications (call_id);
CREATE INDEX proof_applications_by_project ON proof_applications (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX proof_applications_by_team ON proof_applications USING gin (team);
CREATE UNIQUE INDEX proof_applications_once ON proof_applications (call_id, origin_kind, origin_id)
  WHERE state IN ('submitted', 'granted', 'refused');
SELECT protect_table('proof_applications');
-- The team's own until it is handed in.
CREATE POLICY app_select ON proof_applications FOR SELECT TO dualhigh_app
  USING ((SELECT app_user_id()) = ANY (team) OR (submitted_at IS NOT NULL
    AND (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR centre_id = ANY ((SELECT app_read_scopes())::uuid[]))));
GRANT SELECT ON proof_applications TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE ON proof_applications TO dualhigh_system;

-- Files that a call asks for.
CREATE TABLE proof_documents (
  id uuid PRIMARY KEY,
  application_id uuid NOT NULL REFERENCES proof_applications (id),
  -- Which of the documents asked for it is, by its key.
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 40),
  file_id uuid NOT NULL,
  added_by uuid NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE proof_documents IS 'Files of an application for a proof of concept; written and read by the system for whoever may read the application';
CREATE INDEX proof_documents_by_application ON proof_documents (application_id);
SELECT protect_table('proof_documents');
GRANT SELECT, INSERT, DELETE ON proof_documents TO dualhigh_system;

-- A grant is carried out by the system: it founds the project where there is none, and links the agreement to its stage.
GRANT DELETE ON project_members TO dualhigh_system;
GRANT INSERT ON projects, project_members, project_stages, project_agreements, project_steps TO dualhigh_system;
GRANT UPDATE (updated_at, version) ON projects TO dualhigh_system;
GRANT UPDATE (entered, planned_on, started_on, ended_on, note) ON project_stages TO dualhigh_system;
GRANT SELECT ON project_agreements TO dualhigh_system;
GRANT EXECUTE ON FUNCTION province_above(uuid) TO dualhigh_system;
