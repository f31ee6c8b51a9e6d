-- An institution's own way from a draft to its signing, in versions; how each agreement went it, step by step.

CREATE TABLE agreement_flows (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  id uuid NOT NULL UNIQUE,
  version integer NOT NULL CHECK (version > 0),
  -- Which steps for which kinds and amounts, who by role, in which order. None: nothing is asked any more.
  steps jsonb NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope_id, version)
);
COMMENT ON TABLE agreement_flows IS 'How an institution approves agreements; the highest version is in force';
SELECT protect_table('agreement_flows');
CREATE POLICY app_select ON agreement_flows FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON agreement_flows FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON agreement_flows TO dualhigh_app, dualhigh_system;

-- The pair's office works by the flows of its zone and its university, which it does not see.
CREATE FUNCTION agreement_flows_for(of_pair uuid)
RETURNS TABLE (scope_id uuid, scope_name text, version integer, steps jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT ON (f.scope_id) f.scope_id, s.name, f.version, f.steps
  FROM public.scopes p
  JOIN public.agreement_flows f ON f.scope_id = p.id OR f.scope_id = p.parent_id OR f.scope_id = ANY (p.also_beneath)
  JOIN public.scopes s ON s.id = f.scope_id
  WHERE p.id = of_pair AND p.id = ANY (public.app_read_scopes())
  ORDER BY f.scope_id, f.version DESC
$$;
REVOKE ALL ON FUNCTION agreement_flows_for(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agreement_flows_for(uuid) TO dualhigh_app;

-- Without the enterprise: an institution's own affairs are not read by the other party.
CREATE TABLE agreement_approvals (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  agreement_id uuid NOT NULL REFERENCES agreements (id),
  -- Of the agreement's first text, or of one amendment.
  amendment_id uuid,
  id uuid NOT NULL,
  institution_id uuid NOT NULL,
  institution_name text NOT NULL CHECK (length(institution_name) BETWEEN 1 AND 300),
  flow_version integer NOT NULL CHECK (flow_version > 0),
  -- The steps that this agreement takes, as they were when it began.
  steps jsonb NOT NULL,
  -- What is approved: nobody signs another text.
  text_sha256 text NOT NULL CHECK (text_sha256 ~ '^[0-9a-f]{64}$'),
  state text NOT NULL DEFAULT 'in_review' CHECK (state IN ('in_review', 'through', 'sent_back', 'withdrawn')),
  drafted_by uuid NOT NULL,
  started_by uuid NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (agreement_id, id)
);
COMMENT ON TABLE agreement_approvals IS 'How an agreement goes through the flow of an institution, begun anew after it was sent back';
CREATE UNIQUE INDEX agreement_approvals_open ON agreement_approvals
  (agreement_id, institution_id, (coalesce(amendment_id, agreement_id))) WHERE state IN ('in_review', 'through');
CREATE INDEX agreement_approvals_waiting ON agreement_approvals (scope_id) WHERE state = 'in_review';
SELECT protect_table('agreement_approvals');
CREATE POLICY app_select ON agreement_approvals FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON agreement_approvals FOR INSERT TO dualhigh_app
  WITH CHECK (started_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON agreement_approvals FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON agreement_approvals TO dualhigh_app, dualhigh_system;
GRANT UPDATE (state) ON agreement_approvals TO dualhigh_app;

CREATE TABLE agreement_approval_entries (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  agreement_id uuid NOT NULL REFERENCES agreements (id),
  approval_id uuid NOT NULL,
  step_id uuid NOT NULL,
  id uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('done', 'sent_back')),
  reasons text NOT NULL DEFAULT '' CHECK (length(reasons) <= 5000),
  -- What the step asks for: how the price was found, from when to when it was public, which seal.
  details jsonb NOT NULL DEFAULT '{}',
  done_by uuid NOT NULL,
  -- In which role.
  role text NOT NULL CHECK (role ~ '^[a-z_]{1,40}$'),
  done_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (agreement_id, id),
  CONSTRAINT agreement_approval_entries_once UNIQUE (agreement_id, approval_id, step_id),
  CONSTRAINT agreement_approval_entries_reasons CHECK (outcome <> 'sent_back' OR reasons <> '')
);
COMMENT ON TABLE agreement_approval_entries IS 'Who did which step of an approval, with what it asks for; nothing is changed afterwards';
SELECT protect_table('agreement_approval_entries');
CREATE POLICY app_select ON agreement_approval_entries FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON agreement_approval_entries FOR INSERT TO dualhigh_app
  WITH CHECK (done_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON agreement_approval_entries TO dualhigh_app, dualhigh_system;
