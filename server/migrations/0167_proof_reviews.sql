-- Who judges under a call for proofs of concept, and what they give each application. Written by the system, as all of 0166.

CREATE TABLE proof_reviewers (
  call_id uuid NOT NULL REFERENCES proof_calls (id),
  user_id uuid NOT NULL,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  centre_id uuid,
  -- As works name them, and where they work: what conflicts are computed from.
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  unit text NOT NULL CHECK (length(unit) BETWEEN 1 AND 300),
  due_on date,
  named_by uuid NOT NULL,
  named_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (call_id, user_id)
);
COMMENT ON TABLE proof_reviewers IS 'Who was named to judge what was handed in under a call';
CREATE INDEX proof_reviewers_by_user ON proof_reviewers (user_id);

CREATE TABLE proof_reviews (
  application_id uuid NOT NULL REFERENCES proof_applications (id),
  reviewer_id uuid NOT NULL,
  call_id uuid NOT NULL REFERENCES proof_calls (id),
  scope_id uuid NOT NULL REFERENCES scopes (id),
  centre_id uuid,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'submitted', 'conflict')),
  -- Why they do not judge it: kind and the fact that shows it, in both languages; declared or computed.
  conflicts jsonb NOT NULL DEFAULT '[]',
  -- For each criterion, by its key: 0 to 100 and why.
  scores jsonb NOT NULL DEFAULT '[]',
  comment text NOT NULL DEFAULT '' CHECK (length(comment) <= 5000),
  submitted_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (application_id, reviewer_id),
  CHECK ((state = 'submitted') = (submitted_at IS NOT NULL)),
  CHECK (state <> 'conflict' OR conflicts <> '[]'::jsonb)
);
COMMENT ON TABLE proof_reviews IS 'What a reviewer gives an application, or why they do not judge it';
CREATE INDEX proof_reviews_by_call ON proof_reviews (call_id);
CREATE INDEX proof_reviews_by_reviewer ON proof_reviews (reviewer_id);

SELECT protect_table('proof_reviewers');
SELECT protect_table('proof_reviews');
CREATE POLICY app_select ON proof_reviewers FOR SELECT TO dualhigh_app
  USING (user_id = (SELECT app_user_id()) OR scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR centre_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_select ON proof_reviews FOR SELECT TO dualhigh_app
  USING (reviewer_id = (SELECT app_user_id()) OR scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR centre_id = ANY ((SELECT app_read_scopes())::uuid[]));
GRANT SELECT ON proof_reviewers, proof_reviews TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON proof_reviewers, proof_reviews TO dualhigh_system;
