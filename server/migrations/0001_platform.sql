-- What every module stands on: roles, the context of a transaction, events, jobs, audit, files, idempotency keys.
-- Written for PostgreSQL 15. A shipped migration is never changed; its checksum is kept.

-- Roles -----------------------------------------------------------------------------------------------------------------
-- They belong to the whole server, so another database of ours may have made them already, or be making them now.
--   dualhigh_app     serves people: sees and writes what the context of its transaction allows
--   dualhigh_system  serves jobs, sign-in, the outbox: every scope, and only the columns granted to it
--   dualhigh_keeper  backup reads everything as it, restore writes everything as it
DO $$
DECLARE
  wanted name;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['dualhigh_app', 'dualhigh_system', 'dualhigh_keeper']::name[] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', wanted);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
      END;
    END IF;
    IF NOT pg_has_role(session_user, wanted, 'MEMBER') THEN
      BEGIN
        EXECUTE format('GRANT %I TO %I', wanted, session_user);
      EXCEPTION WHEN unique_violation OR internal_error THEN
        NULL; -- "tuple concurrently updated": the other one granted it
      END;
    END IF;
  END LOOP;
END $$;

-- A database of ours holds nothing for others.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO dualhigh_app, dualhigh_system, dualhigh_keeper;

-- Context of a transaction ------------------------------------------------------------------------------------------------
-- Set by withActor for one transaction. Without it there is no user and no scope, and every comparison below is false.
-- Policies call these in a scalar select, `(SELECT app_read_scopes())`: evaluated once for a query, not once for a row.
CREATE FUNCTION app_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;
CREATE FUNCTION app_read_scopes() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('app.read_scopes', true), ''), '{}')::uuid[] $$;
CREATE FUNCTION app_write_scopes() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('app.write_scopes', true), ''), '{}')::uuid[] $$;

