-- Teams are formed for challenges as well as for needs.

ALTER TABLE formed_teams DROP CONSTRAINT formed_teams_origin_kind_check;
ALTER TABLE formed_teams ADD CONSTRAINT formed_teams_origin_kind_check CHECK (origin_kind IN ('need', 'challenge'));

-- Who answers a sealed challenge or a race is nobody's knowledge in the office that opens and judges the bids: such a team
-- carries the university whose people alone see it, in all of its tables, for a policy asks no other.
ALTER TABLE formed_teams ADD COLUMN held_by uuid REFERENCES scopes (id),
  ADD CONSTRAINT formed_teams_held CHECK (held_by IS NULL OR origin_kind = 'challenge');
ALTER TABLE formed_team_members ADD COLUMN held_by uuid;
ALTER TABLE formed_team_steps ADD COLUMN held_by uuid;

CREATE POLICY app_held ON formed_teams AS RESTRICTIVE TO dualhigh_app
  USING (held_by IS NULL OR held_by = ANY ((SELECT app_read_scopes())::uuid[]))
  WITH CHECK (held_by IS NULL OR held_by = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_held ON formed_team_members AS RESTRICTIVE TO dualhigh_app
  USING (held_by IS NULL OR held_by = ANY ((SELECT app_read_scopes())::uuid[]))
  WITH CHECK (held_by IS NULL OR held_by = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_held ON formed_team_steps AS RESTRICTIVE TO dualhigh_app
  USING (held_by IS NULL OR held_by = ANY ((SELECT app_read_scopes())::uuid[]))
  WITH CHECK (held_by IS NULL OR held_by = ANY ((SELECT app_write_scopes())::uuid[]));

COMMENT ON TABLE formed_teams IS 'Teams formed for a need or a challenge: what is asked for and how far they have come';
