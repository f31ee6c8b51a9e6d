-- Experts who no longer judge, and conflicts that turned out to be those of a namesake.

ALTER TABLE evaluation_experts
  -- The expert's own id where they stepped down.
  ADD COLUMN withdrawn_by uuid,
  ADD COLUMN withdrawn_at timestamptz,
  ADD CONSTRAINT evaluation_experts_withdrawn CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)
    AND (withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL));

ALTER TABLE expert_conflicts
  ADD COLUMN cleared_by uuid,
  ADD COLUMN cleared_at timestamptz,
  -- Why it is somebody else of that name.
  ADD COLUMN clear_reason text CHECK (length(clear_reason) BETWEEN 1 AND 2000),
  ADD CONSTRAINT expert_conflicts_cleared CHECK ((cleared_at IS NULL) = (cleared_by IS NULL)
    AND (cleared_at IS NULL) = (clear_reason IS NULL)),
  -- What somebody declared or recorded is no namesake's.
  ADD CONSTRAINT expert_conflicts_clears_computed CHECK (cleared_at IS NULL OR found_by IS NULL);

-- An expert who steps down writes as the system: scores that were not given yet are dropped.
GRANT DELETE ON bid_reviews TO dualhigh_system;

-- Scores that were put aside for a conflict that is none count again. Answers whether there were any.
CREATE FUNCTION restore_review(of_bid uuid, of_user uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE public.bid_reviews r SET state = 'submitted', set_aside_at = NULL, version = r.version + 1
  WHERE r.bid_id = of_bid AND r.user_id = of_user AND r.state = 'set_aside'
    AND r.scope_id = ANY ((SELECT public.app_write_scopes())::uuid[])
    AND NOT r.university_id = ANY ((SELECT public.app_read_scopes())::uuid[]);
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION evaluation_people(of_challenge uuid) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH people AS (
    SELECT unnest(ARRAY[e.closed_by, e.decided_by, e.announced_by, e.awarded_by]) AS id, e.scope_id, e.university_id
    FROM public.evaluations e WHERE e.challenge_id = of_challenge
    UNION ALL
    SELECT unnest(ARRAY[x.invited_by, x.withdrawn_by]), x.scope_id, x.university_id
    FROM public.evaluation_experts x WHERE x.challenge_id = of_challenge
    UNION ALL
    SELECT unnest(ARRAY[c.found_by, c.cleared_by]), c.scope_id, c.university_id
    FROM public.expert_conflicts c WHERE c.challenge_id = of_challenge
    UNION ALL
    SELECT o.answered_by, o.scope_id, o.university_id FROM public.notice_objections o WHERE o.challenge_id = of_challenge
  )
  SELECT DISTINCT u.id, u.display_name FROM people p JOIN public.users u ON u.id = p.id
  WHERE p.scope_id = ANY ((SELECT public.app_read_scopes())::uuid[])
    AND NOT p.university_id = ANY ((SELECT public.app_read_scopes())::uuid[]) AND u.erased_at IS NULL
$$;

REVOKE ALL ON FUNCTION restore_review(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION restore_review(uuid, uuid) TO dualhigh_app;
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION restore_review(uuid, uuid) OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
