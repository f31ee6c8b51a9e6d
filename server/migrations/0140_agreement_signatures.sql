-- What was signed: the file, its digest, who recorded it and when, and what a signature service said of it.

CREATE TABLE agreement_signatures (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  agreement_id uuid NOT NULL REFERENCES agreements (id),
  id uuid NOT NULL,
  -- The file among the agreement's papers.
  paper_id uuid NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  -- Which service: what it is worth is the service's to say.
  service text NOT NULL CHECK (service ~ '^[a-z_]{1,40}$'),
  -- What the service needs to verify it later.
  evidence jsonb NOT NULL DEFAULT '{}',
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (agreement_id, id)
);
COMMENT ON TABLE agreement_signatures IS 'Signed texts of agreements: file, digest, who and when; nothing is changed afterwards';
SELECT protect_table('agreement_signatures');
CREATE POLICY app_select ON agreement_signatures FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON agreement_signatures FOR INSERT TO dualhigh_app
  WITH CHECK (recorded_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON agreement_signatures TO dualhigh_app, dualhigh_system;
