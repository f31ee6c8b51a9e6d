-- Whoever sees a stage sees whether its agreement is there, also where the agreement itself is closed to them: its kind and
-- its days, and neither number, parties nor money.
CREATE FUNCTION agreements_standing(ids uuid[])
RETURNS TABLE (id uuid, kind text, state text, signed_on date, starts_on date, ends_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT a.id, a.kind, a.state, a.signed_on, a.starts_on, a.ends_on FROM public.agreements a WHERE a.id = ANY (ids)
$$;
COMMENT ON FUNCTION agreements_standing(uuid[]) IS 'Kind and days of agreements, for whoever sees what rests on them';
REVOKE ALL ON FUNCTION agreements_standing(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agreements_standing(uuid[]) TO dualhigh_app, dualhigh_system;
GRANT SELECT (id, kind, state, signed_on, starts_on, ends_on) ON agreements TO dualhigh_signin;
CREATE POLICY signin_select ON agreements FOR SELECT TO dualhigh_signin USING (true);
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION agreements_standing(uuid[]) OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
