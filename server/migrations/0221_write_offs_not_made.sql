-- A write-off that was proposed is taken back by whoever proposed it, or declined by somebody else with the reason; both are kept.
ALTER TABLE fund_write_offs
  ADD COLUMN dropped_as text CHECK (dropped_as IN ('withdrawn', 'declined')),
  ADD COLUMN dropped_by uuid,
  ADD COLUMN dropped_reason text CHECK (length(dropped_reason) BETWEEN 1 AND 2000),
  ADD CONSTRAINT fund_write_offs_dropped CHECK ((dropped_as IS NULL) = (dropped_by IS NULL)
    AND (dropped_as IS NULL) = (dropped_reason IS NULL) AND (dropped_as IS NULL OR approved_by IS NULL)
    AND (dropped_as IS NULL OR (dropped_as = 'withdrawn') = (dropped_by = proposed_by)));
GRANT UPDATE (dropped_as, dropped_by, dropped_reason) ON fund_write_offs TO dualhigh_app;
