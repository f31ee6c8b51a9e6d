-- What people read of a job, in both languages.

ALTER TABLE jobs
  -- The step it is at, as {"zh", "en"}.
  ADD COLUMN progress_texts jsonb,
  -- Why it failed, as {"code", "zh", "en"}; null for a failure that nobody foresaw, whose text is for the log alone.
  ADD COLUMN last_error_texts jsonb;
