-- A royalty that is not what its sales come to, or of a period that was received for before, says why.
ALTER TABLE receipts ADD COLUMN royalty_reason text CHECK (length(royalty_reason) BETWEEN 1 AND 500);
GRANT UPDATE (royalty_reason) ON receipts TO dualhigh_app;
