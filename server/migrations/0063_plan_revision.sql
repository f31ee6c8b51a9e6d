-- A plan that was to change little says how it differs from the one before.
ALTER TABLE match_plans ADD COLUMN revision jsonb;
COMMENT ON COLUMN match_plans.revision IS 'Pairs kept, dropped and added against the plan before; null where none was to be kept';
