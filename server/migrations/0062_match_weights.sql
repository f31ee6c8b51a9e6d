-- Weights that were learnt from decisions, and which of them are in force.

CREATE TABLE match_weights (
  id uuid PRIMARY KEY,
  zone_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  -- First, second, third of the pair.
  number integer NOT NULL CHECK (number > 0),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  weights jsonb NOT NULL,
  -- What they were compared with, and how often each ordered pairs rightly that were not learnt from.
  present jsonb NOT NULL,
  held_back jsonb NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (scope_id, id)
);
COMMENT ON TABLE match_weights IS 'Weights that training proposed, with the comparison; none takes effect by being here';
CREATE UNIQUE INDEX match_weights_number_key ON match_weights (scope_id, number);
SELECT protect_table('match_weights');
CREATE POLICY app_select ON match_weights FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON match_weights FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON match_weights TO dualhigh_app;
GRANT SELECT ON match_weights TO dualhigh_system;

CREATE TABLE match_weight_changes (
  scope_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  zone_id uuid NOT NULL,
  -- Null: the engine's own.
  weights_id uuid,
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (scope_id, number),
  FOREIGN KEY (scope_id, weights_id) REFERENCES match_weights (scope_id, id)
);
COMMENT ON TABLE match_weight_changes IS 'Which weights a person put in force, append-only: the last line counts, without one the engine''s own';
SELECT protect_table('match_weight_changes');
CREATE POLICY app_select ON match_weight_changes FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON match_weight_changes FOR INSERT TO dualhigh_app
  WITH CHECK (changed_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON match_weight_changes TO dualhigh_app;
GRANT SELECT ON match_weight_changes TO dualhigh_system;
