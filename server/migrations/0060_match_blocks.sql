-- A run is computed in blocks of needs, which any number of processes share.

ALTER TABLE match_runs
  -- The lists as they were read, while the run is under way: every process computes on the same. Null before and after.
  ADD COLUMN snapshot_file_id uuid,
  -- What computes the blocks; what another version found of them is thrown away.
  ADD COLUMN snapshot_engine text,
  ADD CONSTRAINT match_runs_snapshot_check CHECK ((snapshot_file_id IS NULL) = (snapshot_engine IS NULL));

-- Volume table: no other table refers to it. Empty of a run that is complete.
CREATE TABLE match_run_blocks (
  zone_id uuid NOT NULL,
  run_id uuid NOT NULL,
  number integer NOT NULL CHECK (number >= 0),
  scope_id uuid NOT NULL,
  -- Places in the list of needs, the last not among them.
  from_need integer NOT NULL CHECK (from_need >= 0),
  to_need integer NOT NULL CHECK (to_need > from_need),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'leased', 'done')),
  -- Raised by each lease: whoever holds an earlier one can write nothing any more.
  lease integer NOT NULL DEFAULT 0,
  leased_until timestamptz,
  -- Leases that ran out, because who held them was killed or lost the database.
  lost integer NOT NULL DEFAULT 0,
  -- What was found, need by need, compressed; and the digest of it as it was before.
  result bytea,
  digest text CHECK (digest ~ '^[0-9a-f]{64}$'),
  done_at timestamptz,
  PRIMARY KEY (zone_id, run_id, number),
  CHECK ((state = 'leased') = (leased_until IS NOT NULL)),
  CHECK ((state = 'done') = (result IS NOT NULL)),
  CHECK ((result IS NULL) = (digest IS NULL))
);
COMMENT ON TABLE match_run_blocks IS 'Blocks of needs of a run under way: who computes them until when, and what was found';
SELECT protect_table('match_run_blocks');
-- People see a run's progress and its results, never its blocks.
GRANT SELECT, INSERT, UPDATE, DELETE ON match_run_blocks TO dualhigh_system;
