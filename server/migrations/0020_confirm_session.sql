-- A request's session is confirmed inside the transaction that answers it.

GRANT CREATE ON SCHEMA public TO dualhigh_signin;

-- The roles of somebody, in one order, with the scopes beneath those that are held in one of `below_roles`. Runs as its
-- callers below, and is for them alone.
CREATE FUNCTION caller_grants(of_user uuid, below_roles text[]) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  held jsonb;
  reaches_below boolean;
BEGIN
  SELECT coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'scopeId', m.scope_id, 'below', '[]'::jsonb)
    ORDER BY m.role, m.scope_id), '[]'::jsonb), coalesce(bool_or(m.role = ANY (below_roles)), false)
    INTO held, reaches_below
  FROM public.memberships m WHERE m.user_id = of_user;
  -- Few people need the tree walked, and everybody's every request comes through here.
  IF reaches_below THEN
    SELECT jsonb_agg(CASE WHEN g.value ->> 'role' = ANY (below_roles) THEN jsonb_set(g.value, '{below}', (
      WITH RECURSIVE beneath AS (
        SELECT (g.value ->> 'scopeId')::uuid AS id
        UNION
        SELECT s.id FROM beneath b, LATERAL (
          SELECT c.id FROM public.scopes c WHERE c.parent_id = b.id
          UNION ALL
          SELECT c.id FROM public.scopes c WHERE c.also_beneath @> ARRAY[b.id]) s
      )
      SELECT coalesce(jsonb_agg(b.id ORDER BY b.id), '[]'::jsonb) FROM beneath b
      WHERE b.id <> (g.value ->> 'scopeId')::uuid))
      ELSE g.value END ORDER BY g.place)
      INTO held
    FROM jsonb_array_elements(held) WITH ORDINALITY AS g (value, place);
  END IF;
  RETURN held;
END $$;

-- As in 0012, with the roles from the function above.
CREATE OR REPLACE FUNCTION session_caller(token bytea, below_roles text[])
RETURNS TABLE (session_id uuid, user_id uuid, grants jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  held record;
BEGIN
  SELECT s.id, s.user_id, s.last_seen_at, s.idle_seconds INTO held
  FROM public.sessions s JOIN public.users u ON u.id = s.user_id
  WHERE s.token_hash = token AND s.ended_at IS NULL AND u.disabled_at IS NULL
    AND clock_timestamp() < s.expires_at
    AND clock_timestamp() < s.last_seen_at + make_interval(secs => s.idle_seconds);
  IF NOT FOUND THEN
    RETURN;
  END IF;
  -- Written at most thirty times in an idle period: a page of twenty requests is one update.
  IF clock_timestamp() > held.last_seen_at + make_interval(secs => held.idle_seconds / 30.0) THEN
    UPDATE public.sessions SET last_seen_at = clock_timestamp() WHERE id = held.id;
  END IF;
  RETURN QUERY SELECT held.id, held.user_id, public.caller_grants(held.user_id, below_roles);
END $$;

-- Fails unless the session is good, its person is enabled and holds exactly the roles that are expected. It writes
-- nothing, so that a long reading locks no session; when it is time to note that they were seen, it fails too, and
-- session_caller is asked.
CREATE FUNCTION confirm_session(token bytea, below_roles text[], expected jsonb) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM public.sessions s JOIN public.users u ON u.id = s.user_id
    WHERE s.token_hash = token AND s.ended_at IS NULL AND u.disabled_at IS NULL
      AND clock_timestamp() < s.expires_at
      AND clock_timestamp() <= s.last_seen_at + make_interval(secs => s.idle_seconds / 30.0)
      AND public.caller_grants(s.user_id, below_roles) = expected
  ) THEN
    RAISE EXCEPTION 'The session is not as it was.' USING ERRCODE = 'DH401';
  END IF;
END $$;

REVOKE ALL ON FUNCTION caller_grants(uuid, text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION confirm_session(bytea, text[], jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION confirm_session(bytea, text[], jsonb) TO dualhigh_app;
ALTER FUNCTION caller_grants(uuid, text[]) OWNER TO dualhigh_signin;
ALTER FUNCTION confirm_session(bytea, text[], jsonb) OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
