-- How many days before a deadline people are reminded, and which reminders went out.

CREATE TABLE reminder_days (
  scope_id uuid PRIMARY KEY REFERENCES scopes (id),
  days integer[] NOT NULL CHECK (cardinality(days) <= 10 AND 0 <= ALL (days) AND 365 >= ALL (days)),
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  updated_by uuid NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE reminder_days IS 'Days before a deadline on which a pair''s people are reminded; without a row the defaults hold';
SELECT protect_table('reminder_days');
CREATE POLICY app_select ON reminder_days FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON reminder_days FOR INSERT TO dualhigh_app
  WITH CHECK (updated_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON reminder_days FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])) WITH CHECK (updated_by = (SELECT app_user_id()));
GRANT SELECT, INSERT, UPDATE (days, version, updated_by, updated_at) ON reminder_days TO dualhigh_app;
GRANT SELECT ON reminder_days TO dualhigh_system;

CREATE TABLE reminders_sent (
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  -- A deadline that is moved reminds anew.
  due date NOT NULL,
  days integer NOT NULL,
  sent_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (subject_kind, subject_id, due, days)
);
COMMENT ON TABLE reminders_sent IS 'Reminders of deadlines that went out: whichever process comes first sends, once';
SELECT protect_table('reminders_sent');
GRANT SELECT, INSERT ON reminders_sent TO dualhigh_system;

-- Looked for again and again, among all needs.
CREATE INDEX needs_by_deadline ON needs (deadline) WHERE deadline IS NOT NULL;

-- Reading by invitation, in the invited person's own transaction -----------------------------------------------------------
-- Somebody who can sign in under this name, for those who handle what is confidential anywhere and invite to it.
CREATE FUNCTION find_invitable(of_login text) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT u.id, u.display_name FROM public.users u
  WHERE u.login = of_login AND u.disabled_at IS NULL AND u.erased_at IS NULL
    AND cardinality(public.app_trusted_scopes()) > 0
$$;
-- Makes the actor a reader of a need, as far as they are invited and have accepted a statement for it. The column is the wall
-- that holds outsiders out, so no outsider writes it in any other way.
CREATE FUNCTION admit_need_reader(of_need uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE public.needs n SET readers = array_append(n.readers, public.app_user_id())
  WHERE n.id = of_need AND NOT public.app_user_id() = ANY (n.readers)
    AND EXISTS (SELECT FROM public.need_readers r
      WHERE r.need_id = n.id AND r.user_id = public.app_user_id() AND r.withdrawn_at IS NULL)
    AND EXISTS (SELECT FROM public.confidentiality_acceptances a
      WHERE a.subject_kind = 'need' AND a.subject_id = n.id AND a.user_id = public.app_user_id())
$$;
GRANT UPDATE (readers) ON needs TO dualhigh_signin;
CREATE POLICY signin_admits ON needs FOR UPDATE TO dualhigh_signin USING (true);
GRANT SELECT ON need_readers, confidentiality_acceptances TO dualhigh_signin;
CREATE POLICY signin_admits ON need_readers FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_admits ON confidentiality_acceptances FOR SELECT TO dualhigh_signin USING (true);
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
DO $$
DECLARE
  signature text;
BEGIN
  FOREACH signature IN ARRAY ARRAY['find_invitable(text)', 'admit_need_reader(uuid)'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO dualhigh_app', signature);
    EXECUTE format('ALTER FUNCTION %s OWNER TO dualhigh_signin', signature);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
