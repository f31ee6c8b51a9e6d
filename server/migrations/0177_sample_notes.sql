-- Records of a story whose source does not tell everything say what of them is made up.

ALTER TABLE seeds DROP CONSTRAINT seeds_name_check;
ALTER TABLE seeds ADD CONSTRAINT seeds_name_check CHECK (name ~ '^[a-z_]{1,40}$');

-- In both languages, {"zh": "…", "en": "…"}; null where nothing is made up.
ALTER TABLE pairs ADD COLUMN sample_note jsonb CHECK (sample_note ?& ARRAY['zh', 'en']);
ALTER TABLE agreements ADD COLUMN sample_note jsonb CHECK (sample_note ?& ARRAY['zh', 'en']);
ALTER TABLE projects ADD COLUMN sample_note jsonb CHECK (sample_note ?& ARRAY['zh', 'en']);