-- Every table but schema_migrations is put under the wall with this: forced, so that the owner is bound as well. The
-- system and the keeper pass the policies; what they may do is what is granted to them.
CREATE FUNCTION protect_table(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY system_all ON %s TO dualhigh_system USING (true) WITH CHECK (true)', target);
  EXECUTE format('CREATE POLICY keeper_all ON %s TO dualhigh_keeper USING (true) WITH CHECK (true)', target);
  EXECUTE format('GRANT SELECT, INSERT ON %s TO dualhigh_keeper', target);
END $$;
REVOKE ALL ON FUNCTION protect_table(regclass) FROM PUBLIC;

-- Migrations that were run. Not guarded by row-level security, and granted to nobody.
CREATE TABLE schema_migrations (
  name text PRIMARY KEY,
  checksum text NOT NULL CHECK (checksum ~ '^[0-9a-f]{64}$'),
  took_ms integer NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE schema_migrations IS 'Migrations that were run, and the digest of each file as it was';

-- Events ------------------------------------------------------------------------------------------------------------------
CREATE SEQUENCE event_seq;
CREATE TABLE events (
  id uuid PRIMARY KEY,
  -- Order of writing. Two events of one aggregate are written in order, because their transactions lock its row.
  seq bigint NOT NULL UNIQUE,
  type text NOT NULL CHECK (type ~ '^[a-z_]+\.[a-z_]+$'),
  -- What happened to which thing, as `need:UUID`: events of one aggregate are delivered in order.
  aggregate text NOT NULL CHECK (length(aggregate) BETWEEN 3 AND 200),
  -- Null for what concerns the whole installation.
  scope_id uuid,
  actor_id uuid,
  payload jsonb NOT NULL,
  occurred_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE events IS 'Outbox: what modules announce, written in the transaction in which it happened';
ALTER SEQUENCE event_seq OWNED BY events.seq;
GRANT USAGE ON SEQUENCE event_seq TO dualhigh_app, dualhigh_system;
SELECT protect_table('events');
-- People's transactions announce and never read: what they may see of an event they see in the module that sent it.
CREATE POLICY app_insert ON events FOR INSERT TO dualhigh_app
  WITH CHECK (actor_id = (SELECT app_user_id())
    AND (scope_id IS NULL OR scope_id = ANY ((SELECT app_write_scopes())::uuid[])));
GRANT INSERT ON events TO dualhigh_app;
GRANT SELECT, INSERT, DELETE ON events TO dualhigh_system;

CREATE TABLE event_deliveries (
  event_id uuid NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  subscriber text NOT NULL CHECK (subscriber ~ '^[a-z_]+(\.[a-z_]+)+$'),
  -- Copies of the event's, so that a claim reads one table.
  seq bigint NOT NULL,
  aggregate text NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'parked', 'skipped')),
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_at timestamptz NOT NULL DEFAULT now(),
  last_error text,
  settled_at timestamptz,
  PRIMARY KEY (event_id, subscriber)
);
COMMENT ON TABLE event_deliveries IS 'One event for one subscriber: pending until its effect is committed';
CREATE INDEX event_deliveries_open ON event_deliveries (subscriber, aggregate, seq) WHERE state IN ('pending', 'parked');
CREATE INDEX event_deliveries_due ON event_deliveries (seq) WHERE state = 'pending';
SELECT protect_table('event_deliveries');
CREATE POLICY app_insert ON event_deliveries FOR INSERT TO dualhigh_app WITH CHECK (state = 'pending' AND attempts = 0);
GRANT INSERT ON event_deliveries TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON event_deliveries TO dualhigh_system;

-- Jobs --------------------------------------------------------------------------------------------------------------------
CREATE TABLE jobs (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind ~ '^[a-z_]+\.[a-z_]+$'),
  -- Null for the installation's own upkeep, which only the system sees.
  scope_id uuid,
  created_by uuid,
  input jsonb NOT NULL,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress_done bigint NOT NULL DEFAULT 0,
  -- 0 while the size of the work is not known.
  progress_total bigint NOT NULL DEFAULT 0,
  progress_text text NOT NULL DEFAULT '',
  attempts integer NOT NULL DEFAULT 0,
  last_error text,
  result jsonb,
  -- Which carriage of the job holds: raised by a retry, so that a late message of an earlier one changes nothing.
  carriage integer NOT NULL DEFAULT 0,
  -- When the queue took it over; null while it waits to be carried.
  carried_at timestamptz,
  cancel_requested_at timestamptz,
  run_after timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz,
  CHECK (progress_done BETWEEN 0 AND greatest(progress_total, progress_done)),
  CHECK ((state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL))
);
COMMENT ON TABLE jobs IS 'Work in the background as people see it; the queue only carries it';
CREATE INDEX jobs_to_carry ON jobs (created_at) WHERE state = 'queued' AND carried_at IS NULL;
CREATE INDEX jobs_by_scope ON jobs (scope_id, created_at DESC);
CREATE INDEX jobs_by_creator ON jobs (created_by, created_at DESC);
SELECT protect_table('jobs');
CREATE POLICY app_select ON jobs FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR created_by = (SELECT app_user_id()));
CREATE POLICY app_insert ON jobs FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON jobs FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON jobs TO dualhigh_app;
-- Cancel and retry; the rest is written by who runs the job.
GRANT UPDATE (state, cancel_requested_at, finished_at, carried_at, carriage, attempts) ON jobs TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs TO dualhigh_system;

