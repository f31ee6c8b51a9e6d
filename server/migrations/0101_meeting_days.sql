-- Meeting days (对接会): a day on which enterprises and teams of accepted matches meet one to one, at tables and in slots.

CREATE TABLE meeting_days (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  zone_id uuid NOT NULL,
  -- Counted within the scope.
  number integer NOT NULL CHECK (number > 0),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  place text NOT NULL DEFAULT '' CHECK (length(place) <= 300),
  held_on date NOT NULL,
  -- Clock on the wall of the first slot, HH:MM in Shanghai.
  starts_at text NOT NULL CHECK (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  slot_minutes integer NOT NULL CHECK (slot_minutes BETWEEN 5 AND 180),
  break_minutes integer NOT NULL DEFAULT 0 CHECK (break_minutes BETWEEN 0 AND 120),
  slots integer NOT NULL CHECK (slots BETWEEN 1 AND 30),
  tables integer NOT NULL CHECK (tables BETWEEN 1 AND 100),
  -- A longer break, such as for lunch, after so many slots; null: there is none.
  pause_after integer CHECK (pause_after BETWEEN 1 AND 29),
  pause_minutes integer NOT NULL DEFAULT 0 CHECK (pause_minutes BETWEEN 0 AND 300),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'cancelled')),
  -- When the timetable was last worked out, and what would give a place to those who have none.
  planned_at timestamptz,
  remedy jsonb,
  -- Scopes of enterprises and accounts of people who have a meeting: they see the day without being in the scope.
  readers uuid[] NOT NULL DEFAULT '{}',
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT meeting_days_number_key UNIQUE (scope_id, number)
);
COMMENT ON TABLE meeting_days IS 'Days of one-to-one meetings: where, when, how many tables and slots';
SELECT protect_table('meeting_days');
CREATE POLICY app_select ON meeting_days FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR readers && (SELECT app_read_scopes())::uuid[]);
CREATE POLICY app_insert ON meeting_days FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON meeting_days FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON meeting_days TO dualhigh_app;
GRANT SELECT, UPDATE (updated_at, version) ON meeting_days TO dualhigh_system;

CREATE TABLE day_participants (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  day_id uuid NOT NULL REFERENCES meeting_days (id),
  side text NOT NULL CHECK (side IN ('enterprise', 'partner')),
  -- By which several needs of an enterprise, or several works of a team, are one participant of the day.
  participant_key text NOT NULL CHECK (length(participant_key) BETWEEN 1 AND 600),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  unit text NOT NULL DEFAULT '' CHECK (length(unit) <= 300),
  -- Who comes for it, in its own words.
  attendee text NOT NULL DEFAULT '' CHECK (length(attendee) <= 200),
  contact text NOT NULL DEFAULT '' CHECK (length(contact) <= 200),
  comment text NOT NULL DEFAULT '' CHECK (length(comment) <= 2000),
  -- Slots, from 0, in which it cannot come.
  unavailable integer[] NOT NULL DEFAULT '{}',
  answer text NOT NULL DEFAULT 'none' CHECK (answer IN ('none', 'coming', 'not_coming', 'other_time')),
  answered_at timestamptz,
  -- Null: by its link; else who of the office wrote it down.
  answered_by uuid,
  invited_at timestamptz,
  link_expires_at timestamptz,
  is_walk_in boolean NOT NULL DEFAULT false,
  arrived_at timestamptz,
  -- Its name was taken off the day and forgotten.
  removed_at timestamptz,
  readers uuid[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE day_participants IS 'Who comes to a meeting day: enterprises and teams, what they answered, whether they came';
CREATE UNIQUE INDEX day_participants_once ON day_participants (day_id, side, participant_key) WHERE removed_at IS NULL;
SELECT protect_table('day_participants');
CREATE POLICY app_select ON day_participants FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR readers && (SELECT app_read_scopes())::uuid[]);
CREATE POLICY app_insert ON day_participants FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON day_participants FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON day_participants TO dualhigh_app;
GRANT SELECT, UPDATE (answer, answered_at, answered_by, attendee, contact, comment, unavailable, version)
  ON day_participants TO dualhigh_system;

CREATE TABLE day_meetings (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  day_id uuid NOT NULL REFERENCES meeting_days (id),
  -- The line of the ledger that the meeting is about.
  line_id uuid NOT NULL,
  enterprise_id uuid NOT NULL REFERENCES day_participants (id),
  partner_id uuid NOT NULL REFERENCES day_participants (id),
  -- As they were called when the meeting was entered: people of one side do not see the other side's row.
  need_title text NOT NULL,
  enterprise_name text NOT NULL,
  partner_name text NOT NULL,
  -- As the match has it, from 0 to 1, for what goes first when places are short.
  score float8 NOT NULL DEFAULT 0.5 CHECK (score BETWEEN 0 AND 1),
  priority text NOT NULL DEFAULT 'normal' CHECK (priority IN ('must', 'normal', 'if_room')),
  -- From 0; null while it has no place.
  slot integer CHECK (slot BETWEEN 0 AND 29),
  table_number integer CHECK (table_number BETWEEN 0 AND 99),
  is_locked boolean NOT NULL DEFAULT false,
  unplaced jsonb,
  outcome text CHECK (outcome IN ('interested', 'talks_go_on', 'intent_signed', 'nothing', 'enterprise_absent',
    'partner_absent')),
  next_step text NOT NULL DEFAULT '' CHECK (length(next_step) <= 500),
  next_on date,
  outcome_note text NOT NULL DEFAULT '' CHECK (length(outcome_note) <= 2000),
  recorded_by uuid,
  recorded_at timestamptz,
  -- What of it stands in the ledger, and the entry that says so.
  in_ledger jsonb,
  entry_id uuid,
  -- A side was taken off the day.
  dropped_at timestamptz,
  readers uuid[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CHECK ((slot IS NULL) = (table_number IS NULL)),
  CHECK (slot IS NOT NULL OR NOT is_locked),
  CONSTRAINT day_meetings_line_key UNIQUE (day_id, line_id)
);
COMMENT ON TABLE day_meetings IS 'Meetings of a day: who with whom, in which slot at which table, and what came of it';
CREATE INDEX day_meetings_by_line ON day_meetings (line_id);
-- Nobody twice at once, no table twice: whatever the code above does.
CREATE UNIQUE INDEX day_meetings_table_once ON day_meetings (day_id, slot, table_number) WHERE slot IS NOT NULL;
CREATE UNIQUE INDEX day_meetings_enterprise_once ON day_meetings (day_id, slot, enterprise_id) WHERE slot IS NOT NULL;
CREATE UNIQUE INDEX day_meetings_partner_once ON day_meetings (day_id, slot, partner_id) WHERE slot IS NOT NULL;
SELECT protect_table('day_meetings');
CREATE POLICY app_select ON day_meetings FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR readers && (SELECT app_read_scopes())::uuid[]);
CREATE POLICY app_insert ON day_meetings FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON day_meetings FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
-- A meeting of which nothing came yet is taken off without a trace but the audit's.
CREATE POLICY app_delete ON day_meetings FOR DELETE TO dualhigh_app
  USING (outcome IS NULL AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE, DELETE ON day_meetings TO dualhigh_app;
GRANT SELECT ON day_meetings TO dualhigh_system;
