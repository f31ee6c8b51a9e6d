-- What this installation was given at its first start.
CREATE TABLE seeds (
  name text PRIMARY KEY CHECK (name IN ('registry', 'sample')),
  -- Of what was loaded; `declined` where the installation was started without.
  digest text NOT NULL,
  loaded_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE seeds IS 'Which facts and samples an installation was given; who inserts the row first loads them';
SELECT protect_table('seeds');
GRANT SELECT, INSERT, UPDATE ON seeds TO dualhigh_system;
