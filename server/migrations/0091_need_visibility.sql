-- Who reads a need: its pair, the whole province, or named people alone.

ALTER TABLE needs
  ADD COLUMN visibility text NOT NULL DEFAULT 'pair' CHECK (visibility IN ('pair', 'province', 'restricted')),
  -- Where it is restricted: people outside those who handle it, each after accepting the statement.
  ADD COLUMN readers uuid[] NOT NULL DEFAULT '{}',
  -- Where it is open to a province: which one, and which pair opened it, for people who do not see that pair.
  ADD COLUMN province_id uuid,
  ADD COLUMN opened_by jsonb,
  ADD CONSTRAINT needs_province_known CHECK (visibility <> 'province' OR province_id IS NOT NULL);
CREATE INDEX needs_restricted ON needs (scope_id) WHERE visibility = 'restricted';
CREATE INDEX needs_open_to_province ON needs (province_id, id) WHERE visibility = 'province';

-- The provinces above scopes, or among them, the nearest first.
CREATE FUNCTION scope_provinces(of_scopes uuid[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH RECURSIVE above AS (
    SELECT s.id, s.kind, s.parent_id, s.also_beneath, 0 AS steps FROM public.scopes s WHERE s.id = ANY (of_scopes)
    UNION
    SELECT p.id, p.kind, p.parent_id, p.also_beneath, a.steps + 1
    FROM above a JOIN public.scopes p ON p.id = a.parent_id OR p.id = ANY (a.also_beneath) WHERE a.steps < 10
  )
  SELECT coalesce(array_agg(f.id ORDER BY f.steps, f.id), '{}')
  FROM (SELECT id, min(steps) AS steps FROM above WHERE kind = 'province' GROUP BY id) f
$$;
CREATE FUNCTION app_provinces() RETURNS uuid[] LANGUAGE sql STABLE
  AS $$ SELECT scope_provinces(app_read_scopes()) $$;

DROP POLICY app_select ON needs;
CREATE POLICY app_select ON needs FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR (SELECT app_user_id()) = ANY (readers)
    OR (visibility = 'province' AND province_id = ANY ((SELECT app_provinces())::uuid[])));
-- Reads, and so changes, what is restricted: who handles it in the enterprise, the zone or the pair office, and named readers.
CREATE POLICY app_restricted ON needs AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (visibility <> 'restricted' OR enterprise_id = ANY ((SELECT app_trusted_scopes())::uuid[])
    OR zone_id = ANY ((SELECT app_trusted_scopes())::uuid[]) OR scope_id = ANY ((SELECT app_trusted_scopes())::uuid[])
    OR (SELECT app_user_id()) = ANY (readers));

-- Other tables say something of a need without saying who may read it. Their policies ask these, once for a query: a copy
-- of the answer in each of their rows would be late by a moment whenever it changes. Few needs are restricted, and the index
-- holds no others.
CREATE FUNCTION app_restricted_needs() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(array_agg(n.id), '{}') FROM public.needs n
  WHERE n.visibility = 'restricted' AND (n.scope_id = ANY ((SELECT public.app_read_scopes())::uuid[])
    OR n.enterprise_id = ANY ((SELECT public.app_read_scopes())::uuid[]))
$$;
-- Those of them that the actor may not read.
CREATE FUNCTION app_hidden_needs() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(array_agg(n.id), '{}') FROM public.needs n
  WHERE n.visibility = 'restricted' AND (n.scope_id = ANY ((SELECT public.app_read_scopes())::uuid[])
      OR n.enterprise_id = ANY ((SELECT public.app_read_scopes())::uuid[]))
    AND (n.enterprise_id = ANY ((SELECT public.app_trusted_scopes())::uuid[])
      OR n.zone_id = ANY ((SELECT public.app_trusted_scopes())::uuid[])
      OR n.scope_id = ANY ((SELECT public.app_trusted_scopes())::uuid[])
      OR (SELECT public.app_user_id()) = ANY (n.readers)) IS NOT TRUE
$$;
-- Visits that found one of those: what was written at the door says what the need says.
CREATE FUNCTION app_hidden_visits() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT v.visit_id), '{}') FROM public.survey_visit_needs v
  WHERE v.need_id = ANY ((SELECT public.app_hidden_needs())::uuid[])
