-- Pilot campaigns: a run of batches on a pilot line, from the request through quote, review and batches to settlement.

CREATE SEQUENCE campaign_numbers;
GRANT USAGE ON SEQUENCE campaign_numbers TO dualhigh_app;

CREATE TABLE campaigns (
  id uuid PRIMARY KEY,
  number text NOT NULL CHECK (number ~ '^CAMP-\d{4}-\d{6,}$'),
  -- The pilot line: what is open to bookings is open to campaigns.
  bookable_id uuid NOT NULL REFERENCES bookables (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  applicant_scope_id uuid NOT NULL REFERENCES scopes (id),
  applied_by uuid NOT NULL,
  applicant_name text NOT NULL CHECK (length(applicant_name) <= 100),
  applicant_unit text NOT NULL CHECK (length(applicant_unit) <= 200),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  -- What is to be made, from what, how much; what is known of its dangers.
  description text NOT NULL CHECK (length(description) BETWEEN 1 AND 20000),
  hazards text NOT NULL DEFAULT '' CHECK (length(hazards) <= 20000),
  charge_reference text NOT NULL CHECK (length(charge_reference) BETWEEN 1 AND 200),
  state text NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'quoted', 'accepted', 'cleared', 'scheduled',
    'running', 'settled', 'refused', 'withdrawn')),
  state_since timestamptz NOT NULL DEFAULT now(),
  reason text CHECK (length(reason) <= 2000),
  -- Safety and environment, by somebody other than the applicant.
  reviewed_by uuid,
  reviewed_at timestamptz,
  review_outcome text CHECK (review_outcome IN ('passed', 'passed_with_conditions', 'failed')),
  review_text text CHECK (length(review_text) <= 20000),
  starts_on date,
  ends_before date,
  -- The sum of the quote and of its amendments, as it was settled.
  settled_fen bigint CHECK (settled_fen >= 0),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT campaigns_number_key UNIQUE (number),
  CHECK ((starts_on IS NULL) = (ends_before IS NULL)),
  CHECK (ends_before > starts_on),
  CHECK (reviewed_by IS DISTINCT FROM applied_by),
  CHECK (state NOT IN ('cleared', 'scheduled', 'running', 'settled') OR review_outcome IN ('passed', 'passed_with_conditions')),
  CHECK ((state = 'settled') = (settled_fen IS NOT NULL))
);
COMMENT ON TABLE campaigns IS 'Campaigns on pilot lines, from request to settlement';
CREATE INDEX campaigns_by_scope ON campaigns (scope_id, created_at);
CREATE INDEX campaigns_by_applicant ON campaigns (applicant_scope_id, created_at);
SELECT protect_table('campaigns');

-- The quote is the first; what is agreed later stands beside it and may be less than nothing.
CREATE TABLE campaign_quotes (
  id uuid PRIMARY KEY,
  campaign_id uuid NOT NULL REFERENCES campaigns (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  applicant_scope_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  -- Lines of text, quantity in thousandths, unit, fen each; their amounts and the sum are computed once and kept.
  lines jsonb NOT NULL,
  total_fen bigint NOT NULL,
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 2000),
  quoted_by uuid NOT NULL,
  quoted_at timestamptz NOT NULL DEFAULT now(),
  accepted_by uuid,
  accepted_at timestamptz,
  CONSTRAINT campaign_quotes_number_key UNIQUE (campaign_id, number),
  CHECK ((accepted_by IS NULL) = (accepted_at IS NULL)),
  CHECK (number > 1 OR total_fen >= 0)
);
COMMENT ON TABLE campaign_quotes IS 'Quotes of campaigns and their amendments; those that were accepted count';
SELECT protect_table('campaign_quotes');

CREATE TABLE campaign_batches (
  id uuid PRIMARY KEY,
  campaign_id uuid NOT NULL REFERENCES campaigns (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  applicant_scope_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  ran_on date NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('good', 'off_target', 'aborted')),
  -- Name, value as a decimal text, unit.
  figures jsonb NOT NULL,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 20000),
  reported_by uuid NOT NULL,
  reported_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT campaign_batches_number_key UNIQUE (campaign_id, number)
);
COMMENT ON TABLE campaign_batches IS 'Reports of a campaign''s batches, as they were made';
SELECT protect_table('campaign_batches');

DO $$
DECLARE
  target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['campaigns', 'campaign_quotes', 'campaign_batches'] LOOP
    EXECUTE format('CREATE POLICY app_select ON %I FOR SELECT TO dualhigh_app USING (
      scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR manager_scope_id = ANY ((SELECT app_read_scopes())::uuid[])
      OR applicant_scope_id = ANY ((SELECT app_read_scopes())::uuid[]))', target);
    EXECUTE format('CREATE POLICY app_insert ON %I FOR INSERT TO dualhigh_app WITH CHECK (
      scope_id = ANY ((SELECT app_write_scopes())::uuid[]) OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[])
      OR applicant_scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', target);
  END LOOP;
  FOREACH target IN ARRAY ARRAY['campaigns', 'campaign_quotes'] LOOP
    EXECUTE format('CREATE POLICY app_update ON %I FOR UPDATE TO dualhigh_app USING (
      scope_id = ANY ((SELECT app_write_scopes())::uuid[]) OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[])
      OR applicant_scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', target);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON campaigns TO dualhigh_app;
GRANT SELECT, INSERT ON campaign_quotes, campaign_batches TO dualhigh_app;
GRANT UPDATE (accepted_by, accepted_at, manager_scope_id) ON campaign_quotes TO dualhigh_app;
GRANT UPDATE (manager_scope_id) ON campaign_batches TO dualhigh_app;
CREATE POLICY app_update ON campaign_batches FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, UPDATE (applicant_name) ON campaigns TO dualhigh_system;
