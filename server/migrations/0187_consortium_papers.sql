-- Files that prove what was done in a consortium, and what its members and pairs ask of it.
CREATE TABLE consortium_files (
  -- The file's own id.
  id uuid PRIMARY KEY,
  consortium_id uuid NOT NULL REFERENCES consortia (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  readers uuid[] NOT NULL,
  task_id uuid REFERENCES consortium_tasks (id),
  result_id uuid REFERENCES consortium_results (id),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  -- The scope in which whoever brought it writes.
  added_in uuid NOT NULL,
  added_by uuid NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((task_id IS NULL) <> (result_id IS NULL))
);
COMMENT ON TABLE consortium_files IS 'Files of tasks and results of a consortium, read by whoever reads it';

CREATE TABLE consortium_requests (
  id uuid PRIMARY KEY,
  consortium_id uuid NOT NULL REFERENCES consortia (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  readers uuid[] NOT NULL,
  kind text NOT NULL CHECK (kind IN ('entry', 'exit')),
  -- Of an exit.
  member_id uuid REFERENCES consortium_members (id),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  -- Of an entry, as it becomes the member's.
  member_kind text CHECK (member_kind ~ '^[a-z_]{1,40}$'),
  representative text NOT NULL DEFAULT '' CHECK (length(representative) <= 200),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'accepted', 'declined')),
  -- The scope in which whoever asks writes; the answer goes there.
  asked_in uuid NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now(),
  decided_by uuid,
  decided_at timestamptz,
  answer text NOT NULL DEFAULT '' CHECK (length(answer) <= 2000),
  CHECK ((kind = 'exit') = (member_id IS NOT NULL)),
  CHECK ((kind = 'entry') = (member_kind IS NOT NULL)),
  CHECK ((state = 'asked') = (decided_by IS NULL)),
  CHECK (decided_by IS DISTINCT FROM asked_by)
);
COMMENT ON TABLE consortium_requests IS 'Who asked to enter or to leave a consortium, why, and what was decided by whom';
CREATE UNIQUE INDEX consortium_requests_once ON consortium_requests (consortium_id, kind, lower(name)) WHERE state = 'asked';

DO $$
DECLARE part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['consortium_files', 'consortium_requests'] LOOP
    EXECUTE format('CREATE INDEX ON %I (consortium_id)', part);
    PERFORM protect_table(part::regclass);
    EXECUTE format('CREATE POLICY app_select ON %I FOR SELECT TO dualhigh_app
      USING (readers && (SELECT app_read_scopes())::uuid[])', part);
    EXECUTE format('CREATE POLICY app_update ON %I FOR UPDATE TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
        OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO dualhigh_app, dualhigh_system', part);
  END LOOP;
END $$;
CREATE POLICY app_insert ON consortium_files FOR INSERT TO dualhigh_app
  WITH CHECK (added_by = (SELECT app_user_id()) AND added_in = ANY ((SELECT app_write_scopes())::uuid[])
    AND readers && (SELECT app_read_scopes())::uuid[]);
CREATE POLICY app_insert ON consortium_requests FOR INSERT TO dualhigh_app
  WITH CHECK (asked_by = (SELECT app_user_id()) AND asked_in = ANY ((SELECT app_write_scopes())::uuid[])
    AND readers && (SELECT app_read_scopes())::uuid[]);
