-- The other party reads an agreement or an amendment once it is signed, or once its draft was sent to them: not while the institution
-- still writes at it. What is changed after it was sent is another text, and is sent anew.
ALTER TABLE agreements ADD COLUMN sent_at timestamptz;
ALTER TABLE agreement_amendments ADD COLUMN sent_at timestamptz;
GRANT UPDATE (sent_at) ON agreement_amendments TO dualhigh_app;

DROP POLICY app_select ON agreements;
CREATE POLICY app_select ON agreements FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR (enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]) AND (signed_on IS NOT NULL OR sent_at IS NOT NULL)));
DROP POLICY app_select ON agreement_amendments;
CREATE POLICY app_select ON agreement_amendments FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR (enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]) AND (state = 'signed' OR sent_at IS NOT NULL)));
