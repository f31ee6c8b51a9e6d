-- Needs that were merged, and how to take them apart again. What was taken over stands in the revision that the merge made.

CREATE TABLE need_merges (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL,
  survivor_id uuid NOT NULL REFERENCES needs (id),
  merged_id uuid NOT NULL REFERENCES needs (id) CHECK (merged_id <> survivor_id),
  -- The version that the merge made of the survivor, and where that stood.
  survivor_version integer NOT NULL,
  survivor_state text NOT NULL,
  -- Needs that led to the merged one until then.
  led uuid[] NOT NULL DEFAULT '{}',
  merged_by uuid NOT NULL,
  merged_at timestamptz NOT NULL DEFAULT now(),
  undone_by uuid,
  undone_at timestamptz,
  CHECK ((undone_by IS NULL) = (undone_at IS NULL))
);
COMMENT ON TABLE need_merges IS 'Needs that turned out to be one, and what led to them';
CREATE INDEX need_merges_by_survivor ON need_merges (survivor_id, merged_at DESC);
CREATE UNIQUE INDEX need_merges_once ON need_merges (merged_id) WHERE undone_at IS NULL;
SELECT protect_table('need_merges');
CREATE POLICY app_select ON need_merges FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON need_merges FOR INSERT TO dualhigh_app
  WITH CHECK (merged_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON need_merges FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE (undone_by, undone_at) ON need_merges TO dualhigh_app;
GRANT SELECT, INSERT ON need_merges TO dualhigh_system;
