-- Survey rounds: floor by floor through the buildings of a zone, on phones that are often without a network.

CREATE TABLE survey_rounds (
  id uuid PRIMARY KEY,
  -- The pair whose office takes the needs in, and that pair's zone, whose buildings are walked.
  scope_id uuid NOT NULL REFERENCES scopes (id),
  zone_id uuid NOT NULL,
  code text NOT NULL CHECK (code ~ '^ROUND-\d{4}-\d{3,}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  starts_on date NOT NULL,
  -- The first day that is no longer part of it.
  ends_before date NOT NULL,
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'open', 'closed')),
  state_since timestamptz NOT NULL DEFAULT now(),
  -- Who answers for it, and confirms what comes in after its end.
  lead_id uuid NOT NULL,
  -- The version of the questionnaire that is put now; 0 until there is one.
  questionnaire_number integer NOT NULL DEFAULT 0 CHECK (questionnaire_number >= 0),
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT survey_rounds_code_key UNIQUE (scope_id, code),
  CHECK (ends_before > starts_on)
);
COMMENT ON TABLE survey_rounds IS 'Rounds in which officers visit the enterprises of a zone, with a period and a questionnaire';
CREATE INDEX survey_rounds_by_zone ON survey_rounds (zone_id, starts_on);
SELECT protect_table('survey_rounds');
CREATE POLICY app_select ON survey_rounds FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON survey_rounds FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON survey_rounds FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON survey_rounds TO dualhigh_app, dualhigh_system;

-- A version stays as it was: visits say which one they answer.
CREATE TABLE survey_questionnaires (
  scope_id uuid NOT NULL,
  round_id uuid NOT NULL REFERENCES survey_rounds (id),
  number integer NOT NULL CHECK (number > 0),
  content jsonb NOT NULL,
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope_id, round_id, number)
);
COMMENT ON TABLE survey_questionnaires IS 'Every version of the questionnaire of a round';
SELECT protect_table('survey_questionnaires');
CREATE POLICY app_select ON survey_questionnaires FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON survey_questionnaires FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON survey_questionnaires TO dualhigh_app, dualhigh_system;

CREATE TABLE survey_floors (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL,
  round_id uuid NOT NULL REFERENCES survey_rounds (id),
  building text NOT NULL CHECK (length(building) BETWEEN 1 AND 100),
  -- As the sign in the lift says it: 3F, B1, 夹层.
  floor text NOT NULL CHECK (length(floor) BETWEEN 1 AND 50),
  -- Where it stands in the stack: 3, -1.
  level integer NOT NULL,
  officer_ids uuid[] NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT survey_floors_name_key UNIQUE (round_id, building, floor)
);
COMMENT ON TABLE survey_floors IS 'Floors of buildings in a round, and which officers walk them';
SELECT protect_table('survey_floors');
CREATE POLICY app_select ON survey_floors FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON survey_floors FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON survey_floors FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON survey_floors TO dualhigh_app, dualhigh_system;