$$;

CREATE POLICY app_restricted ON need_revisions AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (need_id <> ALL ((SELECT app_hidden_needs())::uuid[]));
CREATE POLICY app_restricted ON need_rewrites AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (need_id <> ALL ((SELECT app_hidden_needs())::uuid[]));
CREATE POLICY app_restricted ON survey_visit_needs AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (need_id <> ALL ((SELECT app_hidden_needs())::uuid[]));
CREATE POLICY app_restricted ON survey_visit_versions AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (visit_id <> ALL ((SELECT app_hidden_visits())::uuid[]));
CREATE POLICY app_restricted ON list_import_changes AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (target_id <> ALL ((SELECT app_hidden_needs())::uuid[]));
CREATE POLICY app_restricted ON chain_links AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (subject_id <> ALL ((SELECT app_hidden_needs())::uuid[]));
-- Whoever hands a list in reads its rows; that it marks some of them restricted holds for everybody else from then on.
ALTER TABLE list_import_rows
  ADD COLUMN created_by uuid DEFAULT app_user_id(),
  ADD COLUMN is_restricted boolean GENERATED ALWAYS AS (coalesce(record ->> 'restricted', '') = 'true') STORED;
CREATE POLICY app_restricted ON list_import_rows AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING ((target_id IS NULL OR target_id <> ALL ((SELECT app_hidden_needs())::uuid[]))
    AND (NOT is_restricted OR created_by = (SELECT app_user_id())
      OR scope_id = ANY ((SELECT app_trusted_scopes())::uuid[])));

-- What came of a need while it was open is put away for everybody while it is restricted, so that no reading escapes the log.
CREATE POLICY app_restricted ON match_run_needs AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (need_id <> ALL ((SELECT app_restricted_needs())::uuid[]));
CREATE POLICY app_restricted ON match_candidates AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (need_id <> ALL ((SELECT app_restricted_needs())::uuid[]));
CREATE POLICY app_restricted ON match_decisions AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (need_id <> ALL ((SELECT app_restricted_needs())::uuid[]));
CREATE POLICY app_restricted ON match_feedback AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (need_id <> ALL ((SELECT app_restricted_needs())::uuid[]));
CREATE POLICY app_restricted ON ledger_lines AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (need_id <> ALL ((SELECT app_restricted_needs())::uuid[]));
CREATE POLICY app_restricted ON outreaches AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (need_id <> ALL ((SELECT app_restricted_needs())::uuid[]));
CREATE POLICY app_restricted ON formed_teams AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (origin_id <> ALL ((SELECT app_restricted_needs())::uuid[]));

