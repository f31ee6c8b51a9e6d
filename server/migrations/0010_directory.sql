-- Whom and what there is: organisations, people, teams, achievements, nodes of the industrial chains; lists that came in,
-- and records that turned out to be one.

-- Organisations and people --------------------------------------------------------------------------------------------------
CREATE TABLE organisations (
  id uuid PRIMARY KEY,
  -- Null for a public fact out of a register, which everybody who is signed in may read.
  scope_id uuid,
  kind text NOT NULL CHECK (kind IN ('zone', 'university', 'enterprise', 'institute', 'park', 'department', 'city',
    'other')),
  -- What the register calls it, as `university:4132010284`, so that a later edition of the register finds it again.
  registry_key text CHECK (length(registry_key) BETWEEN 3 AND 200),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  name_en text CHECK (length(name_en) BETWEEN 1 AND 200),
  other_names text[] NOT NULL DEFAULT '{}',
  -- Checked with a warning and not forced: some that were legally issued fail the checksum.
  credit_code text CHECK (length(credit_code) BETWEEN 1 AND 30),
  -- Name and code as they are compared.
  match_keys text[] NOT NULL DEFAULT '{}',
  parent_id uuid REFERENCES organisations (id),
  city_code text CHECK (city_code ~ '^[0-9]{6}$'),
  website text CHECK (length(website) <= 500),
  -- What else is known of one of this kind: level, industries, orientation, place on the map.
  details jsonb NOT NULL DEFAULT '{}',
  -- Where the fact was read, in words or as an address, and how sure it is.
  source text CHECK (length(source) <= 1000),
  confidence text CHECK (confidence IN ('high', 'medium', 'low')),
  is_sample boolean NOT NULL DEFAULT false,
  merged_into uuid REFERENCES organisations (id),
  archived_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT organisations_registry_is_public CHECK (registry_key IS NULL OR scope_id IS NULL)
);
COMMENT ON TABLE organisations IS 'Zones, universities, enterprises, institutes, parks, departments, cities';
CREATE UNIQUE INDEX organisations_registry_key ON organisations (registry_key);
CREATE INDEX organisations_by_scope ON organisations (scope_id, kind, name, id);
CREATE INDEX organisations_by_code ON organisations (credit_code) WHERE credit_code IS NOT NULL;
SELECT protect_table('organisations');
CREATE POLICY app_select ON organisations FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR (scope_id IS NULL AND (SELECT app_user_id()) IS NOT NULL));
CREATE POLICY app_insert ON organisations FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON organisations FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON organisations TO dualhigh_app, dualhigh_system;

