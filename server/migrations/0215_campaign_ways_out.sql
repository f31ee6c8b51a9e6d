-- An amendment that is not accepted is refused by the applicant's side or taken back by those who run the line; it stays
-- on record with the reason.
ALTER TABLE campaign_quotes
  ADD COLUMN closed_as text CHECK (closed_as IN ('refused', 'taken_back')),
  ADD COLUMN closed_by uuid,
  ADD COLUMN closed_at timestamptz,
  ADD COLUMN closed_reason text CHECK (length(closed_reason) <= 2000),
  ADD CONSTRAINT campaign_quotes_closed_check CHECK (num_nulls(closed_as, closed_by, closed_at, closed_reason) IN (0, 4)),
  ADD CONSTRAINT campaign_quotes_closed_or_accepted_check CHECK (closed_at IS NULL OR accepted_at IS NULL);
GRANT UPDATE (closed_as, closed_by, closed_at, closed_reason) ON campaign_quotes TO dualhigh_app;
