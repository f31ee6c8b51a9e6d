-- Enterprises that have a scope of their own, for whoever works in a pair or a zone and lets one of them read a record. Those
-- beneath the zone and beneath its province; which others there are stays hidden.
CREATE FUNCTION list_enterprise_accounts(of_scope uuid) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT e.id, e.name FROM public.scopes s
  LEFT JOIN public.scopes z ON z.id = CASE s.kind WHEN 'zone' THEN s.id ELSE s.parent_id END
  JOIN public.scopes e ON e.kind = 'enterprise' AND e.parent_id IN (s.id, z.id, z.parent_id)
  WHERE s.id = of_scope AND s.kind IN ('pair', 'zone')
    AND (current_setting('role') = 'dualhigh_system' OR s.id = ANY ((SELECT public.app_write_scopes())::uuid[]))
  ORDER BY e.name, e.id LIMIT 2000
$$;
REVOKE ALL ON FUNCTION list_enterprise_accounts(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_enterprise_accounts(uuid) TO dualhigh_app, dualhigh_system;
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION list_enterprise_accounts(uuid) OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
