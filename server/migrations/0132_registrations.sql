-- Registration of technology contracts: what the form asks, what is deducted, where it stands, and the number that came back.

CREATE TABLE technology_registrations (
  agreement_id uuid PRIMARY KEY REFERENCES agreements (id),
  scope_id uuid NOT NULL REFERENCES scopes (id),
  state text NOT NULL DEFAULT 'preparing' CHECK (state IN ('preparing', 'accepted', 'registered', 'returned')),
  -- The fields of the form that the agreement does not say itself, by name. They change with the form, which is data.
  fields jsonb NOT NULL DEFAULT '{}',
  -- What is not technology, item by item: text and fen.
  deductions jsonb NOT NULL DEFAULT '[]',
  technical_income_fen bigint CHECK (technical_income_fen >= 0),
  -- The day on which the registrar accepted it, from which its days count.
  accepted_on date,
  registered_on date,
  -- As it is written; nobody reads anything out of it.
  number text CHECK (length(number) BETWEEN 1 AND 60),
  returned_reason text CHECK (length(returned_reason) BETWEEN 1 AND 2000),
  updated_by uuid NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CHECK (state NOT IN ('accepted', 'registered') OR accepted_on IS NOT NULL),
  CHECK ((state = 'registered') = (number IS NOT NULL AND registered_on IS NOT NULL))
);
COMMENT ON TABLE technology_registrations IS 'Registration of a technology contract, once, by the seller';
CREATE INDEX technology_registrations_by_scope ON technology_registrations (scope_id, state);
CREATE UNIQUE INDEX technology_registrations_number_key ON technology_registrations (scope_id, number)
  WHERE number IS NOT NULL;
SELECT protect_table('technology_registrations');
CREATE POLICY app_select ON technology_registrations FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON technology_registrations FOR INSERT TO dualhigh_app
  WITH CHECK (updated_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON technology_registrations FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON technology_registrations TO dualhigh_app, dualhigh_system;
