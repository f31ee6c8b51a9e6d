-- Who founded an enterprise or invested in it: a fact of the directory, with its source, that conflicts of interest are
-- computed from.

CREATE TABLE stakes (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL,
  enterprise_id uuid NOT NULL REFERENCES organisations (id),
  holder_kind text NOT NULL CHECK (holder_kind IN ('person', 'organisation')),
  -- The holder's own record, where the directory has one.
  person_id uuid REFERENCES people (id),
  organisation_id uuid REFERENCES organisations (id),
  -- As the source names the holder; of a person with their unit.
  holder_name text NOT NULL CHECK (length(holder_name) BETWEEN 1 AND 200),
  holder_unit text CHECK (length(holder_unit) <= 200),
  role text NOT NULL CHECK (role IN ('founder', 'investor')),
  -- Basis points of the whole; null where the source does not say.
  share_bp integer CHECK (share_bp BETWEEN 1 AND 10000),
  since date,
  -- The first day on which it is no longer held.
  until date,
  source text NOT NULL CHECK (length(source) BETWEEN 1 AND 1000),
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  -- Taken out as an error; what has ended keeps its place with `until`.
  removed_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT stakes_period CHECK (until > since),
  CHECK (person_id IS NULL OR holder_kind = 'person'),
  CHECK (organisation_id IS NULL OR holder_kind = 'organisation')
);
COMMENT ON TABLE stakes IS 'Who founded an enterprise or invested in it, with share, period and source; names are personal data';
CREATE INDEX stakes_by_enterprise ON stakes (enterprise_id, id);
CREATE INDEX stakes_by_scope ON stakes (scope_id, id) WHERE removed_at IS NULL;
CREATE INDEX stakes_by_person ON stakes (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX stakes_by_organisation ON stakes (organisation_id) WHERE organisation_id IS NOT NULL;
SELECT protect_table('stakes');
CREATE POLICY app_select ON stakes FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON stakes FOR INSERT TO dualhigh_app
  WITH CHECK (recorded_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON stakes FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON stakes TO dualhigh_app, dualhigh_system;

-- A stake of a record that was merged is its survivor's.
CREATE INDEX organisations_merged ON organisations (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX people_merged ON people (merged_into) WHERE merged_into IS NOT NULL;

ALTER TABLE expert_conflicts DROP CONSTRAINT expert_conflicts_kind_check;
ALTER TABLE expert_conflicts ADD CONSTRAINT expert_conflicts_kind_check
  CHECK (kind IN ('institution', 'shared_work', 'enterprise', 'investment', 'declared', 'reported'));
