-- Needs that an enterprise's people state themselves, in a pair whose rows they do not see.

-- The pair offices that a need of an enterprise can go to: those of its zone, or of every zone of the province beneath which it
-- stands; for a pair, itself. One row without an office says where the scope stands and that no pair is there.
CREATE FUNCTION list_need_offices(of_scope uuid)
RETURNS TABLE (id uuid, name text, name_en text, zone_id uuid, seat text, seat_en text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.id, p.name, p.name_en, p.parent_id, a.name, a.name_en
  FROM public.scopes s
  LEFT JOIN public.scopes a ON a.id = s.parent_id
  LEFT JOIN public.scopes p ON p.kind = 'pair' AND CASE s.kind WHEN 'pair' THEN p.id = s.id
    ELSE p.parent_id = a.id
      OR p.parent_id IN (SELECT z.id FROM public.scopes z WHERE z.kind = 'zone' AND z.parent_id = a.id) END
  WHERE s.id = of_scope AND s.kind IN ('pair', 'enterprise') AND s.id = ANY ((SELECT public.app_read_scopes())::uuid[])
  ORDER BY p.name, p.id
$$;
REVOKE ALL ON FUNCTION list_need_offices(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_need_offices(uuid) TO dualhigh_app;
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION list_need_offices(uuid) OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;

-- All of them, for whoever writes in several enterprises.
CREATE FUNCTION app_need_offices() RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(DISTINCT o.id), '{}') FROM unnest(app_write_scopes()) w (id), list_need_offices(w.id) o
  WHERE o.id IS NOT NULL
$$;

-- The enterprise that is still writing it: until it hands the need in, nobody else finds it.
ALTER TABLE needs ADD COLUMN held_by uuid REFERENCES scopes (id),
  ADD CONSTRAINT needs_held CHECK (held_by IS NULL OR (held_by = enterprise_id AND state IN ('draft', 'closed')));
CREATE INDEX needs_held_by ON needs (scope_id) WHERE held_by IS NOT NULL;
-- Whoever sees beneath a zone sees its enterprises: only who writes there for the enterprise is trusted.
CREATE POLICY app_held ON needs AS RESTRICTIVE TO dualhigh_app
  USING (held_by IS NULL OR held_by = ANY ((SELECT app_trusted_scopes())::uuid[]));
CREATE POLICY app_insert_own ON needs FOR INSERT TO dualhigh_app
  WITH CHECK (enterprise_id = ANY ((SELECT app_write_scopes())::uuid[])
    AND scope_id IN (SELECT o.id FROM list_need_offices(enterprise_id) o));
CREATE POLICY app_own ON need_counters TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_need_offices())::uuid[]))
  WITH CHECK (scope_id = ANY ((SELECT app_need_offices())::uuid[]));

-- Whatever hides with a restricted need hides with one that is still being written.
CREATE OR REPLACE FUNCTION app_hidden_needs() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(array_agg(h.id), '{}') FROM (
    SELECT n.id FROM public.needs n
    WHERE n.visibility = 'restricted' AND (n.scope_id = ANY ((SELECT public.app_read_scopes())::uuid[])
        OR n.enterprise_id = ANY ((SELECT public.app_read_scopes())::uuid[]))
      AND (n.enterprise_id = ANY ((SELECT public.app_trusted_scopes())::uuid[])
        OR n.zone_id = ANY ((SELECT public.app_trusted_scopes())::uuid[])
        OR n.scope_id = ANY ((SELECT public.app_trusted_scopes())::uuid[])
        OR (SELECT public.app_user_id()) = ANY (n.readers)) IS NOT TRUE
    UNION ALL
    SELECT n.id FROM public.needs n
    WHERE n.held_by IS NOT NULL AND (n.scope_id = ANY ((SELECT public.app_read_scopes())::uuid[])
        OR n.enterprise_id = ANY ((SELECT public.app_read_scopes())::uuid[]))
      AND (n.held_by = ANY ((SELECT public.app_trusted_scopes())::uuid[])) IS NOT TRUE
  ) h
$$;
