-- Officers of the zone and of the pair's office do not see each other's accounts, and have to know who is at a door.
CREATE TABLE survey_people (
  scope_id uuid NOT NULL,
  user_id uuid NOT NULL,
  -- As the account said it last when its holder took part; goes with the account.
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  PRIMARY KEY (scope_id, user_id)
);
COMMENT ON TABLE survey_people IS 'Names of whoever takes part in the survey rounds of a pair; personal data';
CREATE INDEX survey_people_by_user ON survey_people (user_id);
SELECT protect_table('survey_people');
CREATE POLICY app_select ON survey_people FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON survey_people FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON survey_people FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON survey_people TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON survey_people TO dualhigh_system;
