-- Platforms that are shared: proof-of-concept centres, pilot-scale platforms, incubators, instrument centres, and the
-- instruments in them.

CREATE TABLE facilities (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  kind text NOT NULL CHECK (kind IN ('proof_of_concept_centre', 'pilot_platform', 'incubator', 'instrument_centre')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  name_en text CHECK (length(name_en) BETWEEN 1 AND 200),
  -- Who runs it.
  unit text CHECK (length(unit) <= 200),
  location text CHECK (length(location) <= 300),
  -- What is done there, and for which fields.
  description text NOT NULL DEFAULT '' CHECK (length(description) <= 20000),
  field text CHECK (length(field) <= 300),
  area_m2 integer CHECK (area_m2 > 0),
  price text CHECK (length(price) <= 500),
  website text CHECK (length(website) <= 500),
  contact jsonb,
  -- The scope in which its managers hold their role, where it has one.
  manager_scope_id uuid REFERENCES scopes (id),
  archived_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE facilities IS 'Shared platforms of a pair, from proof of concept to instruments';
CREATE INDEX facilities_by_scope ON facilities (scope_id, kind, name, id);
CREATE INDEX facilities_by_manager ON facilities (manager_scope_id) WHERE manager_scope_id IS NOT NULL;
SELECT protect_table('facilities');
CREATE POLICY app_select ON facilities FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON facilities FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON facilities FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON facilities TO dualhigh_app, dualhigh_system;

-- As the lists' other records: `record` is the entry as `lists` reads it, the columns beside it are written from it.
CREATE TABLE instruments (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  facility_id uuid REFERENCES facilities (id),
  number text NOT NULL CHECK (length(number) BETWEEN 1 AND 200),
  number_is_own boolean NOT NULL,
  name text NOT NULL,
  model text,
  unit text,
  location text,
  price text,
  record jsonb NOT NULL,
  digest text NOT NULL,
  match_keys text[] NOT NULL,
  archived_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE instruments IS 'Large instruments that are open to users from outside';
CREATE UNIQUE INDEX instruments_number_key ON instruments (scope_id, number) WHERE archived_at IS NULL;
CREATE INDEX instruments_by_name ON instruments (scope_id, name, id);
CREATE INDEX instruments_by_facility ON instruments (facility_id) WHERE facility_id IS NOT NULL;
SELECT protect_table('instruments');
CREATE POLICY app_select ON instruments FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON instruments FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON instruments FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON instruments TO dualhigh_app, dualhigh_system;
