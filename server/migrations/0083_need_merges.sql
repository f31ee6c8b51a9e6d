-- Two needs that turned out to be one: the id of the one leads to the other from now on, in lists that come in as well.
ALTER TABLE needs ADD COLUMN merged_into uuid REFERENCES needs (id) CHECK (merged_into <> id);
CREATE INDEX needs_by_survivor ON needs (merged_into) WHERE merged_into IS NOT NULL;
DROP INDEX needs_list_number_key;
CREATE UNIQUE INDEX needs_list_number_key ON needs (scope_id, number) WHERE archived_at IS NULL AND merged_into IS NULL;
