-- How somebody likes to see things, and what they have typed and not sent: theirs alone, apart from views that they share.

CREATE TABLE preferences (
  user_id uuid NOT NULL REFERENCES users (id),
  key text NOT NULL CHECK (key ~ '^[a-z][a-zA-Z0-9_.:-]{0,119}$'),
  value jsonb NOT NULL CHECK (length(value::text) <= 200000),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, key)
);
COMMENT ON TABLE preferences IS 'Columns of tables, drafts of forms and the like, by key';
SELECT protect_table('preferences');
CREATE POLICY app_own ON preferences TO dualhigh_app
  USING (user_id = (SELECT app_user_id())) WITH CHECK (user_id = (SELECT app_user_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON preferences TO dualhigh_app;
GRANT SELECT, DELETE ON preferences TO dualhigh_system;

CREATE TABLE saved_views (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL,
  -- Which list it is a view of, such as `needs`.
  list text NOT NULL CHECK (list ~ '^[a-z][a-z0-9_-]{0,59}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- Filters, order, search and columns, as the page has them in its address.
  query jsonb NOT NULL CHECK (length(query::text) <= 20000),
  owner_id uuid NOT NULL REFERENCES users (id),
  -- Seen by everybody who reads in the scope.
  is_shared boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT saved_views_own_name UNIQUE (scope_id, list, owner_id, name)
);
COMMENT ON TABLE saved_views IS 'Views of a list that somebody keeps in a scope, for themselves or for everybody there';
SELECT protect_table('saved_views');
CREATE POLICY app_select ON saved_views FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) AND (owner_id = (SELECT app_user_id()) OR is_shared));
-- Keeping a view changes nothing of the scope's; sharing it does.
CREATE POLICY app_insert ON saved_views FOR INSERT TO dualhigh_app
  WITH CHECK (owner_id = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    AND (NOT is_shared OR scope_id = ANY ((SELECT app_write_scopes())::uuid[])));
CREATE POLICY app_update ON saved_views FOR UPDATE TO dualhigh_app
  USING (owner_id = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_read_scopes())::uuid[]))
  WITH CHECK (owner_id = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    AND (NOT is_shared OR scope_id = ANY ((SELECT app_write_scopes())::uuid[])));
-- A shared view outlives its owner's work here: colleagues may clear it away.
CREATE POLICY app_delete ON saved_views FOR DELETE TO dualhigh_app
  USING (owner_id = (SELECT app_user_id())
    OR (is_shared AND scope_id = ANY ((SELECT app_write_scopes())::uuid[])));
GRANT SELECT, INSERT, DELETE ON saved_views TO dualhigh_app;
GRANT UPDATE (name, query, is_shared, version, updated_at) ON saved_views TO dualhigh_app;
GRANT SELECT, DELETE ON saved_views TO dualhigh_system;
