-- Enterprises that have a scope of their own, by the names that a pair's needs give them: a need that says whose it is reaches
-- its enterprise. Looked for beneath the pair's zone and its province; a name that two of them bear finds neither.
CREATE FUNCTION find_enterprise_scopes(of_pair uuid, names text[]) RETURNS TABLE (name text, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT e.name, (array_agg(e.id))[1] FROM public.scopes p
  JOIN public.scopes z ON z.id = p.parent_id
  JOIN public.scopes e ON e.kind = 'enterprise' AND e.name = ANY (names) AND e.parent_id IN (z.id, z.parent_id)
  WHERE p.id = of_pair AND p.kind = 'pair'
    AND (current_setting('role') = 'dualhigh_system' OR p.id = ANY ((SELECT public.app_write_scopes())::uuid[]))
  GROUP BY e.name HAVING count(*) = 1
$$;
REVOKE ALL ON FUNCTION find_enterprise_scopes(uuid, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_enterprise_scopes(uuid, text[]) TO dualhigh_app, dualhigh_system;
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION find_enterprise_scopes(uuid, text[]) OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