CREATE TABLE survey_sites (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL,
  zone_id uuid NOT NULL,
  round_id uuid NOT NULL REFERENCES survey_rounds (id),
  floor_id uuid NOT NULL REFERENCES survey_floors (id),
  -- Door number: 301, A-12; empty where there is none.
  unit text NOT NULL DEFAULT '' CHECK (length(unit) <= 50),
  enterprise text NOT NULL CHECK (length(enterprise) BETWEEN 1 AND 200),
  credit_code text CHECK (length(credit_code) BETWEEN 1 AND 30),
  -- Name and code as they are compared: the same enterprise in another round, or behind two doors.
  match_keys text[] NOT NULL,
  -- The enterprise in the directory.
  organisation_id uuid,
  is_added_on_spot boolean NOT NULL DEFAULT false,
  archived_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE survey_sites IS 'Doors to knock at: an enterprise on a floor';
CREATE INDEX survey_sites_by_round ON survey_sites (round_id, floor_id);
CREATE INDEX survey_sites_by_zone ON survey_sites (zone_id, scope_id);
SELECT protect_table('survey_sites');
CREATE POLICY app_select ON survey_sites FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON survey_sites FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON survey_sites FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON survey_sites TO dualhigh_app, dualhigh_system;

-- Who is on the way to which door; over by itself after some hours.
CREATE TABLE survey_claims (
  scope_id uuid NOT NULL,
  round_id uuid NOT NULL,
  site_id uuid NOT NULL REFERENCES survey_sites (id),
  user_id uuid NOT NULL,
  claimed_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (site_id, user_id)
);
COMMENT ON TABLE survey_claims IS 'Officers on the way to a door, so that nobody knocks twice';
CREATE INDEX survey_claims_by_round ON survey_claims (round_id);
SELECT protect_table('survey_claims');
CREATE POLICY app_select ON survey_claims FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON survey_claims FOR INSERT TO dualhigh_app
  WITH CHECK (user_id = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON survey_claims FOR UPDATE TO dualhigh_app USING (user_id = (SELECT app_user_id()));
CREATE POLICY app_delete ON survey_claims FOR DELETE TO dualhigh_app USING (user_id = (SELECT app_user_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON survey_claims TO dualhigh_app, dualhigh_system;

-- Volume: no other table refers to it, so that it can be distributed by zone.
CREATE TABLE survey_visits (
  zone_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  -- Made on the phone (UUIDv7), so that the same visit is known however often it is sent.
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  site_id uuid NOT NULL,
  -- Which of its versions stands.
  digest text NOT NULL,
  -- counted; late: came in after the round's end and waits for the lead; set_aside: kept, and does not count.
  state text NOT NULL CHECK (state IN ('counted', 'late', 'set_aside')),
  outcome text NOT NULL CHECK (outcome IN ('visited', 'refused', 'moved_out', 'nobody_there')),
  officer_id uuid NOT NULL,
  -- By the phone's clock, which decides nothing.
  visited_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  -- How far the phone's clock was ahead when it was sent.
  clock_ahead_seconds integer NOT NULL,
  -- More than one version came in and nobody has chosen yet.
  has_conflict boolean NOT NULL DEFAULT false,
  settled_by uuid,
  settled_at timestamptz,
  settled_reason text CHECK (length(settled_reason) <= 2000),
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (zone_id, scope_id, id)
);
COMMENT ON TABLE survey_visits IS 'Visits to enterprises, each once however often a phone sends it';
CREATE INDEX survey_visits_by_round ON survey_visits (round_id, received_at);
CREATE INDEX survey_visits_by_site ON survey_visits (site_id);
CREATE INDEX survey_visits_by_officer ON survey_visits (officer_id);
SELECT protect_table('survey_visits');
CREATE POLICY app_select ON survey_visits FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON survey_visits FOR INSERT TO dualhigh_app
  WITH CHECK (officer_id = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON survey_visits FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON survey_visits TO dualhigh_app, dualhigh_system;

CREATE TABLE survey_visit_versions (
  zone_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  -- SHA-256 of what it says.
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  content jsonb NOT NULL,
  -- Answers that are missing or do not fit: told, and never a reason to refuse what was written on a doorstep.
  problems jsonb NOT NULL DEFAULT '[]',
  sent_by uuid NOT NULL,
  sent_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (zone_id, scope_id, visit_id, digest)
);
COMMENT ON TABLE survey_visit_versions IS 'Everything that was ever sent as a visit; people met are personal data';
SELECT protect_table('survey_visit_versions');
CREATE POLICY app_select ON survey_visit_versions FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON survey_visit_versions FOR INSERT TO dualhigh_app
  WITH CHECK (sent_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON survey_visit_versions TO dualhigh_app, dualhigh_system;

CREATE TABLE survey_visit_needs (
  zone_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  -- Made on the phone; the digest tells two wordings of it apart.
  need_key uuid NOT NULL,
  digest text NOT NULL,
  need_id uuid NOT NULL,
  round_id uuid NOT NULL,
  site_id uuid NOT NULL,
  PRIMARY KEY (zone_id, scope_id, visit_id, need_key, digest)
);
COMMENT ON TABLE survey_visit_needs IS 'Which needs came out of which visit';
CREATE INDEX survey_visit_needs_by_need ON survey_visit_needs (need_id);
CREATE INDEX survey_visit_needs_by_round ON survey_visit_needs (round_id);
SELECT protect_table('survey_visit_needs');
CREATE POLICY app_select ON survey_visit_needs FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON survey_visit_needs FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON survey_visit_needs TO dualhigh_app, dualhigh_system;
