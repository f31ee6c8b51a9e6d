-- The registrar's recognition fee and value-added tax of a receipt, apart from other costs and taxes: as they were stated when it was
-- entered, and as lines of their own where it is divided.
ALTER TABLE receipts
  -- Null where nobody has said; nothing where it is known that there is none.
  ADD COLUMN recognition_fee_fen bigint,
  ADD COLUMN vat_fen bigint,
  ADD CONSTRAINT receipts_charges CHECK (coalesce(recognition_fee_fen, 0) >= 0 AND coalesce(vat_fen, 0) >= 0
    AND coalesce(recognition_fee_fen, 0) + coalesce(vat_fen, 0) <= amount_fen);

ALTER TABLE distribution_lines
  DROP CONSTRAINT distribution_lines_kind_check,
  ADD CONSTRAINT distribution_lines_kind_check CHECK (kind IN ('tax', 'cost', 'recognition_fee', 'vat', 'overhead', 'unit',
    'institution', 'inventor', 'account'));
