-- A phone whose answer was lost knows what it sent, and not what the server called it: it gives each version a name of its own.
ALTER TABLE survey_visit_versions
  -- Made on the phone (UUIDv7); null for what was sent without one.
  ADD COLUMN edition uuid;
