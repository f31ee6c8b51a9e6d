-- Agreements of every kind: who agrees on what, for how much and until when, and what was done about each.

CREATE TABLE agreement_counters (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2999),
  last integer NOT NULL CHECK (last >= 0),
  PRIMARY KEY (scope_id, year)
);
COMMENT ON TABLE agreement_counters IS 'The last number given to an agreement of a scope in a year';
SELECT protect_table('agreement_counters');
CREATE POLICY app_all ON agreement_counters TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]))
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON agreement_counters TO dualhigh_app, dualhigh_system;

CREATE TABLE agreements (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  zone_id uuid NOT NULL,
  -- AGR-2026-000042, by the scope and the year.
  number text NOT NULL CHECK (number ~ '^AGR-\d{4}-\d{6,}$'),
  -- Kinds and what each is divided into are data of the program, so that a new one takes no migration.
  kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
  sub_kind text CHECK (sub_kind ~ '^[a-z_]{1,40}$'),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
  state text NOT NULL DEFAULT 'draft' CHECK (state ~ '^[a-z_]{1,40}$'),
  -- The enterprise's own scope, where it has one: its people read what it is a party to.
  enterprise_id uuid REFERENCES scopes (id),
  -- Null where nothing is paid, or nobody has said yet how much.
  amount_fen bigint CHECK (amount_fen >= 0),
  starts_on date,
  ends_on date CHECK (ends_on >= starts_on),
  subject text NOT NULL DEFAULT '' CHECK (length(subject) <= 50000),
  indicators text NOT NULL DEFAULT '' CHECK (length(indicators) <= 20000),
  ip_terms text NOT NULL DEFAULT '' CHECK (length(ip_terms) <= 20000),
  other_terms text NOT NULL DEFAULT '' CHECK (length(other_terms) <= 20000),
  -- What it came from, with what people know that by.
  origin_kind text CHECK (origin_kind IN ('need', 'challenge')),
  origin_id uuid,
  origin_number text,
  origin_title text,
  -- Which of what the origin gives: the bid that was awarded. One draft for each, whatever is delivered twice.
  origin_part uuid,
  -- Needs that it meets: they are contracted when it is signed.
  need_ids uuid[] NOT NULL DEFAULT '{}',
  signed_on date,
  signed_by uuid,
  ended_on date,
  state_reason text CHECK (length(state_reason) <= 2000),
  -- Null: drawn up by the system from an award.
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT agreements_number_key UNIQUE (scope_id, number),
  CONSTRAINT agreements_origin CHECK ((origin_kind IS NULL) = (origin_id IS NULL)),
  CONSTRAINT agreements_signed CHECK (state <> 'signed' OR signed_on IS NOT NULL)
);
COMMENT ON TABLE agreements IS 'Agreements of a pair: kind, amount, term, texts, and what each came from';
CREATE UNIQUE INDEX agreements_award_once ON agreements (scope_id, origin_kind, origin_id, origin_part)
  WHERE origin_part IS NOT NULL;
CREATE INDEX agreements_by_state ON agreements (scope_id, state, number);
CREATE INDEX agreements_by_enterprise ON agreements (enterprise_id) WHERE enterprise_id IS NOT NULL;
SELECT protect_table('agreements');
CREATE POLICY app_select ON agreements FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON agreements FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON agreements FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON agreements TO dualhigh_app, dualhigh_system;

-- Parts of an agreement carry its scopes, for policies compare columns with settings only. They are replaced as a whole.
CREATE TABLE agreement_parties (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  agreement_id uuid NOT NULL REFERENCES agreements (id),
  position integer NOT NULL CHECK (position BETWEEN 1 AND 50),
  role text NOT NULL CHECK (role ~ '^[a-z_]{1,40}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  credit_code text CHECK (length(credit_code) <= 50),
  -- Who answers for it: who leads the work, who signs.
  representative text NOT NULL DEFAULT '' CHECK (length(representative) <= 200),
  -- Of what the agreement counts for, in hundredths of a percent; those of an agreement are 10,000 together.
  share_bp integer NOT NULL CHECK (share_bp BETWEEN 0 AND 10000),
  PRIMARY KEY (agreement_id, position)
);
COMMENT ON TABLE agreement_parties IS 'Who agrees, in which role, and each one''s share';
CREATE TABLE agreement_milestones (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  agreement_id uuid NOT NULL REFERENCES agreements (id),
  position integer NOT NULL CHECK (position BETWEEN 1 AND 50),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
  deliverable text NOT NULL DEFAULT '' CHECK (length(deliverable) <= 5000),
  due_on date,
  PRIMARY KEY (agreement_id, position)
);
COMMENT ON TABLE agreement_milestones IS 'What is delivered until when';
CREATE TABLE agreement_payments (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  agreement_id uuid NOT NULL REFERENCES agreements (id),
  position integer NOT NULL CHECK (position BETWEEN 1 AND 50),
  kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
  -- When it is due, in words: on signing, on acceptance, each year of sales.
  condition text NOT NULL DEFAULT '' CHECK (length(condition) <= 1000),
  -- Null for a royalty, whose amount the sales make.
  amount_fen bigint CHECK (amount_fen >= 0),
  royalty_bp integer CHECK (royalty_bp BETWEEN 1 AND 10000),
  due_on date,
  PRIMARY KEY (agreement_id, position)
);
COMMENT ON TABLE agreement_payments IS 'What is paid when; receipts are held against it';

DO $$
DECLARE part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['agreement_parties', 'agreement_milestones', 'agreement_payments'] LOOP
    PERFORM protect_table(part::regclass);
    EXECUTE format('CREATE POLICY app_select ON %I FOR SELECT TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
        OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]))', part);
    EXECUTE format('CREATE POLICY app_insert ON %I FOR INSERT TO dualhigh_app
      WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('CREATE POLICY app_delete ON %I FOR DELETE TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]))', part);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON %I TO dualhigh_app, dualhigh_system', part);
  END LOOP;
END $$;

CREATE TABLE agreement_steps (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  agreement_id uuid NOT NULL REFERENCES agreements (id),
  id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Null: the system, from an award.
  actor_id uuid,
  action text NOT NULL CHECK (action ~ '^[a-z_]{1,40}$'),
  -- Fields that changed, the reason given.
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (agreement_id, id)
);
COMMENT ON TABLE agreement_steps IS 'Who did what about an agreement, and when';
SELECT protect_table('agreement_steps');
CREATE POLICY app_select ON agreement_steps FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON agreement_steps FOR INSERT TO dualhigh_app
  WITH CHECK (actor_id = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON agreement_steps TO dualhigh_app, dualhigh_system;
