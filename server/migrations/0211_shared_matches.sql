-- Partners that an office showed to an enterprise: with an account it reads them on its need, with the link or without.

GRANT SELECT ON outreaches, outreach_answers TO dualhigh_signin;
CREATE POLICY signin_select ON outreaches FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON outreach_answers FOR SELECT TO dualhigh_signin USING (true);
CREATE INDEX outreaches_shown_to_enterprises ON outreaches (need_id) WHERE audience = 'enterprise';

-- Of the rest of the ledger it reads nothing: neither who else was thought of, nor what was said to whom. What became of a
-- partner that it knows is told in one word.
CREATE FUNCTION shared_matches(of_need uuid)
RETURNS TABLE (id uuid, shown jsonb, shared_at timestamptz, answer text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT ON (o.partner_kind, o.partner_id) o.id, o.shown, o.created_at, (
      SELECT a.answer FROM public.outreach_answers a
      WHERE a.zone_id = o.zone_id AND a.outreach_id = o.id ORDER BY a.id DESC LIMIT 1), l.state
  FROM public.needs n
  JOIN public.outreaches o ON o.need_id = n.id AND o.scope_id = n.scope_id AND o.audience = 'enterprise'
    AND o.partner_id IS NOT NULL AND o.revoked_at IS NULL
  LEFT JOIN public.ledger_lines l ON l.scope_id = o.scope_id AND l.need_id = o.need_id
    AND l.partner_kind = o.partner_kind AND l.partner_id = o.partner_id
  WHERE n.id = of_need AND n.archived_at IS NULL AND n.visibility <> 'restricted'
    AND (n.scope_id = ANY ((SELECT public.app_read_scopes())::uuid[])
      OR n.enterprise_id = ANY ((SELECT public.app_read_scopes())::uuid[]))
  ORDER BY o.partner_kind, o.partner_id, o.created_at DESC
$$;
REVOKE ALL ON FUNCTION shared_matches(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shared_matches(uuid) TO dualhigh_app;
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION shared_matches(uuid) OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
