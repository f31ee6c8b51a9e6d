-- What was delivered for a milestone and what the other side said of it; papers of an agreement, by what they are of.

-- Lines are replaced as a whole; a delivery refers to a milestone by this, which stays when the line is kept.
ALTER TABLE agreement_milestones ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE agreement_milestones ALTER COLUMN id DROP DEFAULT;
CREATE UNIQUE INDEX agreement_milestones_id ON agreement_milestones (agreement_id, id);

CREATE TABLE agreement_deliveries (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  enterprise_id uuid,
  agreement_id uuid NOT NULL REFERENCES agreements (id),
  milestone_id uuid NOT NULL,
  id uuid NOT NULL,
  -- Which of the parties delivered, and on which side of the table sat who wrote it down.
  party text NOT NULL CHECK (length(party) BETWEEN 1 AND 300),
  side text NOT NULL CHECK (side IN ('enterprise', 'office')),
  delivered_on date NOT NULL,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 5000),
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  decision text CHECK (decision IN ('accepted', 'refused')),
  reasons text NOT NULL DEFAULT '' CHECK (length(reasons) <= 5000),
  decided_party text CHECK (length(decided_party) BETWEEN 1 AND 300),
  decided_by uuid,
  decided_at timestamptz,
  PRIMARY KEY (agreement_id, id),
  CONSTRAINT agreement_deliveries_decided CHECK ((decision IS NULL) = (decided_by IS NULL)
    AND (decision IS NULL) = (decided_party IS NULL)),
  CONSTRAINT agreement_deliveries_reasons CHECK (decision IS DISTINCT FROM 'refused' OR reasons <> ''),
  -- Approve is not complete.
  CONSTRAINT agreement_deliveries_by_another CHECK (decided_by <> recorded_by AND decided_party <> party)
);
COMMENT ON TABLE agreement_deliveries IS 'What was delivered for a milestone, and whether the other side accepted it';
CREATE UNIQUE INDEX agreement_deliveries_open ON agreement_deliveries (agreement_id, milestone_id)
  WHERE decision IS DISTINCT FROM 'refused';
SELECT protect_table('agreement_deliveries');
CREATE POLICY app_select ON agreement_deliveries FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON agreement_deliveries FOR INSERT TO dualhigh_app
  WITH CHECK (recorded_by = (SELECT app_user_id()) AND (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR enterprise_id = ANY ((SELECT app_write_scopes())::uuid[])));
CREATE POLICY app_update ON agreement_deliveries FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]) OR enterprise_id = ANY ((SELECT app_write_scopes())::uuid[]))
  WITH CHECK (decided_by = (SELECT app_user_id()));
GRANT SELECT, INSERT ON agreement_deliveries TO dualhigh_app, dualhigh_system;
GRANT UPDATE (decision, reasons, decided_party, decided_by, decided_at) ON agreement_deliveries TO dualhigh_app;

CREATE TABLE agreement_papers (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  -- Null where the enterprise does not read it: an institution's own papers.
  enterprise_id uuid,
  agreement_id uuid NOT NULL REFERENCES agreements (id),
  -- The file's own id.
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
  -- The delivery, the amendment, the step or the statement that it belongs to.
  subject_id uuid,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  added_by uuid NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (agreement_id, id)
);
COMMENT ON TABLE agreement_papers IS 'Files of an agreement: what each is a proof of, its digest, who added it';
SELECT protect_table('agreement_papers');
CREATE POLICY app_select ON agreement_papers FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON agreement_papers FOR INSERT TO dualhigh_app
  WITH CHECK (added_by = (SELECT app_user_id()) AND (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR enterprise_id = ANY ((SELECT app_write_scopes())::uuid[])));
GRANT SELECT, INSERT ON agreement_papers TO dualhigh_app, dualhigh_system;

-- The enterprise's people write down what they delivered or accepted.
CREATE POLICY app_insert_enterprise ON agreement_steps FOR INSERT TO dualhigh_app
  WITH CHECK (actor_id = (SELECT app_user_id()) AND enterprise_id = ANY ((SELECT app_write_scopes())::uuid[])
    AND action IN ('delivered', 'delivery_accepted', 'delivery_refused'));
