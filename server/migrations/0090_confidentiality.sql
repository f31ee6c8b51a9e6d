-- What is shown to named people only: the statement that they accept, that they did, and every reading.

-- Scopes whose confidential matters the actor handles. Set with the rest of a transaction's context.
CREATE FUNCTION app_trusted_scopes() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('app.trusted_scopes', true), ''), '{}')::uuid[] $$;

-- Who acts, as others know them. The log of readings takes both by itself, so that nobody reads under another name.
CREATE FUNCTION app_user_name() RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT u.display_name FROM users u WHERE u.id = app_user_id() $$;
CREATE FUNCTION app_user_units() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(string_agg(n.name, ' · ' ORDER BY n.name), '') FROM (
    SELECT DISTINCT s.name FROM memberships m JOIN scopes s ON s.id = m.scope_id WHERE m.user_id = app_user_id()) n
$$;

CREATE TABLE confidentiality_statements (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  version integer NOT NULL CHECK (version > 0),
  text_zh text NOT NULL CHECK (length(text_zh) BETWEEN 1 AND 20000),
  text_en text NOT NULL CHECK (length(text_en) BETWEEN 1 AND 20000),
  -- Of both texts: what somebody accepted is told by it.
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT confidentiality_statements_version_key PRIMARY KEY (scope_id, version)
);
COMMENT ON TABLE confidentiality_statements IS 'Confidentiality statements of an office, every version; without one the system''s own wording holds';
SELECT protect_table('confidentiality_statements');
-- It is shown to people outside the office before they read anything; it tells nothing of what it protects.
CREATE POLICY app_select ON confidentiality_statements FOR SELECT TO dualhigh_app
  USING ((SELECT app_user_id()) IS NOT NULL);
CREATE POLICY app_insert ON confidentiality_statements FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_trusted_scopes())::uuid[]));
GRANT SELECT, INSERT ON confidentiality_statements TO dualhigh_app;
GRANT SELECT ON confidentiality_statements TO dualhigh_system;

CREATE TABLE confidentiality_acceptances (
  id uuid NOT NULL,
  -- The office whose statement it is, and the scope whose secret it is, where that is another.
  scope_id uuid NOT NULL,
  owner_id uuid,
  subject_kind text NOT NULL CHECK (subject_kind ~ '^[a-z_]+$'),
  subject_id uuid NOT NULL,
  -- Who and when is the database's to say: neither is granted for writing.
  user_id uuid NOT NULL DEFAULT app_user_id(),
  user_name text DEFAULT app_user_name(),
  user_units text DEFAULT app_user_units(),
  accepted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- 0 for the system's own wording, which no table keeps: hence the texts.
  version integer NOT NULL CHECK (version >= 0),
  text_zh text NOT NULL,
  text_en text NOT NULL,
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (scope_id, id),
  CONSTRAINT confidentiality_acceptances_key UNIQUE (scope_id, subject_kind, subject_id, user_id, digest)
);
COMMENT ON TABLE confidentiality_acceptances IS 'Who accepted which wording before they read something confidential; append-only';
CREATE INDEX confidentiality_acceptances_by_user ON confidentiality_acceptances (user_id);
SELECT protect_table('confidentiality_acceptances');
CREATE POLICY app_select ON confidentiality_acceptances FOR SELECT TO dualhigh_app
  USING (user_id = (SELECT app_user_id()) OR scope_id = ANY ((SELECT app_trusted_scopes())::uuid[])
    OR owner_id = ANY ((SELECT app_trusted_scopes())::uuid[]));
CREATE POLICY app_insert ON confidentiality_acceptances FOR INSERT TO dualhigh_app
  WITH CHECK (user_id = (SELECT app_user_id()));
GRANT SELECT, INSERT (id, scope_id, owner_id, subject_kind, subject_id, version, text_zh, text_en, digest)
  ON confidentiality_acceptances TO dualhigh_app;
-- An erased account's name goes; that somebody accepted stays.
GRANT SELECT, UPDATE (user_name, user_units) ON confidentiality_acceptances TO dualhigh_system;

-- Volume: nothing refers to it, and it carries the zone so that it can be distributed.
CREATE TABLE confidential_readings (
  zone_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  id uuid NOT NULL,
  owner_id uuid,
  subject_kind text NOT NULL CHECK (subject_kind ~ '^[a-z_]+$'),
  subject_id uuid NOT NULL,
  -- What of it was shown: the whole page, its history, a line of a list, a file.
  part text NOT NULL CHECK (part ~ '^[a-z_]+$'),
  user_id uuid NOT NULL DEFAULT app_user_id(),
  user_name text DEFAULT app_user_name(),
  user_units text DEFAULT app_user_units(),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (zone_id, scope_id, id)
);
COMMENT ON TABLE confidential_readings IS 'Every reading of something confidential, in the transaction that showed it; append-only';
CREATE INDEX confidential_readings_by_subject ON confidential_readings (subject_kind, subject_id, at DESC, id DESC);
CREATE INDEX confidential_readings_by_user ON confidential_readings (user_id);
SELECT protect_table('confidential_readings');
CREATE POLICY app_select ON confidential_readings FOR SELECT TO dualhigh_app
  USING (user_id = (SELECT app_user_id()) OR scope_id = ANY ((SELECT app_trusted_scopes())::uuid[])
    OR zone_id = ANY ((SELECT app_trusted_scopes())::uuid[]) OR owner_id = ANY ((SELECT app_trusted_scopes())::uuid[]));
CREATE POLICY app_insert ON confidential_readings FOR INSERT TO dualhigh_app
  WITH CHECK (user_id = (SELECT app_user_id()));
GRANT SELECT, INSERT (zone_id, scope_id, id, owner_id, subject_kind, subject_id, part) ON confidential_readings TO dualhigh_app;
GRANT SELECT, UPDATE (user_name, user_units) ON confidential_readings TO dualhigh_system;
