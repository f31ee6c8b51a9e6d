-- What the bank says of a fund's account, and which entry of the ledger each line is.

CREATE TABLE fund_bank_lines (
  id uuid PRIMARY KEY,
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  on_day date NOT NULL,
  -- Received above zero, paid below.
  amount_fen bigint NOT NULL CHECK (amount_fen <> 0),
  counterparty text NOT NULL DEFAULT '' CHECK (length(counterparty) <= 300),
  reference text NOT NULL DEFAULT '' CHECK (length(reference) <= 200),
  -- The same line twice in a statement is two; the same statement again adds none.
  nth integer NOT NULL CHECK (nth > 0),
  entry_id uuid,
  matched_by uuid,
  imported_by uuid NOT NULL,
  imported_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT fund_bank_lines_once UNIQUE (fund_id, on_day, amount_fen, counterparty, reference, nth),
  -- One to one.
  CONSTRAINT fund_bank_lines_entry UNIQUE (entry_id),
  FOREIGN KEY (entry_id) REFERENCES fund_entries (id),
  CHECK ((entry_id IS NULL) = (matched_by IS NULL))
);
COMMENT ON TABLE fund_bank_lines IS 'Lines of a fund''s bank statements, each matched with one entry of its ledger or with none';
SELECT protect_table('fund_bank_lines');
CREATE POLICY app_select ON fund_bank_lines FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON fund_bank_lines FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON fund_bank_lines FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON fund_bank_lines TO dualhigh_app, dualhigh_system;
GRANT UPDATE (manager_scope_id, entry_id, matched_by) ON fund_bank_lines TO dualhigh_app;
