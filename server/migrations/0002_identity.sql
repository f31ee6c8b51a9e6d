-- Who people are and what they may do: accounts, scopes, memberships, sessions, invitations, links without an account.

-- Owns the functions that touch secrets. Nobody works in this role, and no other role reads the secrets' tables.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dualhigh_signin') THEN
    BEGIN
      CREATE ROLE dualhigh_signin NOLOGIN NOINHERIT;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END IF;
  IF NOT pg_has_role(session_user, 'dualhigh_signin', 'MEMBER') THEN
    EXECUTE format('GRANT dualhigh_signin TO %I', session_user);
  END IF;
END $$;
-- CREATE only until the functions below are handed over to it.
GRANT USAGE, CREATE ON SCHEMA public TO dualhigh_signin;

-- The installation's own scope, for administrators. Must equal SYSTEM_SCOPE_ID in the code; a test compares them.
CREATE FUNCTION system_scope_id() RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT '00000000-0000-7000-8000-000000000001'::uuid $$;

-- Scopes ------------------------------------------------------------------------------------------------------------------
CREATE TABLE scopes (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('system', 'province', 'department', 'zone', 'university', 'pair', 'enterprise',
    'facility', 'fund', 'consortium', 'person')),
  -- A number from outside, unique among its kind: credit code, division code, university code.
  code text CHECK (length(code) BETWEEN 1 AND 100),
  name text NOT NULL CHECK (length(name) <= 200),
  name_en text CHECK (length(name_en) <= 200),
  -- Above it in administration; a province's officers see what is below.
  parent_id uuid REFERENCES scopes (id),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((kind = 'system') = (id = system_scope_id())),
  CHECK (parent_id IS DISTINCT FROM id)
);
COMMENT ON TABLE scopes IS 'What a role can be held in; an organisation, a pair or a person has the id of its scope';
CREATE UNIQUE INDEX scopes_code_key ON scopes (kind, code);
CREATE INDEX scopes_by_parent ON scopes (parent_id);
CREATE INDEX scopes_by_name ON scopes (name, id);
SELECT protect_table('scopes');
CREATE POLICY app_select ON scopes FOR SELECT TO dualhigh_app
  USING (id = ANY ((SELECT app_read_scopes())::uuid[]) OR system_scope_id() = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON scopes FOR INSERT TO dualhigh_app
  WITH CHECK (system_scope_id() = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON scopes FOR UPDATE TO dualhigh_app
  USING (system_scope_id() = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON scopes TO dualhigh_app;
GRANT UPDATE (code, name, name_en, parent_id, version) ON scopes TO dualhigh_app;
GRANT SELECT, INSERT ON scopes TO dualhigh_system;

-- Users -------------------------------------------------------------------------------------------------------------------
CREATE TABLE users (
  id uuid PRIMARY KEY,
  -- As compared: lower case, half width. An erased account keeps its row under a name that says nothing.
  login text NOT NULL CHECK (login = lower(login) AND length(login) BETWEEN 3 AND 100),
  display_name text NOT NULL CHECK (length(display_name) <= 100),
  email text CHECK (length(email) <= 200),
  language text NOT NULL DEFAULT 'zh' CHECK (language IN ('zh', 'en')),
  -- Copy of the memberships' scopes: a policy compares columns and asks no other table.
  scope_ids uuid[] NOT NULL DEFAULT '{}',
  disabled_at timestamptz,
  erased_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (erased_at IS NULL OR (disabled_at IS NOT NULL AND display_name = '' AND email IS NULL))
);
COMMENT ON TABLE users IS 'Accounts. Never deleted, for others'' records point at them; erasure empties them';
CREATE UNIQUE INDEX users_login_key ON users (login);
CREATE INDEX users_by_age ON users (created_at, id);
SELECT protect_table('users');
CREATE POLICY app_select ON users FOR SELECT TO dualhigh_app
  USING (id = (SELECT app_user_id()) OR scope_ids && (SELECT app_read_scopes())::uuid[]
    OR system_scope_id() = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_update ON users FOR UPDATE TO dualhigh_app
  USING (id = (SELECT app_user_id()) OR system_scope_id() = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT ON users TO dualhigh_app;
GRANT UPDATE (display_name, email, language, disabled_at, version) ON users TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE ON users TO dualhigh_system;

-- How somebody proves who they are. A second factor and OpenID Connect are further kinds.
CREATE TABLE credentials (
  user_id uuid NOT NULL REFERENCES users (id),
  kind text NOT NULL CHECK (kind IN ('password')),
  -- For a password, argon2id with its parameters.
  secret text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, kind)
);
COMMENT ON TABLE credentials IS 'Secrets of accounts; only the functions below read or write them';
SELECT protect_table('credentials');
CREATE POLICY signin_all ON credentials TO dualhigh_signin USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON credentials TO dualhigh_signin;

-- Memberships -------------------------------------------------------------------------------------------------------------
CREATE TABLE memberships (
  user_id uuid NOT NULL REFERENCES users (id),
  scope_id uuid NOT NULL REFERENCES scopes (id),
  role text NOT NULL CHECK (role ~ '^[a-z_]{3,40}$'),
  granted_by uuid,
  granted_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT memberships_pkey PRIMARY KEY (user_id, scope_id, role),
  CONSTRAINT memberships_admins_in_system
    CHECK ((role IN ('system_admin', 'security_admin', 'audit_admin')) = (scope_id = system_scope_id()))
);
COMMENT ON TABLE memberships IS 'A role held in a scope; which roles there are and what they may do is in the code';
-- Separation of the three administrators: all three are held in the one system scope, and nobody is in it twice.
CREATE UNIQUE INDEX memberships_one_admin_role ON memberships (user_id) WHERE scope_id = system_scope_id();
CREATE INDEX memberships_by_scope ON memberships (scope_id, user_id);
SELECT protect_table('memberships');
CREATE POLICY app_select ON memberships FOR SELECT TO dualhigh_app
  USING (user_id = (SELECT app_user_id()) OR scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR system_scope_id() = ANY ((SELECT app_read_scopes())::uuid[]));
GRANT SELECT ON memberships TO dualhigh_app;
GRANT SELECT, INSERT, DELETE ON memberships TO dualhigh_system;

-- Sessions ----------------------------------------------------------------------------------------------------------------
CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  -- SHA-256: who reads the table cannot sign in with it.
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  user_id uuid NOT NULL REFERENCES users (id),
  -- How strongly the person was recognised: 1 by password, 2 with a second factor.
  assurance smallint NOT NULL DEFAULT 1 CHECK (assurance IN (1, 2)),
  -- Which browser, in a word or two, so that its owner can tell sessions apart.
  agent text NOT NULL DEFAULT '' CHECK (length(agent) <= 100),
  idle_seconds integer NOT NULL CHECK (idle_seconds > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_because text CHECK (ended_because IN ('signed_out', 'renewed', 'ended_by_owner', 'ended_by_admin',
    'password_changed', 'disabled', 'erased')),
  CHECK ((ended_at IS NULL) = (ended_because IS NULL))
);
COMMENT ON TABLE sessions IS 'Sessions, ended when idle, after their absolute time, or by someone; by the time of the database';
CREATE INDEX sessions_open ON sessions (user_id) WHERE ended_at IS NULL;
CREATE INDEX sessions_by_age ON sessions (expires_at);
SELECT protect_table('sessions');
CREATE POLICY app_select ON sessions FOR SELECT TO dualhigh_app
  USING (user_id = (SELECT app_user_id()) OR system_scope_id() = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_update ON sessions FOR UPDATE TO dualhigh_app
  USING (user_id = (SELECT app_user_id()) OR system_scope_id() = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY signin_all ON sessions TO dualhigh_signin USING (true) WITH CHECK (true);
GRANT SELECT (id, user_id, assurance, agent, created_at, last_seen_at, expires_at, ended_at, ended_because)
  ON sessions TO dualhigh_app, dualhigh_system;
GRANT UPDATE (ended_at, ended_because) ON sessions TO dualhigh_app, dualhigh_system;
GRANT DELETE ON sessions TO dualhigh_system;
GRANT SELECT, INSERT, UPDATE ON sessions TO dualhigh_signin;

-- Invitations, resets, links: a secret that is sent to someone, kept as its digest -----------------------------------------
CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  scope_id uuid NOT NULL REFERENCES scopes (id),
  role text NOT NULL CHECK (role ~ '^[a-z_]{3,40}$'),
  login text NOT NULL CHECK (login = lower(login) AND length(login) BETWEEN 3 AND 100),
  display_name text NOT NULL CHECK (length(display_name) <= 100),
  -- Null when it was made on the machine itself.
  invited_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  accepted_by uuid REFERENCES users (id),
  withdrawn_at timestamptz,
  CHECK ((accepted_at IS NULL) = (accepted_by IS NULL)),
  CHECK (accepted_at IS NULL OR withdrawn_at IS NULL)
);
COMMENT ON TABLE invitations IS 'Offers of a role in a scope, accepted once with the token that was sent';
CREATE UNIQUE INDEX invitations_open_key ON invitations (scope_id, login, role)
  WHERE accepted_at IS NULL AND withdrawn_at IS NULL;
SELECT protect_table('invitations');
CREATE POLICY app_select ON invitations FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR system_scope_id() = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON invitations FOR INSERT TO dualhigh_app
  WITH CHECK (invited_by = (SELECT app_user_id()) AND (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR system_scope_id() = ANY ((SELECT app_write_scopes())::uuid[])));
CREATE POLICY app_update ON invitations FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR system_scope_id() = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT (id, scope_id, role, login, display_name, invited_by, created_at, expires_at, accepted_at, accepted_by,
  withdrawn_at) ON invitations TO dualhigh_app;
GRANT INSERT, UPDATE (withdrawn_at) ON invitations TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE ON invitations TO dualhigh_system;

CREATE TABLE password_resets (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  user_id uuid NOT NULL REFERENCES users (id),
  -- Null when the person asked for it, or when it was made on the machine itself.
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
COMMENT ON TABLE password_resets IS 'Permissions to set a new password once';
CREATE INDEX password_resets_by_user ON password_resets (user_id) WHERE used_at IS NULL;
SELECT protect_table('password_resets');
CREATE POLICY app_insert ON password_resets FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND system_scope_id() = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_select ON password_resets FOR SELECT TO dualhigh_app USING (created_by = (SELECT app_user_id()));
GRANT INSERT, SELECT (id, user_id, created_by, created_at, expires_at, used_at) ON password_resets TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON password_resets TO dualhigh_system;

CREATE TABLE access_links (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  -- The one thing it is good for, as `match.answer`; the module that made it says what that is.
  purpose text NOT NULL CHECK (purpose ~ '^[a-z_]+\.[a-z_]+$'),
  scope_id uuid NOT NULL REFERENCES scopes (id),
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  -- The link that was passed on to make this one.
  forwarded_from uuid REFERENCES access_links (id),
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  first_opened_at timestamptz,
  -- Answered: good for nothing more.
  used_at timestamptz,
  revoked_at timestamptz
);
COMMENT ON TABLE access_links IS 'Links that work without an account: for one purpose, until they are used or expire';
CREATE INDEX access_links_by_subject ON access_links (subject_id);
SELECT protect_table('access_links');
CREATE POLICY app_select ON access_links FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON access_links FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON access_links FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT (id, purpose, scope_id, subject_kind, subject_id, forwarded_from, created_by, created_at, expires_at,
  first_opened_at, used_at, revoked_at) ON access_links TO dualhigh_app;
GRANT INSERT, UPDATE (revoked_at) ON access_links TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON access_links TO dualhigh_system;

-- Attempts ----------------------------------------------------------------------------------------------------------------
CREATE TABLE attempts (
  -- Digest of the account or network: the table names nobody.
  key bytea PRIMARY KEY CHECK (length(key) = 32),
  window_started_at timestamptz NOT NULL,
  count integer NOT NULL CHECK (count > 0)
);
COMMENT ON TABLE attempts IS 'Attempts to prove something, counted per account and per network for all processes';
CREATE INDEX attempts_by_age ON attempts (window_started_at);
SELECT protect_table('attempts');
GRANT SELECT, INSERT, UPDATE, DELETE ON attempts TO dualhigh_system;

-- Functions ---------------------------------------------------------------------------------------------------------------
GRANT SELECT ON users, memberships, scopes TO dualhigh_signin;
GRANT UPDATE (scope_ids) ON users TO dualhigh_signin;
GRANT DELETE ON memberships TO dualhigh_signin;
CREATE POLICY signin_all ON users TO dualhigh_signin USING (true);
CREATE POLICY signin_all ON memberships TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON scopes FOR SELECT TO dualhigh_signin USING (true);

-- Who holds a token, if the session is still good, and their roles; notes that they were seen. Scopes beneath are listed
-- for the roles named in `below_roles`. The token has 256 bits, so that asking with guesses tells nothing.
CREATE FUNCTION session_caller(token bytea, below_roles text[])
RETURNS TABLE (session_id uuid, user_id uuid, grants jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  held record;
  held_grants jsonb;
  reaches_below boolean;
BEGIN
  SELECT s.id, s.user_id, s.last_seen_at, s.idle_seconds INTO held
  FROM public.sessions s JOIN public.users u ON u.id = s.user_id
  WHERE s.token_hash = token AND s.ended_at IS NULL AND u.disabled_at IS NULL
    AND clock_timestamp() < s.expires_at
    AND clock_timestamp() < s.last_seen_at + make_interval(secs => s.idle_seconds);
  IF NOT FOUND THEN
    RETURN;
  END IF;
  -- Written at most thirty times in an idle period: a page of twenty requests is one update.
  IF clock_timestamp() > held.last_seen_at + make_interval(secs => held.idle_seconds / 30.0) THEN
    UPDATE public.sessions SET last_seen_at = clock_timestamp() WHERE id = held.id;
  END IF;
  SELECT coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'scopeId', m.scope_id, 'below', '[]'::jsonb)
    ORDER BY m.role, m.scope_id), '[]'::jsonb), coalesce(bool_or(m.role = ANY (below_roles)), false)
    INTO held_grants, reaches_below
  FROM public.memberships m WHERE m.user_id = held.user_id;
  -- Few people need the tree walked, and everybody's every request comes through here.
  IF reaches_below THEN
    SELECT jsonb_agg(CASE WHEN g.value ->> 'role' = ANY (below_roles) THEN jsonb_set(g.value, '{below}', (
      WITH RECURSIVE beneath AS (
        SELECT s.id FROM public.scopes s WHERE s.parent_id = (g.value ->> 'scopeId')::uuid
        UNION
        SELECT s.id FROM public.scopes s JOIN beneath b ON s.parent_id = b.id
      )
      SELECT coalesce(jsonb_agg(b.id), '[]'::jsonb) FROM beneath b)) ELSE g.value END)
      INTO held_grants
    FROM jsonb_array_elements(held_grants) AS g;
  END IF;
  RETURN QUERY SELECT held.id, held.user_id, held_grants;
END $$;

-- The account and its password's digest. Unknown and disabled accounts answer nothing: the caller verifies a digest of its
-- own then, and takes as long.
CREATE FUNCTION signin_password(wanted_login text) RETURNS TABLE (user_id uuid, secret text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT u.id, c.secret FROM public.users u JOIN public.credentials c ON c.user_id = u.id AND c.kind = 'password'
  WHERE u.login = wanted_login AND u.disabled_at IS NULL
$$;

CREATE FUNCTION set_password(for_user uuid, new_secret text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO public.credentials (user_id, kind, secret) VALUES (for_user, 'password', new_secret)
  ON CONFLICT (user_id, kind) DO UPDATE SET secret = EXCLUDED.secret, changed_at = now()
$$;

CREATE FUNCTION forget_credentials(for_user uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM public.credentials WHERE user_id = for_user
$$;

-- Opens a session under a new token and ends the one that the browser brought along, whoever put it there.
CREATE FUNCTION open_session(new_id uuid, new_token bytea, for_user uuid, new_agent text, idle integer, absolute integer,
  old_token bytea) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE public.sessions SET ended_at = clock_timestamp(), ended_because = 'renewed'
  WHERE token_hash = old_token AND ended_at IS NULL;
  INSERT INTO public.sessions (id, token_hash, user_id, agent, idle_seconds, created_at, last_seen_at, expires_at)
  VALUES (new_id, new_token, for_user, new_agent, idle, clock_timestamp(), clock_timestamp(),
    clock_timestamp() + make_interval(secs => absolute));
END $$;

-- Takes a role away. Checks the context itself, as a policy would: who leaves a scope must no longer be seen from it, and
-- that is a column of an account that the head of a scope may not write.
CREATE FUNCTION remove_membership(of_user uuid, in_scope uuid, of_role text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT (in_scope = ANY (public.app_write_scopes()) OR public.system_scope_id() = ANY (public.app_write_scopes())) THEN
    RETURN false;
  END IF;
  DELETE FROM public.memberships WHERE user_id = of_user AND scope_id = in_scope AND role = of_role;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE public.users SET scope_ids = ARRAY(
    SELECT DISTINCT m.scope_id FROM public.memberships m WHERE m.user_id = of_user ORDER BY 1) WHERE id = of_user;
  RETURN true;
END $$;

-- Handed over to the role that may read the secrets, and opened to one role each.
DO $$
DECLARE
  line record;
BEGIN
  FOR line IN SELECT * FROM (VALUES
    ('session_caller(bytea, text[])', 'dualhigh_app'),
    ('remove_membership(uuid, uuid, text)', 'dualhigh_app'),
    ('signin_password(text)', 'dualhigh_system'),
    ('set_password(uuid, text)', 'dualhigh_system'),
    ('forget_credentials(uuid)', 'dualhigh_system'),
    ('open_session(uuid, bytea, uuid, text, integer, integer, bytea)', 'dualhigh_system')
  ) AS handed (signature, runs_as) LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', line.signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', line.signature, line.runs_as);
    EXECUTE format('ALTER FUNCTION %s OWNER TO dualhigh_signin', line.signature);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
