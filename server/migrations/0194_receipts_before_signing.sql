-- Money that came in before its agreement was signed, as an advance, says why.
ALTER TABLE receipts ADD COLUMN early_reason text CHECK (length(early_reason) BETWEEN 1 AND 500);