-- Audit -------------------------------------------------------------------------------------------------------------------
-- No other table refers to it and it has no trigger, so that it can be distributed over servers by zone.
CREATE TABLE audit_events (
  -- The zone whose server holds the row; a scope outside any zone stands for itself.
  zone_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor_id uuid,
  action text NOT NULL CHECK (action ~ '^[a-z_]+\.[a-z_]+$'),
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  -- Part of the chain: no personal data, which could not be erased from it.
  details jsonb NOT NULL DEFAULT '{}',
  -- Outside the chain: personal data, erased on request.
  personal jsonb,
  -- Place in the scope's chain and the digest there; null until the event is sealed.
  seq bigint CHECK (seq > 0),
  hash text CHECK (hash ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (zone_id, scope_id, id),
  CHECK ((seq IS NULL) = (hash IS NULL))
);
COMMENT ON TABLE audit_events IS 'Who did what, append-only; a chain of digests per scope is sealed by a job';
CREATE INDEX audit_events_unsealed ON audit_events (scope_id, at, id) WHERE seq IS NULL;
CREATE UNIQUE INDEX audit_events_chain ON audit_events (scope_id, seq, zone_id) WHERE seq IS NOT NULL;
CREATE INDEX audit_events_subject ON audit_events (scope_id, subject_kind, subject_id, at);
SELECT protect_table('audit_events');
CREATE POLICY app_select ON audit_events FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
-- An event is written as oneself, unsealed. Reading can be worth an entry, so a scope that is read will do.
CREATE POLICY app_insert ON audit_events FOR INSERT TO dualhigh_app
  WITH CHECK (actor_id = (SELECT app_user_id()) AND seq IS NULL
    AND scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
GRANT SELECT, INSERT ON audit_events TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE (seq, hash, personal) ON audit_events TO dualhigh_system;

-- The end of each chain: without it, events cut off the end would not be missed.
CREATE TABLE audit_chains (
  scope_id uuid PRIMARY KEY,
  zone_id uuid NOT NULL,
  last_seq bigint NOT NULL CHECK (last_seq >= 0),
  last_hash text NOT NULL,
  sealed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE audit_chains IS 'How long the chain of each scope is, and its last digest';
SELECT protect_table('audit_chains');
CREATE POLICY app_select ON audit_chains FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
GRANT SELECT ON audit_chains TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE ON audit_chains TO dualhigh_system;

-- Files -------------------------------------------------------------------------------------------------------------------
CREATE TABLE files (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL,
  -- The row to which the file belongs, as `agreement` and its id.
  owner_kind text NOT NULL,
  owner_id uuid NOT NULL,
  -- Where the content is: the store's key is the digest of what it holds.
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  media_type text NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  classification text NOT NULL DEFAULT 'internal' CHECK (classification IN ('public', 'internal', 'confidential')),
  -- People outside the scope who were invited to the owning row.
  readers uuid[] NOT NULL DEFAULT '{}',
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE files IS 'Uploaded files; their content lies in the file store under its digest';
CREATE INDEX files_by_owner ON files (scope_id, owner_kind, owner_id);
CREATE INDEX files_by_content ON files (sha256);
SELECT protect_table('files');
CREATE POLICY app_select ON files FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR (SELECT app_user_id()) = ANY (readers));
CREATE POLICY app_insert ON files FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON files FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_delete ON files FOR DELETE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, DELETE ON files TO dualhigh_app;
GRANT UPDATE (name, classification, readers) ON files TO dualhigh_app;
GRANT SELECT, INSERT, DELETE ON files TO dualhigh_system;

-- Idempotency keys ----------------------------------------------------------------------------------------------------------
CREATE TABLE idempotency_keys (
  user_id uuid NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  -- Digest of method, path and body: the same key with another request is a mistake, and is answered as one.
  request_digest text NOT NULL,
  -- Null while the first request runs.
  status integer CHECK (status BETWEEN 100 AND 599),
  response jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, key)
);
COMMENT ON TABLE idempotency_keys IS 'Answers to unsafe requests, so that a repeated request gets the first answer';
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
SELECT protect_table('idempotency_keys');
CREATE POLICY app_own ON idempotency_keys TO dualhigh_app
  USING (user_id = (SELECT app_user_id())) WITH CHECK (user_id = (SELECT app_user_id()));
GRANT SELECT, INSERT, DELETE ON idempotency_keys TO dualhigh_app;
GRANT UPDATE (status, response) ON idempotency_keys TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO dualhigh_system;
