-- How bids are judged, and what becomes of them: named experts, their conflicts and scores, the decision, the public notice
-- and objections to it. The office is whoever is in the pair without being in its university, whose people compete.

CREATE TABLE evaluations (
  challenge_id uuid PRIMARY KEY REFERENCES challenges (id),
  scope_id uuid NOT NULL REFERENCES scopes (id),
  zone_id uuid NOT NULL,
  university_id uuid NOT NULL,
  poster_id uuid,
  -- Experts that each bid needs; null where a joint application goes to notice without any.
  experts_per_bid integer CHECK (experts_per_bid BETWEEN 1 AND 20),
  begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Scores are read by nobody but who gave them until the scoring is closed.
  closed_by uuid,
  closed_at timestamptz,
  -- Why it was closed with fewer experts than each bid needs.
  close_reason text CHECK (length(close_reason) <= 2000),
  decided_by uuid,
  decided_at timestamptz,
  decision text CHECK (length(decision) <= 10000),
  announced_by uuid,
  announced_at timestamptz,
  notice_ends_at timestamptz,
  notice_text text NOT NULL DEFAULT '' CHECK (length(notice_text) <= 10000),
  -- Whether anybody reads the notice without an account.
  is_public boolean NOT NULL DEFAULT false,
  awarded_by uuid,
  awarded_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CHECK ((closed_by IS NULL) = (closed_at IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((announced_at IS NULL) = (notice_ends_at IS NULL)),
  -- Approve is not complete: who decided is not who awards.
  CONSTRAINT evaluations_two_people CHECK (awarded_by IS NULL OR awarded_by <> decided_by)
);
COMMENT ON TABLE evaluations IS 'The evaluation of a challenge''s bids, its decision, notice and award';
SELECT protect_table('evaluations');
CREATE POLICY app_select ON evaluations FOR SELECT TO dualhigh_app
  USING ((scope_id = ANY ((SELECT app_read_scopes())::uuid[])
      AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[]))
    OR (announced_at IS NOT NULL AND poster_id = ANY ((SELECT app_read_scopes())::uuid[])));

CREATE TABLE evaluation_experts (
  id uuid PRIMARY KEY,
  challenge_id uuid NOT NULL REFERENCES challenges (id),
  scope_id uuid NOT NULL,
  university_id uuid NOT NULL,
  user_id uuid NOT NULL,
  -- As works name them, and where they work: what conflicts are computed from.
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  unit text NOT NULL CHECK (length(unit) BETWEEN 1 AND 300),
  state text NOT NULL DEFAULT 'invited' CHECK (state IN ('invited', 'declared', 'declined', 'withdrawn')),
  invited_by uuid NOT NULL,
  invited_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  answered_at timestamptz,
  statement text NOT NULL DEFAULT '' CHECK (length(statement) <= 2000),
  withdrawn_reason text CHECK (length(withdrawn_reason) <= 2000),
  CONSTRAINT evaluation_experts_once UNIQUE (challenge_id, user_id)
);
COMMENT ON TABLE evaluation_experts IS 'Experts who are asked to judge the bids of a challenge';
CREATE INDEX evaluation_experts_by_user ON evaluation_experts (user_id, challenge_id);
SELECT protect_table('evaluation_experts');
CREATE POLICY app_select ON evaluation_experts FOR SELECT TO dualhigh_app
  USING (user_id = (SELECT app_user_id()) OR (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[])));

CREATE TABLE expert_conflicts (
  id uuid PRIMARY KEY,
  challenge_id uuid NOT NULL REFERENCES challenges (id),
  bid_id uuid NOT NULL REFERENCES bids (id),
  scope_id uuid NOT NULL,
  university_id uuid NOT NULL,
  user_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('institution', 'shared_work', 'enterprise', 'declared', 'reported')),
  -- The fact that shows it, in both languages.
  fact jsonb NOT NULL,
  found_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Null: computed.
  found_by uuid
);
COMMENT ON TABLE expert_conflicts IS 'Why an expert does not judge a bid: declared, computed or reported';
CREATE INDEX expert_conflicts_by_challenge ON expert_conflicts (challenge_id, user_id, bid_id);
SELECT protect_table('expert_conflicts');
CREATE POLICY app_select ON expert_conflicts FOR SELECT TO dualhigh_app
  USING (user_id = (SELECT app_user_id()) OR (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[])));

