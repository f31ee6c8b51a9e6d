-- Who did what about an agreement, by name: the two sides, and those above the pair, do not see each other's accounts.

CREATE FUNCTION agreement_people(of_agreement uuid) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH agreement AS (
    SELECT a.id, a.created_by, a.scope_id = ANY ((SELECT public.app_read_scopes())::uuid[]) AS is_inside
    FROM public.agreements a
    WHERE a.id = of_agreement AND (a.scope_id = ANY ((SELECT public.app_read_scopes())::uuid[])
      OR a.enterprise_id = ANY ((SELECT public.app_read_scopes())::uuid[]))
  ), people AS (
    SELECT a.created_by AS id FROM agreement a
    UNION
    SELECT s.actor_id FROM agreement a JOIN public.agreement_steps s ON s.agreement_id = a.id
    WHERE a.is_inside OR s.enterprise_id IS NOT NULL
    UNION
    SELECT unnest(ARRAY[d.recorded_by, d.decided_by])
    FROM agreement a JOIN public.agreement_deliveries d ON d.agreement_id = a.id
    UNION
    SELECT unnest(ARRAY[m.created_by, m.signed_by])
    FROM agreement a JOIN public.agreement_amendments m ON m.agreement_id = a.id
    UNION
    SELECT p.added_by FROM agreement a JOIN public.agreement_papers p ON p.agreement_id = a.id
    WHERE a.is_inside OR p.enterprise_id IS NOT NULL
    UNION
    SELECT unnest(ARRAY[v.drafted_by, v.started_by])
    FROM agreement a JOIN public.agreement_approvals v ON v.agreement_id = a.id WHERE a.is_inside
    UNION
    SELECT e.done_by FROM agreement a JOIN public.agreement_approval_entries e ON e.agreement_id = a.id WHERE a.is_inside
  )
  SELECT u.id, u.display_name FROM public.users u JOIN people ON people.id = u.id WHERE u.erased_at IS NULL
$$;
REVOKE ALL ON FUNCTION agreement_people(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agreement_people(uuid) TO dualhigh_app;
