-- Another wording of a need that its office proposes in triage, until the enterprise takes it or not. No other table
-- refers to it, so that it can be distributed by zone.
CREATE TABLE need_rewrites (
  id uuid NOT NULL,
  zone_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  need_id uuid NOT NULL,
  -- The enterprise's own scope, where it has one: its people read and decide.
  enterprise_id uuid,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'confirmed', 'declined', 'withdrawn')),
  -- Title, content, indicators and basis: as they were when it was written, and as they would be.
  original jsonb NOT NULL,
  proposed jsonb NOT NULL,
  note text CHECK (length(note) <= 2000),
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL DEFAULT now(),
  decided_by uuid,
  decided_at timestamptz,
  -- The office said it for the enterprise; the note says how the enterprise agreed.
  on_behalf boolean NOT NULL DEFAULT false,
  decision_note text CHECK (length(decision_note) <= 2000),
  CHECK ((state = 'open') = (decided_at IS NULL)),
  CHECK (NOT on_behalf OR decision_note IS NOT NULL),
  PRIMARY KEY (zone_id, scope_id, id)
);
COMMENT ON TABLE need_rewrites IS 'Wordings of needs that an office proposed: by whom, who decided, and on whose behalf';
CREATE UNIQUE INDEX need_rewrites_one_open ON need_rewrites (zone_id, scope_id, need_id) WHERE state = 'open';
CREATE INDEX need_rewrites_by_need ON need_rewrites (need_id, proposed_at);
CREATE INDEX need_rewrites_by_person ON need_rewrites (proposed_by);
SELECT protect_table('need_rewrites');
CREATE POLICY app_select ON need_rewrites FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON need_rewrites FOR INSERT TO dualhigh_app
  WITH CHECK (proposed_by = (SELECT app_user_id()) AND state = 'open'
    AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
-- An enterprise decides for itself; that it was decided on its behalf, only the office can say.
CREATE POLICY app_update ON need_rewrites FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR enterprise_id = ANY ((SELECT app_write_scopes())::uuid[]))
  WITH CHECK (decided_by = (SELECT app_user_id()) AND (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR (enterprise_id = ANY ((SELECT app_write_scopes())::uuid[]) AND NOT on_behalf)));
GRANT SELECT, INSERT ON need_rewrites TO dualhigh_app, dualhigh_system;
GRANT UPDATE (state, decided_by, decided_at, on_behalf, decision_note) ON need_rewrites TO dualhigh_app, dualhigh_system;

-- Who did something with a need, by name, for whoever may read the need: an office reads the name of the enterprise's
-- person who confirmed, and the enterprise that of the officer, though neither sees the other's accounts.
CREATE FUNCTION need_people(of_need uuid) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH need AS (
    SELECT n.id, n.zone_id, n.scope_id FROM public.needs n
    WHERE n.id = of_need AND (n.scope_id = ANY ((SELECT public.app_read_scopes())::uuid[])
      OR n.enterprise_id = ANY ((SELECT public.app_read_scopes())::uuid[]))
  ), people AS (
    SELECT r.actor_id AS id FROM need JOIN public.need_revisions r
      ON r.zone_id = need.zone_id AND r.scope_id = need.scope_id AND r.need_id = need.id
    UNION
    SELECT unnest(ARRAY[w.proposed_by, w.decided_by]) FROM need JOIN public.need_rewrites w
      ON w.zone_id = need.zone_id AND w.scope_id = need.scope_id AND w.need_id = need.id
  )
  SELECT u.id, u.display_name FROM public.users u JOIN people ON people.id = u.id WHERE u.erased_at IS NULL
$$;
REVOKE ALL ON FUNCTION need_people(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION need_people(uuid) TO dualhigh_app, dualhigh_system;
GRANT SELECT ON needs, need_revisions, need_rewrites TO dualhigh_signin;
CREATE POLICY signin_select ON needs FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON need_revisions FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON need_rewrites FOR SELECT TO dualhigh_signin USING (true);
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION need_people(uuid) OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
