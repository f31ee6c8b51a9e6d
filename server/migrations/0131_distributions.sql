-- The path of money after it has come in: rules with their source and the day they are in force, and who gets what of a receipt.

CREATE TABLE money_rules (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  -- Which rule it is; the program knows the keys and what values they take.
  key text NOT NULL CHECK (key ~ '^[a-z_]{1,40}\.[a-z_]{1,40}$'),
  value text NOT NULL CHECK (length(value) BETWEEN 1 AND 40),
  in_force_from date NOT NULL,
  -- Where it stands written: title and number of the document, article.
  source text NOT NULL CHECK (length(source) BETWEEN 1 AND 1000),
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE money_rules IS 'Versions of the rules that money follows; a new version stands beside the old, which stays';
CREATE INDEX money_rules_by_scope ON money_rules (scope_id, key, in_force_from);
SELECT protect_table('money_rules');
CREATE POLICY app_select ON money_rules FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON money_rules FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON money_rules TO dualhigh_app, dualhigh_system;

CREATE TABLE distributions (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  agreement_id uuid NOT NULL REFERENCES agreements (id),
  receipt_id uuid NOT NULL REFERENCES receipts (id),
  path text NOT NULL CHECK (path IN ('commissioned', 'transformation')),
  receipt_fen bigint NOT NULL CHECK (receipt_fen > 0),
  -- What is left of a receipt after tax and costs; null where nothing is taken off.
  net_fen bigint CHECK (net_fen BETWEEN 0 AND receipt_fen),
  -- The rules that it was made by, as they were: key, value, source, day.
  rules jsonb NOT NULL,
  state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'approved', 'withdrawn', 'reversed')),
  -- The first day on which it was shown in public.
  public_from date,
  drawn_by uuid NOT NULL,
  drawn_at timestamptz NOT NULL DEFAULT now(),
  approved_by uuid,
  approved_at timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  end_reason text CHECK (length(end_reason) BETWEEN 1 AND 2000),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT distributions_other_eyes CHECK (approved_by IS DISTINCT FROM drawn_by),
  CHECK (state NOT IN ('approved', 'reversed') OR approved_by IS NOT NULL),
  CHECK ((state IN ('withdrawn', 'reversed')) = (end_reason IS NOT NULL))
);
COMMENT ON TABLE distributions IS 'How one receipt is divided, by whom it was drawn up and approved';
CREATE INDEX distributions_by_agreement ON distributions (agreement_id);
CREATE INDEX distributions_open ON distributions (scope_id) WHERE state = 'proposed';
-- A receipt is divided once.
CREATE UNIQUE INDEX distributions_live_key ON distributions (receipt_id) WHERE state IN ('proposed', 'approved');
SELECT protect_table('distributions');
CREATE POLICY app_select ON distributions FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON distributions FOR INSERT TO dualhigh_app
  WITH CHECK (drawn_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON distributions FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON distributions TO dualhigh_app, dualhigh_system;
GRANT UPDATE (state, approved_by, approved_at, ended_by, ended_at, end_reason, version) ON distributions TO dualhigh_app;

CREATE TABLE distribution_lines (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  distribution_id uuid NOT NULL REFERENCES distributions (id),
  position integer NOT NULL CHECK (position BETWEEN 1 AND 200),
  kind text NOT NULL CHECK (kind IN ('tax', 'cost', 'overhead', 'unit', 'institution', 'inventor', 'account')),
  -- Whose it is, or what it is for.
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  unit text NOT NULL DEFAULT '' CHECK (length(unit) <= 300),
  -- Of the base that it is reckoned from; null for what was stated as an amount.
  share_bp integer CHECK (share_bp BETWEEN 0 AND 10000),
  amount_fen bigint NOT NULL CHECK (amount_fen >= 0),
  PRIMARY KEY (distribution_id, position)
);
COMMENT ON TABLE distribution_lines IS 'Who gets what of a receipt; the lines of one distribution come to the receipt exactly';
SELECT protect_table('distribution_lines');
CREATE POLICY app_select ON distribution_lines FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON distribution_lines FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON distribution_lines TO dualhigh_app, dualhigh_system;
