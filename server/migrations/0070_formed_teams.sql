-- Teams that are formed for a need (later: for a challenge), whom they are made of, and what was done about each.

-- What people add to, or take from, what the lists say that somebody can do. Somebody of a list is known by name and unit.
CREATE TABLE person_capabilities (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  -- Name and unit as they are compared; namesakes of one unit have their staff number behind them.
  person_key text NOT NULL CHECK (length(person_key) BETWEEN 2 AND 500),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  unit text NOT NULL DEFAULT '' CHECK (length(unit) <= 300),
  adds text[] NOT NULL DEFAULT '{}',
  removes text[] NOT NULL DEFAULT '{}',
  -- Null: as the title says.
  is_senior boolean,
  -- Projects that are not in the system.
  other_projects integer NOT NULL DEFAULT 0 CHECK (other_projects BETWEEN 0 AND 99),
  updated_by uuid NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT person_capabilities_one UNIQUE (scope_id, person_key)
);
COMMENT ON TABLE person_capabilities IS 'What people say of somebody''s capabilities beside what the lists show';
SELECT protect_table('person_capabilities');
CREATE POLICY app_select ON person_capabilities FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON person_capabilities FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON person_capabilities FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON person_capabilities TO dualhigh_app;
GRANT SELECT ON person_capabilities TO dualhigh_system;

CREATE TABLE formed_teams (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  zone_id uuid NOT NULL,
  -- Counted within the scope.
  number integer NOT NULL CHECK (number > 0),
  -- What the team is for, with what people know it by.
  origin_kind text NOT NULL CHECK (origin_kind IN ('need')),
  origin_id uuid NOT NULL,
  origin_number text NOT NULL,
  origin_title text NOT NULL,
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'inviting', 'formed', 'dissolved')),
  -- What is asked for, the limits and the units in which people are looked for.
  capabilities jsonb NOT NULL,
  limits jsonb NOT NULL,
  units text[] NOT NULL DEFAULT '{}',
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT formed_teams_number_key UNIQUE (scope_id, number)
);
COMMENT ON TABLE formed_teams IS 'Teams formed for a need: what is asked for and how far they have come';
CREATE INDEX formed_teams_by_origin ON formed_teams (scope_id, origin_kind, origin_id);
SELECT protect_table('formed_teams');
CREATE POLICY app_select ON formed_teams FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON formed_teams FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON formed_teams FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON formed_teams TO dualhigh_app;
GRANT SELECT, UPDATE (state, updated_at, version) ON formed_teams TO dualhigh_system;

CREATE TABLE formed_team_members (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  team_id uuid NOT NULL REFERENCES formed_teams (id),
  person_key text NOT NULL,
  -- The directory's record, where there is one.
  person_id uuid,
  name text NOT NULL,
  unit text NOT NULL DEFAULT '',
  college text NOT NULL DEFAULT '',
  title text NOT NULL DEFAULT '',
  is_senior boolean NOT NULL,
  -- Of what the team asks for, with what shows it, as it was when the team was last changed.
  covers text[] NOT NULL,
  evidence jsonb NOT NULL,
  load integer NOT NULL CHECK (load >= 0),
  state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'invited', 'accepted', 'declined', 'left')),
  invited_by uuid,
  invited_at timestamptz,
  link_expires_at timestamptz,
  answered_at timestamptz,
  -- Null: the person's own answer through a link; else who of the office wrote it down.
  answered_by uuid,
  comment text NOT NULL DEFAULT '' CHECK (length(comment) <= 2000),
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE formed_team_members IS 'People of a formed team, those who declined or left included';
CREATE UNIQUE INDEX formed_team_members_once ON formed_team_members (team_id, person_key)
  WHERE state NOT IN ('declined', 'left');
CREATE INDEX formed_team_members_by_team ON formed_team_members (team_id, id);
CREATE INDEX formed_team_members_by_person ON formed_team_members (scope_id, person_key);
SELECT protect_table('formed_team_members');
CREATE POLICY app_select ON formed_team_members FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON formed_team_members FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON formed_team_members FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
-- Somebody who was never asked is taken off without a trace but the step.
CREATE POLICY app_delete ON formed_team_members FOR DELETE TO dualhigh_app
  USING (state = 'proposed' AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE, DELETE ON formed_team_members TO dualhigh_app;
GRANT SELECT, UPDATE (state, answered_at, comment) ON formed_team_members TO dualhigh_system;

CREATE TABLE formed_team_steps (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  team_id uuid NOT NULL REFERENCES formed_teams (id),
  id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Null: somebody without an account, through a link.
  actor_id uuid,
  action text NOT NULL CHECK (action IN ('formed', 'changed', 'joined', 'taken_off', 'invited', 'accepted', 'declined',
    'dissolved')),
  -- Whom it is about, as they were called then.
  member_name text,
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (team_id, id)
);
COMMENT ON TABLE formed_team_steps IS 'Who did what about a formed team, and when';
SELECT protect_table('formed_team_steps');
CREATE POLICY app_select ON formed_team_steps FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON formed_team_steps FOR INSERT TO dualhigh_app
  WITH CHECK (actor_id = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON formed_team_steps TO dualhigh_app, dualhigh_system;
