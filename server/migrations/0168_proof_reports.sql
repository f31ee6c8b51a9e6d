-- What became of a proof of concept, as its team reports it. Written by the system, as all of 0166.

CREATE TABLE proof_reports (
  application_id uuid PRIMARY KEY REFERENCES proof_applications (id),
  scope_id uuid NOT NULL REFERENCES scopes (id),
  centre_id uuid,
  -- As the application's.
  team uuid[] NOT NULL,
  -- A result for each promised indicator, spending by lines, what follows from it; see proof/reports/types.ts.
  content jsonb NOT NULL,
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'returned', 'accepted')),
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  -- Why it was returned, or what was said at the acceptance.
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 5000),
  -- The evidence that an accepted report became.
  evidence_id uuid,
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CHECK (state = 'draft' OR submitted_by IS NOT NULL),
  CHECK ((state = 'accepted') = (evidence_id IS NOT NULL)),
  CONSTRAINT proof_reports_two_people CHECK (decided_by IS NULL OR (decided_by <> submitted_by AND NOT decided_by = ANY (team)))
);
COMMENT ON TABLE proof_reports IS 'Reports on granted proofs of concept; an accepted one is evidence of its project';
SELECT protect_table('proof_reports');
CREATE POLICY app_select ON proof_reports FOR SELECT TO dualhigh_app
  USING ((SELECT app_user_id()) = ANY (team) OR (submitted_at IS NOT NULL
    AND (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR centre_id = ANY ((SELECT app_read_scopes())::uuid[]))));
GRANT SELECT ON proof_reports TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE ON proof_reports TO dualhigh_system;
GRANT INSERT ON project_evidence TO dualhigh_system;