-- Numbers go on from lines and teams that are put away.
CREATE FUNCTION last_ledger_number(in_scope uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(max(l.number), 0) FROM public.ledger_lines l WHERE l.scope_id = in_scope
$$;
CREATE FUNCTION last_team_number(in_scope uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(max(f.number), 0) FROM public.formed_teams f WHERE f.scope_id = in_scope
$$;

-- What somebody was told about a need names it; while it is restricted they do not read that either.
ALTER TABLE deliveries ADD COLUMN need_id uuid;
UPDATE deliveries SET need_id = substring(path FROM '/needs/([0-9a-f-]{36})$')::uuid
WHERE path ~ '/needs/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
GRANT UPDATE (title) ON deliveries TO dualhigh_system;
CREATE POLICY app_restricted ON deliveries AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (need_id IS NULL OR need_id <> ALL ((SELECT app_hidden_needs())::uuid[]));

-- In the statement that changes who reads a need: search forgets it at once, whoever restricted it, and what is open to a
-- province says to which.
CREATE FUNCTION keep_need_visibility() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.province_id := NULL;
  NEW.opened_by := NULL;
  IF NEW.visibility = 'province' THEN
    NEW.province_id := (public.scope_provinces(ARRAY[NEW.scope_id]))[1];
    NEW.opened_by := (SELECT jsonb_build_object('zh', s.name, 'en', coalesce(s.name_en, s.name)) FROM public.scopes s
      WHERE s.id = NEW.scope_id);
  ELSIF NEW.visibility = 'restricted' THEN
    DELETE FROM public.search_documents d WHERE (d.kind = 'need' AND d.id = NEW.id)
      OR (d.kind = 'ledger_line' AND d.id IN (SELECT l.id FROM public.ledger_lines l WHERE l.need_id = NEW.id));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER needs_visibility BEFORE UPDATE OF visibility ON needs
  FOR EACH ROW WHEN (OLD.visibility IS DISTINCT FROM NEW.visibility) EXECUTE FUNCTION keep_need_visibility();

GRANT SELECT ON survey_visit_needs, ledger_lines, formed_teams TO dualhigh_signin;
CREATE POLICY signin_select ON ledger_lines FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON formed_teams FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON survey_visit_needs FOR SELECT TO dualhigh_signin USING (true);
GRANT SELECT, DELETE ON search_documents TO dualhigh_signin;
CREATE POLICY signin_all ON search_documents TO dualhigh_signin USING (true);
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
DO $$
DECLARE
  signature text;
BEGIN
  FOREACH signature IN ARRAY ARRAY['scope_provinces(uuid[])', 'app_restricted_needs()', 'app_hidden_needs()',
    'app_hidden_visits()', 'last_ledger_number(uuid)', 'last_team_number(uuid)'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO dualhigh_app, dualhigh_system', signature);
    EXECUTE format('ALTER FUNCTION %s OWNER TO dualhigh_signin', signature);
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION keep_need_visibility() FROM PUBLIC;
ALTER FUNCTION keep_need_visibility() OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;

-- Who was invited to read a restricted need. Until they accept the statement they know its number and nothing else.
CREATE TABLE need_readers (
  scope_id uuid NOT NULL,
  need_id uuid NOT NULL REFERENCES needs (id),
  user_id uuid NOT NULL,
  zone_id uuid NOT NULL,
  enterprise_id uuid,
  -- The need's number, and how whoever was invited is called.
  code text NOT NULL,
  user_name text,
  invited_by uuid NOT NULL,
  invited_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  withdrawn_at timestamptz,
  PRIMARY KEY (scope_id, need_id, user_id)
);
COMMENT ON TABLE need_readers IS 'People invited one by one to read a restricted need';
CREATE INDEX need_readers_by_user ON need_readers (user_id);
SELECT protect_table('need_readers');
CREATE POLICY app_select ON need_readers FOR SELECT TO dualhigh_app
  USING (user_id = (SELECT app_user_id()) OR scope_id = ANY ((SELECT app_trusted_scopes())::uuid[])
    OR zone_id = ANY ((SELECT app_trusted_scopes())::uuid[]) OR enterprise_id = ANY ((SELECT app_trusted_scopes())::uuid[]));
CREATE POLICY app_insert ON need_readers FOR INSERT TO dualhigh_app
  WITH CHECK (invited_by = (SELECT app_user_id()) AND (scope_id = ANY ((SELECT app_trusted_scopes())::uuid[])
    OR zone_id = ANY ((SELECT app_trusted_scopes())::uuid[])
    OR enterprise_id = ANY ((SELECT app_trusted_scopes())::uuid[])));
CREATE POLICY app_update ON need_readers FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_trusted_scopes())::uuid[]) OR zone_id = ANY ((SELECT app_trusted_scopes())::uuid[])
    OR enterprise_id = ANY ((SELECT app_trusted_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE (withdrawn_at, invited_by, invited_at, user_name) ON need_readers TO dualhigh_app;
GRANT SELECT, UPDATE (user_name) ON need_readers TO dualhigh_system;
