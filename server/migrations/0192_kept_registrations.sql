-- What was registered is kept as it was registered, whatever the agreement says later: one row for each registration, change
-- and cancellation. Nothing here is ever changed.

ALTER TABLE technology_registrations
  -- Why what was registered is to be changed, until it is.
  ADD COLUMN change_reason text CHECK (length(change_reason) BETWEEN 1 AND 2000),
  DROP CONSTRAINT technology_registrations_state_check,
  DROP CONSTRAINT technology_registrations_check,
  DROP CONSTRAINT technology_registrations_check1,
  ADD CONSTRAINT technology_registrations_state_check
    CHECK (state IN ('preparing', 'accepted', 'registered', 'changing', 'cancelled', 'returned')),
  ADD CONSTRAINT technology_registrations_accepted
    CHECK (state IN ('preparing', 'returned') OR accepted_on IS NOT NULL),
  -- The number stays with what was cancelled, so that nobody takes it again.
  ADD CONSTRAINT technology_registrations_numbered
    CHECK ((state IN ('registered', 'changing', 'cancelled')) = (number IS NOT NULL AND registered_on IS NOT NULL)),
  ADD CONSTRAINT technology_registrations_changing CHECK ((state = 'changing') = (change_reason IS NOT NULL));

CREATE TABLE technology_registration_records (
  agreement_id uuid NOT NULL REFERENCES technology_registrations (agreement_id),
  scope_id uuid NOT NULL REFERENCES scopes (id),
  -- 1, 2, ... in the order in which they happened.
  position integer NOT NULL CHECK (position >= 1),
  kind text NOT NULL CHECK (kind IN ('registered', 'changed', 'cancelled')),
  -- The registrar's day.
  on_day date NOT NULL,
  number text NOT NULL CHECK (length(number) BETWEEN 1 AND 60),
  contract_fen bigint CHECK (contract_fen >= 0),
  transaction_fen bigint CHECK (transaction_fen BETWEEN 0 AND contract_fen),
  technical_income_fen bigint CHECK (technical_income_fen BETWEEN 0 AND transaction_fen),
  fields jsonb NOT NULL,
  deductions jsonb NOT NULL,
  -- The copy sheet as it was; null for what was registered before sheets were kept.
  sheet jsonb,
  reason text CHECK (length(reason) BETWEEN 1 AND 2000),
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (agreement_id, position),
  CONSTRAINT technology_registration_records_why CHECK ((kind = 'registered') = (reason IS NULL))
);
COMMENT ON TABLE technology_registration_records IS 'What was registered, changed and cancelled of a contract, as it was then';
SELECT protect_table('technology_registration_records');
CREATE POLICY app_select ON technology_registration_records FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON technology_registration_records FOR INSERT TO dualhigh_app
  WITH CHECK (recorded_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON technology_registration_records TO dualhigh_app, dualhigh_system;

-- What is registered already is kept as it reads today, as far as it agrees with itself. Forced row-level security would hide
-- the rows from their owner.
ALTER TABLE technology_registrations NO FORCE ROW LEVEL SECURITY;
ALTER TABLE technology_registration_records NO FORCE ROW LEVEL SECURITY;
ALTER TABLE agreements NO FORCE ROW LEVEL SECURITY;
INSERT INTO technology_registration_records (agreement_id, scope_id, position, kind, on_day, number, contract_fen,
  transaction_fen, technical_income_fen, fields, deductions, recorded_by, recorded_at)
SELECT t.agreement_id, t.scope_id, 1, 'registered', t.registered_on, t.number, a.amount_fen,
  greatest(a.amount_fen - d.total, 0), least(t.technical_income_fen, greatest(a.amount_fen - d.total, 0)), t.fields,
  t.deductions, t.updated_by, t.updated_at
FROM technology_registrations t JOIN agreements a ON a.id = t.agreement_id
CROSS JOIN LATERAL (
  SELECT coalesce(sum((x.value ->> 'amountFen')::bigint), 0) AS total FROM jsonb_array_elements(t.deductions) x
) d
WHERE t.state = 'registered';
ALTER TABLE technology_registrations FORCE ROW LEVEL SECURITY;
ALTER TABLE technology_registration_records FORCE ROW LEVEL SECURITY;
ALTER TABLE agreements FORCE ROW LEVEL SECURITY;