CREATE TABLE people (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  -- Namesakes are told apart by unit and number, never by name alone.
  unit text CHECK (length(unit) <= 200),
  college text CHECK (length(college) <= 200),
  person_number text CHECK (length(person_number) BETWEEN 1 AND 50),
  title text CHECK (length(title) <= 100),
  field text CHECK (length(field) <= 500),
  orcid text CHECK (length(orcid) <= 40),
  phone text CHECK (length(phone) <= 50),
  email text CHECK (length(email) <= 200),
  note text CHECK (length(note) <= 5000),
  -- The account of this person, who may then export and erase what stands here.
  user_id uuid,
  match_keys text[] NOT NULL DEFAULT '{}',
  merged_into uuid REFERENCES people (id),
  archived_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE people IS 'Researchers and contacts of a pair, told apart by unit and number';
CREATE INDEX people_by_scope ON people (scope_id, name, id);
CREATE INDEX people_by_user ON people (user_id) WHERE user_id IS NOT NULL;
CREATE UNIQUE INDEX people_number_key ON people (scope_id, unit, person_number)
  WHERE person_number IS NOT NULL AND archived_at IS NULL AND merged_into IS NULL;
SELECT protect_table('people');
CREATE POLICY app_select ON people FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON people FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON people FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON people TO dualhigh_app, dualhigh_system;

-- Records of the lists --------------------------------------------------------------------------------------------------------
-- `record` is the entry as `lists` reads it; the columns beside it are what is filtered, sorted and matched, written from
-- it in one statement. `number` is the list's own number, or one that we gave where `number_is_own` is false. `match_keys`
-- are what later lists find the row by, in order.
CREATE TABLE achievements (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL,
  number text NOT NULL CHECK (length(number) BETWEEN 1 AND 200),
  number_is_own boolean NOT NULL,
  title text NOT NULL,
  unit text,
  college text,
  kind text,
  field text,
  inventors text,
  patent_number text,
  legal_status text NOT NULL CHECK (legal_status IN ('granted', 'pending', 'lapsed', 'unknown')),
  -- Days as `YYYY-MM-DD`.
  filed text,
  granted text,
  expiry text,
  owners text[] NOT NULL DEFAULT '{}',
  exclusive_licence boolean NOT NULL DEFAULT false,
  readiness integer CHECK (readiness BETWEEN 1 AND 9),
  grade text,
  record jsonb NOT NULL,
  digest text NOT NULL,
  match_keys text[] NOT NULL,
  merged_into uuid REFERENCES achievements (id),
  archived_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE achievements IS 'Achievements that may be transformed, mostly patents, with their legal status';
CREATE UNIQUE INDEX achievements_number_key ON achievements (scope_id, number)
  WHERE archived_at IS NULL AND merged_into IS NULL;
CREATE INDEX achievements_by_title ON achievements (scope_id, title, id);
SELECT protect_table('achievements');
CREATE POLICY app_select ON achievements FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON achievements FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON achievements FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON achievements TO dualhigh_app, dualhigh_system;

CREATE TABLE teams (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL,
  number text NOT NULL CHECK (length(number) BETWEEN 1 AND 200),
  number_is_own boolean NOT NULL,
  name text NOT NULL,
  unit text,
  college text,
  lead text,
  field text,
  orcid text,
  capacity integer,
  record jsonb NOT NULL,
  digest text NOT NULL,
  match_keys text[] NOT NULL,
  merged_into uuid REFERENCES teams (id),
  archived_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE teams IS 'Teams and experts who can take needs, with how many they can take';
CREATE UNIQUE INDEX teams_number_key ON teams (scope_id, number) WHERE archived_at IS NULL AND merged_into IS NULL;
CREATE INDEX teams_by_name ON teams (scope_id, name, id);
SELECT protect_table('teams');
CREATE POLICY app_select ON teams FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON teams FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON teams FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON teams TO dualhigh_app, dualhigh_system;

-- Industrial chains -----------------------------------------------------------------------------------------------------------
CREATE TABLE chain_nodes (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL,
  -- Null for a chain itself; beneath it stand its stages, in their order.
  parent_id uuid REFERENCES chain_nodes (id),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  name_en text CHECK (length(name_en) BETWEEN 1 AND 100),
  position integer NOT NULL DEFAULT 0,
  note text CHECK (length(note) <= 2000),
  archived_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE chain_nodes IS 'Industrial chains of a pair and their stages';
CREATE INDEX chain_nodes_by_parent ON chain_nodes (scope_id, parent_id, position, id);
SELECT protect_table('chain_nodes');
CREATE POLICY app_select ON chain_nodes FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON chain_nodes FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON chain_nodes FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON chain_nodes TO dualhigh_app, dualhigh_system;

CREATE TABLE chain_links (
  scope_id uuid NOT NULL,
  node_id uuid NOT NULL REFERENCES chain_nodes (id),
  -- What stands at the node: a need, an enterprise, a team, an achievement.
  subject_kind text NOT NULL CHECK (subject_kind IN ('need', 'organisation', 'team', 'achievement', 'person')),
  subject_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope_id, node_id, subject_kind, subject_id)
);
COMMENT ON TABLE chain_links IS 'Who and what stands at a node of an industrial chain';
CREATE INDEX chain_links_by_subject ON chain_links (scope_id, subject_kind, subject_id);
SELECT protect_table('chain_links');
CREATE POLICY app_select ON chain_links FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON chain_links FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_delete ON chain_links FOR DELETE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, DELETE ON chain_links TO dualhigh_app, dualhigh_system;

-- History and merges ----------------------------------------------------------------------------------------------------------
CREATE TABLE directory_history (
  scope_id uuid NOT NULL,
  id uuid NOT NULL,
  subject_kind text NOT NULL CHECK (subject_kind IN ('achievement', 'team', 'person', 'organisation', 'chain_node')),
  subject_id uuid NOT NULL,
  -- The version that the change made.
  version integer NOT NULL,
  action text NOT NULL CHECK (action IN ('created', 'changed', 'archived', 'restored', 'merged', 'split')),
  actor_id uuid,
  at timestamptz NOT NULL DEFAULT now(),
  -- Field by field, as it was before and after.
  changed jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (scope_id, id)
);
COMMENT ON TABLE directory_history IS 'Changes that people made to records; those of lists stand in list_import_changes';
CREATE INDEX directory_history_by_subject ON directory_history (scope_id, subject_id, id);
SELECT protect_table('directory_history');
CREATE POLICY app_select ON directory_history FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON directory_history FOR INSERT TO dualhigh_app
  WITH CHECK (actor_id = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON directory_history TO dualhigh_app, dualhigh_system;
-- Erasure of a person reaches what their record said earlier.
GRANT UPDATE (changed) ON directory_history TO dualhigh_system;

CREATE TABLE merges (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL,
  subject_kind text NOT NULL CHECK (subject_kind IN ('achievement', 'team', 'person', 'organisation')),
  survivor_id uuid NOT NULL,
  -- Its id leads to the survivor from now on.
  merged_id uuid NOT NULL,
  -- Fields that the survivor took over, before and after, and its version then: what an undo puts back.
  changed jsonb NOT NULL DEFAULT '{}',
  survivor_version integer NOT NULL,
  merged_by uuid NOT NULL,
  merged_at timestamptz NOT NULL DEFAULT now(),
  undone_by uuid,
  undone_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CHECK (survivor_id <> merged_id),
  CHECK ((undone_by IS NULL) = (undone_at IS NULL))
);
COMMENT ON TABLE merges IS 'Records that turned out to be one, and how to take them apart again';
CREATE UNIQUE INDEX merges_one_survivor ON merges (merged_id) WHERE undone_at IS NULL;
CREATE INDEX merges_by_scope ON merges (scope_id, merged_at DESC, id);
SELECT protect_table('merges');
CREATE POLICY app_select ON merges FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON merges FOR INSERT TO dualhigh_app
  WITH CHECK (merged_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON merges FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE (undone_by, undone_at, version) ON merges TO dualhigh_app;
GRANT SELECT, UPDATE (changed) ON merges TO dualhigh_system;

-- Somebody looked at two records and said that they are not one.
CREATE TABLE duplicate_dismissals (
  scope_id uuid NOT NULL,
  subject_kind text NOT NULL CHECK (subject_kind IN ('achievement', 'team', 'person', 'organisation')),
  -- The smaller id first.
  first_id uuid NOT NULL,
  second_id uuid NOT NULL CHECK (second_id > first_id),
  dismissed_by uuid NOT NULL,
  dismissed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope_id, subject_kind, first_id, second_id)
);
COMMENT ON TABLE duplicate_dismissals IS 'Suggested duplicates that are none';
SELECT protect_table('duplicate_dismissals');
CREATE POLICY app_select ON duplicate_dismissals FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON duplicate_dismissals FOR INSERT TO dualhigh_app
  WITH CHECK (dismissed_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON duplicate_dismissals TO dualhigh_app;

-- Lists that came in ------------------------------------------------------------------------------------------------------------
CREATE TABLE list_imports (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('needs', 'achievements', 'instruments', 'teams')),
  state text NOT NULL DEFAULT 'previewed' CHECK (state IN ('previewed', 'accepted', 'undone', 'discarded')),
  file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
  -- The original in the file store; null once a preview was discarded.
  file_id uuid,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint NOT NULL,
  -- Null until somebody has said; a list is not taken in before.
  classification text CHECK (classification IN ('public', 'internal', 'confidential')),
  -- Columns as a person assigned them, where the reader's own reading was not right.
  mapping jsonb NOT NULL DEFAULT '[]',
  columns jsonb NOT NULL DEFAULT '[]',
  -- Told about the file as a whole.
  notices jsonb NOT NULL DEFAULT '[]',
  read integer NOT NULL DEFAULT 0,
  added integer NOT NULL DEFAULT 0,
  updated integer NOT NULL DEFAULT 0,
  unchanged integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  warned integer NOT NULL DEFAULT 0,
  -- Rows whose outcome was another at the moment of taking in than in the preview.
  moved integer NOT NULL DEFAULT 0,
  -- The job that takes it in, or tried to.
  accept_job uuid,
  accepted_by uuid,
  accepted_at timestamptz,
  undone_by uuid,
  undone_at timestamptz,
  -- How many records an undo put back, and how many it left because they were changed since.
  reverted integer NOT NULL DEFAULT 0,
  left_changed integer NOT NULL DEFAULT 0,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CHECK ((accepted_at IS NULL) = (state IN ('previewed', 'discarded'))),
  CHECK ((undone_at IS NULL) = (state <> 'undone'))
);
COMMENT ON TABLE list_imports IS 'Lists that were handed in, from preview to acceptance or discard';
CREATE INDEX list_imports_by_scope ON list_imports (scope_id, created_at DESC, id);
SELECT protect_table('list_imports');
CREATE POLICY app_select ON list_imports FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON list_imports FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON list_imports FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON list_imports TO dualhigh_app, dualhigh_system;

CREATE TABLE list_import_rows (
  scope_id uuid NOT NULL,
  import_id uuid NOT NULL,
  -- Place in the order of reading.
  seq integer NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('added', 'updated', 'unchanged', 'refused')),
  -- Sheet and row, or the file's name where a form is a file of its own.
  sheet text,
  row_number integer,
  file text NOT NULL,
  label text NOT NULL,
  -- The entry as it was read; null for a row that was refused.
  record jsonb,
  -- Whether the list gives the entry its number, or the reader had to.
  has_own_number boolean NOT NULL DEFAULT false,
  -- Of what the entry says; null for a row that was refused.
  digest text,
  -- Field by field, as it is and as the list would have it.
  changed jsonb NOT NULL DEFAULT '{}',
  problems jsonb NOT NULL DEFAULT '[]',
  target_id uuid,
  PRIMARY KEY (scope_id, import_id, seq)
);
COMMENT ON TABLE list_import_rows IS 'Rows of a list as they were read, and what taking them in means';
CREATE INDEX list_import_rows_by_outcome ON list_import_rows (scope_id, import_id, outcome, seq);
SELECT protect_table('list_import_rows');
CREATE POLICY app_select ON list_import_rows FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON list_import_rows FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_delete ON list_import_rows FOR DELETE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, DELETE ON list_import_rows TO dualhigh_app;
GRANT SELECT, UPDATE, DELETE ON list_import_rows TO dualhigh_system;

CREATE TABLE list_import_changes (
  scope_id uuid NOT NULL,
  import_id uuid NOT NULL,
  target_id uuid NOT NULL,
  change text NOT NULL CHECK (change IN ('added', 'updated')),
  -- 0 where there was none before.
  version_before integer NOT NULL,
  -- Follows the row when a later import of it is undone, so that this one can be undone in its turn.
  version_after integer NOT NULL,
  -- The record as it was; null for one that was added.
  before jsonb,
  changed jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (scope_id, import_id, target_id)
);
COMMENT ON TABLE list_import_changes IS 'What taking a list in did to each record, so that it can be undone and followed';
CREATE INDEX list_import_changes_by_target ON list_import_changes (scope_id, target_id);
SELECT protect_table('list_import_changes');
CREATE POLICY app_select ON list_import_changes FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_update ON list_import_changes FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, UPDATE (version_after) ON list_import_changes TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE ON list_import_changes TO dualhigh_system;