CREATE TABLE bid_reviews (
  id uuid PRIMARY KEY,
  challenge_id uuid NOT NULL REFERENCES challenges (id),
  bid_id uuid NOT NULL REFERENCES bids (id),
  scope_id uuid NOT NULL,
  university_id uuid NOT NULL,
  user_id uuid NOT NULL,
  -- `set_aside`: given before a conflict was found; kept, and counted nowhere.
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'set_aside')),
  -- For each criterion, by its key: 0 to 100 and why.
  scores jsonb NOT NULL DEFAULT '[]',
  comment text NOT NULL DEFAULT '' CHECK (length(comment) <= 5000),
  -- With the closing of the scoring.
  is_open boolean NOT NULL DEFAULT false,
  submitted_at timestamptz,
  set_aside_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT bid_reviews_once UNIQUE (bid_id, user_id),
  CHECK (state = 'draft' OR submitted_at IS NOT NULL),
  CHECK (NOT is_open OR state <> 'draft')
);
COMMENT ON TABLE bid_reviews IS 'What an expert gives a bid; the office reads it when the scoring is closed';
CREATE INDEX bid_reviews_by_challenge ON bid_reviews (challenge_id);
SELECT protect_table('bid_reviews');
CREATE POLICY app_select ON bid_reviews FOR SELECT TO dualhigh_app
  USING (user_id = (SELECT app_user_id()) OR (is_open AND scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[])));

-- What was decided about each bid, before the bidders are told.
CREATE TABLE evaluation_results (
  challenge_id uuid NOT NULL REFERENCES challenges (id),
  bid_id uuid NOT NULL REFERENCES bids (id),
  scope_id uuid NOT NULL,
  university_id uuid NOT NULL,
  is_chosen boolean NOT NULL,
  -- What this bidder reads.
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  PRIMARY KEY (challenge_id, bid_id)
);
COMMENT ON TABLE evaluation_results IS 'Which bids were chosen, with the reason that each bidder is given';
SELECT protect_table('evaluation_results');
CREATE POLICY app_select ON evaluation_results FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[]));

CREATE TABLE notice_objections (
  id uuid PRIMARY KEY,
  challenge_id uuid NOT NULL REFERENCES challenges (id),
  scope_id uuid NOT NULL,
  university_id uuid NOT NULL,
  -- A bidder's, with who wrote it; null for one that came by the public page.
  bid_id uuid REFERENCES bids (id),
  user_id uuid,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  contact text NOT NULL DEFAULT '' CHECK (length(contact) <= 300),
  body text NOT NULL CHECK (length(body) BETWEEN 1 AND 5000),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  answered_by uuid,
  answered_at timestamptz,
  answer text CHECK (length(answer) <= 5000),
  is_upheld boolean,
  CHECK ((answered_by IS NULL) = (answered_at IS NULL)),
  CHECK ((answered_at IS NULL) = (is_upheld IS NULL))
);
COMMENT ON TABLE notice_objections IS 'Objections to a result within its notice, and who answered what; names and contacts are personal data';
CREATE INDEX notice_objections_by_challenge ON notice_objections (challenge_id, id);
SELECT protect_table('notice_objections');
CREATE POLICY app_select ON notice_objections FOR SELECT TO dualhigh_app
  USING (user_id = (SELECT app_user_id()) OR (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[])));

-- The office writes where it reads; what experts, bidders and readers of the public notice write is written by the system
-- once it has been asked, under this same wall, whether they may.
DO $$
DECLARE part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['evaluations', 'evaluation_experts', 'expert_conflicts', 'bid_reviews', 'evaluation_results',
    'notice_objections'] LOOP
    EXECUTE format('CREATE POLICY app_insert ON %I FOR INSERT TO dualhigh_app
      WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
        AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[]))', part);
    EXECUTE format('CREATE POLICY app_update ON %I FOR UPDATE TO dualhigh_app
      USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
        AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[]))', part);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO dualhigh_app, dualhigh_system', part);
  END LOOP;
END $$;
CREATE POLICY app_delete ON evaluation_results FOR DELETE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[]));
GRANT DELETE ON evaluation_results TO dualhigh_app, dualhigh_system;

