-- What was changed after the signing: each amendment with the text that it brought and the one that it replaced.

CREATE TABLE agreement_amendments (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  agreement_id uuid NOT NULL REFERENCES agreements (id),
  id uuid NOT NULL,
  -- 1, 2, ... in the order in which they were drawn up; one that was dropped keeps its own.
  number integer NOT NULL CHECK (number BETWEEN 1 AND 999),
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'signed', 'dropped')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 5000),
  -- The whole text as it is to be.
  content jsonb NOT NULL,
  -- The whole text that stood before, from the signing on.
  replaced jsonb,
  signed_on date,
  signed_by uuid,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (agreement_id, id),
  CONSTRAINT agreement_amendments_number_key UNIQUE (agreement_id, number),
  CONSTRAINT agreement_amendments_signed CHECK (state <> 'signed' OR (signed_on IS NOT NULL AND replaced IS NOT NULL))
);
COMMENT ON TABLE agreement_amendments IS 'Amendments of signed agreements, numbered, with the text before and after';
CREATE UNIQUE INDEX agreement_amendments_draft ON agreement_amendments (agreement_id) WHERE state = 'draft';
SELECT protect_table('agreement_amendments');
CREATE POLICY app_select ON agreement_amendments FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON agreement_amendments FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON agreement_amendments FOR UPDATE TO dualhigh_app
  USING (state = 'draft' AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]))
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON agreement_amendments TO dualhigh_app, dualhigh_system;
GRANT UPDATE (state, reason, content, replaced, signed_on, signed_by, updated_at, version) ON agreement_amendments
  TO dualhigh_app;
