-- Who may not pass on a text or an application is told by who wrote at it, not by who pressed the button.

ALTER TABLE agreement_approvals ADD COLUMN written_by uuid[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN agreement_approvals.written_by IS 'Everybody who drew the text up or changed it until it was submitted';

ALTER TABLE funds ADD COLUMN committee_least smallint NOT NULL DEFAULT 1 CHECK (committee_least BETWEEN 1 AND 30);
COMMENT ON COLUMN funds.committee_least IS 'Members with a vote that an approval takes at least';