-- Which scores are in, for the office: whose, for which bid, and not what they say.
CREATE FUNCTION review_states(of_challenge uuid) RETURNS TABLE (bid_id uuid, user_id uuid, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT r.bid_id, r.user_id, r.state FROM public.bid_reviews r
  WHERE r.challenge_id = of_challenge AND r.scope_id = ANY ((SELECT public.app_read_scopes())::uuid[])
    AND NOT r.university_id = ANY ((SELECT public.app_read_scopes())::uuid[])
$$;

-- Lays the scores of a challenge open to the office when scoring is closed, and hides them when it is opened again.
CREATE FUNCTION show_reviews(of_challenge uuid, shown boolean) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE public.bid_reviews r SET is_open = shown
  WHERE r.challenge_id = of_challenge AND r.state <> 'draft'
    AND r.scope_id = ANY ((SELECT public.app_write_scopes())::uuid[])
    AND NOT r.university_id = ANY ((SELECT public.app_read_scopes())::uuid[])
    AND (NOT shown OR EXISTS (SELECT FROM public.evaluations e
      WHERE e.challenge_id = of_challenge AND e.closed_at IS NOT NULL))
$$;

-- Scores that were given are put aside, and a draft is dropped, when a conflict is found. Answers what there was.
CREATE FUNCTION set_aside_review(of_bid uuid, of_user uuid) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  held record;
BEGIN
  SELECT r.id, r.state INTO held FROM public.bid_reviews r
  WHERE r.bid_id = of_bid AND r.user_id = of_user AND r.scope_id = ANY ((SELECT public.app_write_scopes())::uuid[])
    AND NOT r.university_id = ANY ((SELECT public.app_read_scopes())::uuid[]) FOR UPDATE;
  IF NOT FOUND OR held.state = 'set_aside' THEN
    RETURN NULL;
  END IF;
  IF held.state = 'draft' THEN
    DELETE FROM public.bid_reviews r WHERE r.id = held.id;
  ELSE
    UPDATE public.bid_reviews r SET state = 'set_aside', set_aside_at = clock_timestamp(), version = r.version + 1
    WHERE r.id = held.id;
  END IF;
  RETURN held.state;
END $$;

-- Who did something in an evaluation, by name, for the office: some of them work above or beside it.
CREATE FUNCTION evaluation_people(of_challenge uuid) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH people AS (
    SELECT unnest(ARRAY[e.closed_by, e.decided_by, e.announced_by, e.awarded_by]) AS id, e.scope_id, e.university_id
    FROM public.evaluations e WHERE e.challenge_id = of_challenge
    UNION ALL
    SELECT x.invited_by, x.scope_id, x.university_id FROM public.evaluation_experts x WHERE x.challenge_id = of_challenge
    UNION ALL
    SELECT c.found_by, c.scope_id, c.university_id FROM public.expert_conflicts c WHERE c.challenge_id = of_challenge
    UNION ALL
    SELECT o.answered_by, o.scope_id, o.university_id FROM public.notice_objections o WHERE o.challenge_id = of_challenge
  )
  SELECT DISTINCT u.id, u.display_name FROM people p JOIN public.users u ON u.id = p.id
  WHERE p.scope_id = ANY ((SELECT public.app_read_scopes())::uuid[])
    AND NOT p.university_id = ANY ((SELECT public.app_read_scopes())::uuid[]) AND u.erased_at IS NULL
$$;

-- Of these people, who holds any role but that of an expert: whoever judges does nothing else here.
CREATE FUNCTION holders_of_other_roles(of_users uuid[]) RETURNS TABLE (user_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT m.user_id FROM public.memberships m WHERE m.user_id = ANY (of_users) AND m.role <> 'expert'
$$;

REVOKE ALL ON FUNCTION review_states(uuid), show_reviews(uuid, boolean), set_aside_review(uuid, uuid),
  evaluation_people(uuid), holders_of_other_roles(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION review_states(uuid), show_reviews(uuid, boolean), set_aside_review(uuid, uuid),
  evaluation_people(uuid), holders_of_other_roles(uuid[]) TO dualhigh_app;
GRANT SELECT ON evaluations, evaluation_experts, expert_conflicts, notice_objections, bid_reviews TO dualhigh_signin;
CREATE POLICY signin_select ON evaluation_experts FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON expert_conflicts FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON notice_objections FOR SELECT TO dualhigh_signin USING (true);
GRANT UPDATE (is_open, state, set_aside_at, version), DELETE ON bid_reviews TO dualhigh_signin;
CREATE POLICY signin_select ON evaluations FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_all ON bid_reviews TO dualhigh_signin USING (true) WITH CHECK (true);
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION holders_of_other_roles(uuid[]) OWNER TO dualhigh_signin;
ALTER FUNCTION evaluation_people(uuid) OWNER TO dualhigh_signin;
ALTER FUNCTION review_states(uuid) OWNER TO dualhigh_signin;
ALTER FUNCTION show_reviews(uuid, boolean) OWNER TO dualhigh_signin;
ALTER FUNCTION set_aside_review(uuid, uuid) OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
