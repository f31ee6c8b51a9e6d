-- A readiness level that was granted and is taken back: the application stays, with who granted it and who revoked it and why.

ALTER TABLE readiness_reviews
  ADD COLUMN revoked_by uuid,
  ADD COLUMN revoked_at timestamptz,
  ADD COLUMN revoked_reason text CHECK (length(revoked_reason) BETWEEN 1 AND 2000),
  DROP CONSTRAINT readiness_reviews_state_check,
  ADD CONSTRAINT readiness_reviews_state_check CHECK (state IN ('open', 'granted', 'refused', 'withdrawn', 'revoked')),
  ADD CONSTRAINT readiness_reviews_revoked CHECK ((state = 'revoked') = (revoked_by IS NOT NULL)
    AND (revoked_by IS NULL) = (revoked_at IS NULL) AND (revoked_by IS NULL) = (revoked_reason IS NULL)),
  ADD CONSTRAINT readiness_reviews_two_people CHECK (revoked_by IS NULL OR revoked_by <> applied_by);
GRANT UPDATE (revoked_by, revoked_at, revoked_reason) ON readiness_reviews TO dualhigh_app;
