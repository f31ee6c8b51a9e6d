-- An edited ledger that was written can be taken back.
ALTER TABLE ledger_imports
  -- Cell by cell what was written over what; null for one that was applied before this was kept.
  ADD COLUMN written jsonb,
  -- What taking it back did, and what stayed.
  ADD COLUMN undo jsonb,
  ADD COLUMN undone_by uuid,
  ADD COLUMN undone_at timestamptz,
  DROP CONSTRAINT ledger_imports_state_check,
  DROP CONSTRAINT ledger_imports_check,
  ADD CONSTRAINT ledger_imports_state_check CHECK (state IN ('previewed', 'applied', 'discarded', 'undone')),
  ADD CONSTRAINT ledger_imports_applied_check CHECK ((applied_at IS NULL) = (state IN ('previewed', 'discarded'))),
  ADD CONSTRAINT ledger_imports_undone_check CHECK ((undone_at IS NULL) = (state <> 'undone'));
GRANT UPDATE (written, undo, undone_by, undone_at) ON ledger_imports TO dualhigh_app;
