-- What people are told, and when they last looked.

-- Volume: nothing refers to it, and it carries the zone so that it can be distributed.
CREATE TABLE deliveries (
  zone_id uuid NOT NULL,
  user_id uuid NOT NULL,
  id uuid NOT NULL,
  -- Where it happened; null for what concerns the whole installation.
  scope_id uuid,
  event_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind ~ '^[a-z_]+\.[a-z_]+$'),
  -- In both languages: who reads it may change theirs.
  title jsonb NOT NULL CHECK (title ? 'zh' AND title ? 'en'),
  -- Page on which it is seen or done.
  path text NOT NULL CHECK (path ~ '^/' AND length(path) <= 500),
  occurred_at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (zone_id, user_id, id),
  -- An event that is delivered again is still told once.
  CONSTRAINT deliveries_event_key UNIQUE (zone_id, user_id, event_id)
);
COMMENT ON TABLE deliveries IS 'The inbox: what happened, told to one person';
CREATE INDEX deliveries_by_user ON deliveries (user_id, occurred_at DESC, id DESC);
CREATE INDEX deliveries_unread ON deliveries (user_id) WHERE read_at IS NULL;
SELECT protect_table('deliveries');
CREATE POLICY app_select ON deliveries FOR SELECT TO dualhigh_app USING (user_id = (SELECT app_user_id()));
CREATE POLICY app_update ON deliveries FOR UPDATE TO dualhigh_app USING (user_id = (SELECT app_user_id()));
GRANT SELECT, UPDATE (read_at) ON deliveries TO dualhigh_app;
GRANT SELECT, INSERT, DELETE ON deliveries TO dualhigh_system;

CREATE TABLE workbench_visits (
  user_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  -- When the visit before this one ended: what changed since then is new to them. Null at the first.
  since timestamptz,
  seen_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, scope_id)
);
COMMENT ON TABLE workbench_visits IS 'When somebody last looked at the workbench of a scope';
SELECT protect_table('workbench_visits');
CREATE POLICY app_own ON workbench_visits TO dualhigh_app
  USING (user_id = (SELECT app_user_id()))
  WITH CHECK (user_id = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON workbench_visits TO dualhigh_app;
GRANT SELECT, DELETE ON workbench_visits TO dualhigh_system;
