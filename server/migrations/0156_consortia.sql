-- Innovation consortia: who joins under whose lead, what each promised and delivered, what is to be done, and whose the results are.

CREATE TABLE consortium_counters (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2999),
  last integer NOT NULL CHECK (last >= 0),
  PRIMARY KEY (scope_id, year)
);
COMMENT ON TABLE consortium_counters IS 'The last number given to a consortium of a scope in a year';
SELECT protect_table('consortium_counters');
CREATE POLICY app_all ON consortium_counters TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]))
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON consortium_counters TO dualhigh_app, dualhigh_system;

CREATE TABLE consortia (
  id uuid PRIMARY KEY,
  -- A pair, or a zone whose consortia reach several universities.
  scope_id uuid NOT NULL REFERENCES scopes (id),
  zone_id uuid NOT NULL,
  -- The scope in which its own managers hold their role, where it has one.
  manager_scope_id uuid REFERENCES scopes (id),
  -- Scopes whose people read it: its own, its managers', the pairs that take part.
  readers uuid[] NOT NULL,
  -- CON-2026-000042, by the scope and the year.
  number text NOT NULL CHECK (number ~ '^CON-\d{4}-\d{6,}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  -- Types are data of the program, so that a new one takes no migration.
  type text NOT NULL CHECK (type ~ '^[a-z_]{1,40}$'),
  state text NOT NULL DEFAULT 'preparing' CHECK (state ~ '^[a-z_]{1,40}$'),
  -- Where in the industrial chain, in the office's words.
  chain_node text CHECK (length(chain_node) BETWEEN 1 AND 200),
  goal text NOT NULL DEFAULT '' CHECK (length(goal) <= 20000),
  -- How it decides: council, votes, secretariat.
  governance text NOT NULL DEFAULT '' CHECK (length(governance) <= 20000),
  -- The document by which it was founded, where no agreement of ours is: number and day.
  basis text NOT NULL DEFAULT '' CHECK (length(basis) <= 500),
  agreement_id uuid,
  founded_on date,
  assess_on date,
  assessed_on date,
  grade text CHECK (grade ~ '^[a-z_]{1,40}$'),
  ended_on date,
  started_by uuid,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT consortia_number_key UNIQUE (scope_id, number),
  CHECK (scope_id = ANY (readers)),
  CHECK (state = 'preparing' OR state = 'ended' OR founded_on IS NOT NULL)
);
COMMENT ON TABLE consortia IS 'Innovation consortia of a pair or a zone, and where each stands';
CREATE UNIQUE INDEX consortia_name_key ON consortia (scope_id, lower(name));
CREATE INDEX consortia_by_zone ON consortia (zone_id, state);
SELECT protect_table('consortia');
CREATE POLICY app_select ON consortia FOR SELECT TO dualhigh_app
  USING (readers && (SELECT app_read_scopes())::uuid[]);
CREATE POLICY app_insert ON consortia FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON consortia FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON consortia TO dualhigh_app, dualhigh_system;

-- Parts carry the scopes of their consortium, for policies compare columns with settings only.
CREATE TABLE consortium_members (
  id uuid PRIMARY KEY,
  consortium_id uuid NOT NULL REFERENCES consortia (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  readers uuid[] NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
  credit_code text CHECK (length(credit_code) <= 50),
  -- Who answers for it.
  representative text NOT NULL DEFAULT '' CHECK (length(representative) <= 200),
  is_lead boolean NOT NULL DEFAULT false,
  entered_on date NOT NULL,
  -- Who of the lead agreed that it enters.
  entry_agreed_by text NOT NULL DEFAULT '' CHECK (length(entry_agreed_by) <= 200),
  left_on date,
  exit_agreed_by text CHECK (length(exit_agreed_by) BETWEEN 1 AND 200),
  -- What whoever leaves keeps, as it was agreed.
  keeps text CHECK (length(keeps) <= 5000),
  position integer NOT NULL CHECK (position > 0),
  CHECK (left_on >= entered_on),
  CHECK ((left_on IS NULL) = (exit_agreed_by IS NULL)),
  CHECK (NOT (is_lead AND left_on IS NOT NULL))
);
COMMENT ON TABLE consortium_members IS 'Who is in a consortium and who was, with the days of entry and exit';
CREATE UNIQUE INDEX consortium_members_one_lead ON consortium_members (consortium_id) WHERE is_lead;
CREATE UNIQUE INDEX consortium_members_once ON consortium_members (consortium_id, lower(name)) WHERE left_on IS NULL;

CREATE TABLE consortium_tasks (
  id uuid PRIMARY KEY,
  consortium_id uuid NOT NULL REFERENCES consortia (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  readers uuid[] NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
  member_id uuid NOT NULL REFERENCES consortium_members (id),
  due_on date NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state ~ '^[a-z_]{1,40}$'),
  -- What came of it, or why it was given up.
  result text NOT NULL DEFAULT '' CHECK (length(result) <= 20000),
  reported_by uuid,
  reported_on date,
  accepted_by uuid,
  accepted_on date,
  CHECK (accepted_by IS DISTINCT FROM reported_by OR accepted_by IS NULL),
  CHECK ((state = 'accepted') = (accepted_by IS NOT NULL))
);
COMMENT ON TABLE consortium_tasks IS 'What a member of a consortium does until when, and what came of it';

CREATE TABLE consortium_contributions (
  id uuid PRIMARY KEY,
  consortium_id uuid NOT NULL REFERENCES consortia (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  readers uuid[] NOT NULL,
  member_id uuid NOT NULL REFERENCES consortium_members (id),
  kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
  -- Fen for money; otherwise in the unit of its kind: person-months, hours, sets.
  promised bigint NOT NULL CHECK (promised > 0),
  due_on date
);
COMMENT ON TABLE consortium_contributions IS 'What a member promised to bring in, by kind';

CREATE TABLE consortium_deliveries (
  id uuid PRIMARY KEY,
  consortium_id uuid NOT NULL REFERENCES consortia (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  readers uuid[] NOT NULL,
  contribution_id uuid NOT NULL REFERENCES consortium_contributions (id),
  quantity bigint NOT NULL CHECK (quantity > 0),
  delivered_on date NOT NULL,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  noted_by uuid NOT NULL,
  noted_at timestamptz NOT NULL DEFAULT now(),
  confirmed_by uuid,
  confirmed_at timestamptz,
  CHECK (confirmed_by IS DISTINCT FROM noted_by),
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);
COMMENT ON TABLE consortium_deliveries IS 'What of a promise was delivered when; it counts once somebody else confirmed it';

CREATE TABLE consortium_results (
  id uuid PRIMARY KEY,
  consortium_id uuid NOT NULL REFERENCES consortia (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  readers uuid[] NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
  kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
  -- Patent or registration number, as text.
  reference text NOT NULL DEFAULT '' CHECK (length(reference) <= 200),
  achieved_on date NOT NULL,
  terms text NOT NULL DEFAULT '' CHECK (length(terms) <= 5000),
  -- By member id: hundredths of a percent, together 10,000.
  shares jsonb NOT NULL
);
COMMENT ON TABLE consortium_results IS 'What a consortium achieved together, and whose it is';

CREATE TABLE consortium_steps (
  id uuid PRIMARY KEY,
  consortium_id uuid NOT NULL REFERENCES consortia (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  readers uuid[] NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor_id uuid NOT NULL,
  action text NOT NULL CHECK (action ~ '^[a-z_]{1,40}$'),
  details jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE consortium_steps IS 'Who did what about a consortium, and when';

DO $$
DECLARE part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['consortium_members', 'consortium_tasks', 'consortium_contributions',
    'consortium_deliveries', 'consortium_results', 'consortium_steps'] LOOP
    EXECUTE format('CREATE INDEX ON %I (consortium_id)', part);
    PERFORM protect_table(part::regclass);
    EXECUTE format('CREATE POLICY app_select ON %I FOR SELECT TO dualhigh_app
      USING (readers && (SELECT app_read_scopes())::uuid[])', part);
    EXECUTE format('CREATE POLICY app_insert ON %I FOR INSERT TO dualhigh_app
      WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
        OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('CREATE POLICY app_update ON %I FOR UPDATE TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
        OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO dualhigh_app, dualhigh_system', part);
  END LOOP;
END $$;
