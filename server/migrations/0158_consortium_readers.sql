-- A member that has a scope of its own reads its consortium there, as long as it is in it.
ALTER TABLE consortia ADD COLUMN pair_ids uuid[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN consortia.pair_ids IS 'Pairs that take part; their people read it';
-- Forced row-level security would hide the rows from their owner.
ALTER TABLE consortia NO FORCE ROW LEVEL SECURITY;
UPDATE consortia SET pair_ids = array_remove(array_remove(readers, scope_id), manager_scope_id);
ALTER TABLE consortia FORCE ROW LEVEL SECURITY;

ALTER TABLE consortium_members ADD COLUMN enterprise_id uuid REFERENCES scopes (id);
COMMENT ON COLUMN consortium_members.enterprise_id IS 'Its own scope, where it has one';
CREATE UNIQUE INDEX consortium_members_one_account ON consortium_members (consortium_id, enterprise_id)
  WHERE left_on IS NULL;
