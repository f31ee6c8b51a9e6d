-- Challenges: what a zone posts for enterprises' needs, and the bids of those who want to solve it.

-- The scopes that somebody works in, of the kinds named (null: of any), and all that stand above them: who is a reader of
-- what is published for a zone or for a province. Evaluated once for a query, like app_read_scopes.
CREATE FUNCTION app_scopes_above(kinds text[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH RECURSIVE above AS (
    SELECT s.id, s.parent_id, s.also_beneath FROM public.scopes s
    WHERE s.id = ANY ((SELECT public.app_read_scopes())::uuid[]) AND (kinds IS NULL OR s.kind = ANY (kinds))
    UNION
    SELECT p.id, p.parent_id, p.also_beneath FROM above a
    JOIN public.scopes p ON p.id = a.parent_id OR p.id = ANY (a.also_beneath)
  )
  SELECT coalesce(array_agg(a.id), '{}') FROM above a
$$;
REVOKE ALL ON FUNCTION app_scopes_above(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_scopes_above(text[]) TO dualhigh_app;

-- Numbers of a scope and year, as for needs.
CREATE TABLE challenge_counters (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2999),
  last integer NOT NULL CHECK (last >= 0),
  PRIMARY KEY (scope_id, year)
);
COMMENT ON TABLE challenge_counters IS 'The last number given to a challenge of a scope in a year';
SELECT protect_table('challenge_counters');
CREATE POLICY app_all ON challenge_counters TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]))
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON challenge_counters TO dualhigh_app, dualhigh_system;

CREATE TABLE challenges (
  id uuid PRIMARY KEY,
  -- The pair whose office posts it; its zone and university; the province above the zone, where there is one.
  scope_id uuid NOT NULL REFERENCES scopes (id),
  zone_id uuid NOT NULL,
  university_id uuid NOT NULL,
  province_id uuid,
  -- CHALLENGE-2026-000001, by the scope and the year.
  code text NOT NULL CHECK (code ~ '^CHALLENGE-\d{4}-\d{6,}$'),
  mode text NOT NULL DEFAULT 'negotiated' CHECK (mode IN ('negotiated', 'sealed', 'race')),
  -- `closed` and `opened`: the window has ended and the bids lie open; by two people in a sealed one. docs/challenges.md.
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'closed', 'opened', 'applied', 'racing',
    'in_evaluation', 'decided', 'in_notice', 'awarded', 'failed', 'cancelled')),
  state_since timestamptz NOT NULL DEFAULT now(),
  -- Why it is in this state, where a reason was given.
  state_reason text CHECK (length(state_reason) <= 2000),
  -- When each state was entered last, by its name: the timeline of the notice.
  reached jsonb NOT NULL DEFAULT '{}',
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  purpose text NOT NULL DEFAULT '' CHECK (length(purpose) <= 20000),
  -- Indicators, reward or budget, ownership of results, milestones, eligibility, criteria with weights; see notice/types.ts.
  terms jsonb NOT NULL,
  -- SHA-256 of everything that is frozen, as it was published; null before.
  terms_digest text CHECK (terms_digest ~ '^[0-9a-f]{64}$'),
  opens_at timestamptz,
  closes_at timestamptz,
  -- Days of the public notice after the decision.
  notice_days integer NOT NULL DEFAULT 5 CHECK (notice_days BETWEEN 1 AND 60),
  -- Bids that one institution may have in at the close.
  quota integer CHECK (quota BETWEEN 1 AND 99),
  -- Who may read the notice and bid: the pair's university, or every institution of the province.
  audience text NOT NULL DEFAULT 'pair' CHECK (audience IN ('pair', 'province')),
  -- The enterprise that poses it, where it has a scope; null: the office speaks for it.
  poster_id uuid REFERENCES scopes (id),
  poster_name text NOT NULL DEFAULT '' CHECK (length(poster_name) <= 300),
  -- Whether the notice names the enterprise.
  names_poster boolean NOT NULL DEFAULT true,
  -- The key of a sealed challenge, wrapped by the server's key, which is not in the database; and which server key it was.
  wrapped_key bytea,
  wrapped_by text,
  published_at timestamptz,
  published_by uuid,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT challenges_code_key UNIQUE (scope_id, code),
  CONSTRAINT challenges_window CHECK (closes_at > opens_at),
  CONSTRAINT challenges_published_whole CHECK (published_at IS NULL
    OR (published_by IS NOT NULL AND terms_digest IS NOT NULL AND opens_at IS NOT NULL AND closes_at IS NOT NULL)),
  CONSTRAINT challenges_sealed_with_key CHECK (published_at IS NULL OR (mode = 'sealed') = (wrapped_key IS NOT NULL)),
  CHECK ((wrapped_key IS NULL) = (wrapped_by IS NULL))
);
COMMENT ON TABLE challenges IS 'Challenges that a pair posts for enterprises'' needs; what a notice says, and how far it has come';
CREATE INDEX challenges_by_state ON challenges (scope_id, state, code);
CREATE INDEX challenges_by_poster ON challenges (poster_id) WHERE poster_id IS NOT NULL;
CREATE INDEX challenges_by_province ON challenges (province_id) WHERE audience = 'province';
CREATE INDEX challenges_by_university ON challenges (university_id);
SELECT protect_table('challenges');
-- The office and the poster read it from the first draft. What is published, the university of the pair and the zone's
-- enterprises read; with the province as its audience, everybody who works beneath it.
CREATE POLICY app_select ON challenges FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR poster_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR (published_at IS NOT NULL AND (university_id = ANY ((SELECT app_read_scopes())::uuid[])
      OR zone_id = ANY ((SELECT app_scopes_above('{enterprise}'))::uuid[])
      OR (audience = 'province' AND province_id = ANY ((SELECT app_scopes_above(NULL))::uuid[])))));
CREATE POLICY app_insert ON challenges FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON challenges FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON challenges TO dualhigh_app, dualhigh_system;

-- Apart from the challenge, so that no list, search, export or log of challenges can carry it.
CREATE TABLE challenge_confidential (
  challenge_id uuid PRIMARY KEY REFERENCES challenges (id),
  scope_id uuid NOT NULL REFERENCES scopes (id),
  poster_id uuid,
  -- People who accepted the confidentiality statement as it stands.
  readers uuid[] NOT NULL DEFAULT '{}',
  body text NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE challenge_confidential IS 'What of a challenge is read only by those who accepted the confidentiality statement';
SELECT protect_table('challenge_confidential');
CREATE POLICY app_select ON challenge_confidential FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]) OR poster_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR (SELECT app_user_id()) = ANY (readers));
CREATE POLICY app_insert ON challenge_confidential FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON challenge_confidential FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_delete ON challenge_confidential FOR DELETE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE, DELETE ON challenge_confidential TO dualhigh_app;
GRANT SELECT, UPDATE ON challenge_confidential TO dualhigh_system;

-- The needs that a challenge was made of, as people knew them then.
CREATE TABLE challenge_needs (
  challenge_id uuid NOT NULL REFERENCES challenges (id),
  need_id uuid NOT NULL,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  position integer NOT NULL CHECK (position >= 0),
  number text NOT NULL,
  title text NOT NULL,
  enterprise text NOT NULL DEFAULT '',
  -- The enterprise's own scope, where it has one.
  enterprise_id uuid,
  PRIMARY KEY (challenge_id, need_id)
);
COMMENT ON TABLE challenge_needs IS 'The needs of which a challenge was made';
CREATE INDEX challenge_needs_by_need ON challenge_needs (need_id);
SELECT protect_table('challenge_needs');
CREATE POLICY app_select ON challenge_needs FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR enterprise_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON challenge_needs FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_delete ON challenge_needs FOR DELETE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, DELETE ON challenge_needs TO dualhigh_app;
GRANT SELECT ON challenge_needs TO dualhigh_system;

-- What was changed after publication. It has the columns by which the challenge is read: a policy asks no other table.
CREATE TABLE challenge_addenda (
  id uuid PRIMARY KEY,
  challenge_id uuid NOT NULL REFERENCES challenges (id),
  scope_id uuid NOT NULL,
  zone_id uuid NOT NULL,
  university_id uuid NOT NULL,
  province_id uuid,
  audience text NOT NULL,
  poster_id uuid,
  -- Counted within the challenge.
  number integer NOT NULL CHECK (number > 0),
  body text NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),
  -- The close before and after, where the addendum moves it.
  closed_at_before timestamptz,
  closes_at timestamptz,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT challenge_addenda_number UNIQUE (challenge_id, number),
  CHECK ((closed_at_before IS NULL) = (closes_at IS NULL))
);
COMMENT ON TABLE challenge_addenda IS 'Changes of a challenge after its publication, each told to every bidder; never edited';
SELECT protect_table('challenge_addenda');
CREATE POLICY app_select ON challenge_addenda FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR poster_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR university_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR zone_id = ANY ((SELECT app_scopes_above('{enterprise}'))::uuid[])
    OR (audience = 'province' AND province_id = ANY ((SELECT app_scopes_above(NULL))::uuid[])));
CREATE POLICY app_insert ON challenge_addenda FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON challenge_addenda TO dualhigh_app;
GRANT SELECT ON challenge_addenda TO dualhigh_system;

-- Who did what; read by the office and the poster. Nothing in it tells of a bid before the bids lie open.
CREATE TABLE challenge_steps (
  zone_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  challenge_id uuid NOT NULL,
  id uuid NOT NULL,
  poster_id uuid,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Null: the system itself.
  actor_id uuid,
  -- Created, changed, addendum, confirmed_opening, or the action that moved it on.
  action text NOT NULL CHECK (action ~ '^[a-z_]+$'),
  from_state text,
  to_state text NOT NULL,
  reason text CHECK (length(reason) <= 2000),
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (zone_id, scope_id, challenge_id, id)
);
COMMENT ON TABLE challenge_steps IS 'Every step of a challenge: who, when, from which state to which';
SELECT protect_table('challenge_steps');
CREATE POLICY app_select ON challenge_steps FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) OR poster_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON challenge_steps FOR INSERT TO dualhigh_app
  WITH CHECK (actor_id = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON challenge_steps TO dualhigh_app, dualhigh_system;

-- People who said that a sealed challenge may be opened; the second of them opens.
CREATE TABLE challenge_openings (
  challenge_id uuid NOT NULL REFERENCES challenges (id),
  scope_id uuid NOT NULL,
  user_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (challenge_id, user_id)
);
COMMENT ON TABLE challenge_openings IS 'Who confirmed the opening of a sealed challenge; it takes two';
SELECT protect_table('challenge_openings');
CREATE POLICY app_select ON challenge_openings FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON challenge_openings FOR INSERT TO dualhigh_app
  WITH CHECK (user_id = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON challenge_openings TO dualhigh_app;
GRANT SELECT ON challenge_openings TO dualhigh_system;

CREATE TABLE bids (
  id uuid PRIMARY KEY,
  challenge_id uuid NOT NULL REFERENCES challenges (id),
  -- The challenge's, so that a policy asks no other table.
  scope_id uuid NOT NULL,
  zone_id uuid NOT NULL,
  poster_id uuid,
  mode text NOT NULL CHECK (mode IN ('negotiated', 'sealed', 'race')),
  -- The institution that bids.
  bidder_id uuid NOT NULL REFERENCES scopes (id),
  bidder_name text NOT NULL CHECK (length(bidder_name) BETWEEN 1 AND 200),
  -- What the bidder calls it by before it has a number: a number would tell how many bids there are.
  receipt text NOT NULL CHECK (receipt ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}$'),
  -- Counted within the challenge in the order of submission, when the bids are opened.
  number integer CHECK (number > 0),
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'withdrawn', 'eliminated', 'chosen',
    'not_chosen', 'lapsed')),
  -- Why it was eliminated, chosen or not; the bidder reads it.
  state_reason text CHECK (length(state_reason) <= 2000),
  -- Accounts that prepare it: whoever began it, and whom they let in. Before it is open, nobody else sees the row.
  readers uuid[] NOT NULL,
  -- Accounts that judge it, once it is open.
  reviewers uuid[] NOT NULL DEFAULT '{}',
  -- Read by the office, the poster and its reviewers: from submission when negotiated, else from the opening on.
  is_open boolean NOT NULL DEFAULT false,
  -- Title, lead, members, plan, indicators, price, evidence; see bids/types.ts. Null while it is sealed.
  content jsonb,
  -- The same, encrypted with the challenge's key. Stays after the opening, to show what was opened.
  sealed bytea,
  -- HMAC with a key of the challenge: whether somebody leads, or works in, two bids, without saying who it is.
  lead_digest bytea,
  member_digests bytea[] NOT NULL DEFAULT '{}',
  -- The formed team from which its members were taken.
  formed_team_id uuid,
  -- When the request to submit it arrived, by the time of the database.
  submitted_at timestamptz,
  withdrawn_at timestamptz,
  opened_at timestamptz,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT bids_number_key UNIQUE (challenge_id, number),
  CONSTRAINT bids_receipt_key UNIQUE (challenge_id, receipt),
  CONSTRAINT bids_sealed_until_opened CHECK (mode <> 'sealed' OR is_open OR content IS NULL),
  CHECK (content IS NOT NULL OR sealed IS NOT NULL),
  CHECK (NOT is_open OR state NOT IN ('draft', 'withdrawn')),
  CHECK (created_by = ANY (readers)),
  CHECK (state <> 'submitted' OR (submitted_at IS NOT NULL AND lead_digest IS NOT NULL))
);
COMMENT ON TABLE bids IS 'Bids for challenges; before they are open, only those who prepare them see the row';
-- Whatever two requests do at once, nobody leads two bids for one challenge.
CREATE UNIQUE INDEX bids_one_per_lead ON bids (challenge_id, lead_digest)
  WHERE state NOT IN ('draft', 'withdrawn', 'lapsed');
CREATE INDEX bids_by_challenge ON bids (challenge_id, state);
CREATE INDEX bids_by_bidder ON bids (bidder_id, challenge_id);
CREATE INDEX bids_by_person ON bids USING gin (readers);
SELECT protect_table('bids');
CREATE POLICY app_select ON bids FOR SELECT TO dualhigh_app
  USING ((SELECT app_user_id()) = ANY (readers) OR (is_open AND (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR poster_id = ANY ((SELECT app_read_scopes())::uuid[]) OR (SELECT app_user_id()) = ANY (reviewers))));
CREATE POLICY app_insert ON bids FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND state = 'draft' AND NOT is_open
    AND bidder_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON bids FOR UPDATE TO dualhigh_app
  USING (((SELECT app_user_id()) = ANY (readers) AND bidder_id = ANY ((SELECT app_write_scopes())::uuid[]))
    OR (is_open AND scope_id = ANY ((SELECT app_write_scopes())::uuid[])));
GRANT SELECT, INSERT, UPDATE ON bids TO dualhigh_app, dualhigh_system;

-- Who is in a bid, out of its content: nothing as long as it is sealed, and nobody who may not see the bid.
CREATE VIEW bid_members WITH (security_invoker = true) AS
  SELECT b.id AS bid_id, b.challenge_id, b.scope_id, m.position::integer AS position, m.member ->> 'name' AS name,
    coalesce(m.member ->> 'unit', '') AS unit, coalesce(m.member ->> 'title', '') AS title,
    coalesce(m.member ->> 'role', '') AS role, (m.member ->> 'hours')::integer AS hours,
    coalesce((m.member ->> 'isLead')::boolean, false) AS is_lead
  FROM bids b, jsonb_array_elements(b.content -> 'members') WITH ORDINALITY AS m (member, position);
COMMENT ON VIEW bid_members IS 'Members of bids with their roles and hours in the project';
GRANT SELECT ON bid_members TO dualhigh_app, dualhigh_system;

-- How many bids are in, for the office and the poster: the number and nothing else.
CREATE FUNCTION count_bids(of_challenge uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*)::integer FROM public.bids b
  WHERE b.challenge_id = of_challenge AND b.state NOT IN ('draft', 'withdrawn', 'lapsed')
    AND (b.scope_id = ANY ((SELECT public.app_write_scopes())::uuid[])
      OR b.poster_id = ANY ((SELECT public.app_read_scopes())::uuid[]))
$$;

-- How many bids of an institution are in beside one, for somebody who may bid for it.
CREATE FUNCTION count_own_bids(of_challenge uuid, of_bidder uuid, beside uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*)::integer FROM public.bids b
  WHERE b.challenge_id = of_challenge AND b.bidder_id = of_bidder AND b.id <> beside
    AND b.state NOT IN ('draft', 'withdrawn', 'lapsed') AND of_bidder = ANY ((SELECT public.app_write_scopes())::uuid[])
$$;

-- Which of the digests that somebody shows stand in another bid that is in; whose bid it is, is not said.
CREATE FUNCTION find_bid_digests(of_challenge uuid, beside uuid, shown bytea[]) RETURNS TABLE (digest bytea, leads boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT d.digest, coalesce(b.lead_digest = d.digest, false) FROM public.bids b, unnest(b.member_digests) AS d (digest)
  WHERE b.challenge_id = of_challenge AND b.id <> beside AND b.state NOT IN ('draft', 'withdrawn', 'lapsed')
    AND d.digest = ANY (shown)
$$;

-- Lays open what was submitted, and numbers it. That the window has ended, and that two people want a sealed challenge
-- opened, is asked here as well as in the service. A request that arrived in time has been answered a minute later.
CREATE FUNCTION open_bids(of_challenge uuid) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  held record;
  opened integer;
BEGIN
  SELECT c.mode, c.state, c.closes_at INTO held FROM public.challenges c
  WHERE c.id = of_challenge AND c.scope_id = ANY ((SELECT public.app_write_scopes())::uuid[]);
  IF NOT FOUND OR held.state <> 'published' OR clock_timestamp() < held.closes_at + interval '1 minute' THEN
    RAISE EXCEPTION 'The bids of this challenge cannot be opened now.';
  END IF;
  IF held.mode = 'sealed'
    AND (SELECT count(*) FROM public.challenge_openings o WHERE o.challenge_id = of_challenge) < 2 THEN
    RAISE EXCEPTION 'It takes two people to open a sealed challenge.';
  END IF;
  WITH numbered AS (
    SELECT b.id, row_number() OVER (ORDER BY b.submitted_at, b.id) AS number FROM public.bids b
    WHERE b.challenge_id = of_challenge AND b.state = 'submitted'
  )
  UPDATE public.bids b SET is_open = true, number = n.number, opened_at = clock_timestamp(), version = b.version + 1
  FROM numbered n WHERE b.id = n.id;
  GET DIAGNOSTICS opened = ROW_COUNT;
  UPDATE public.bids b SET state = 'lapsed', version = b.version + 1 WHERE b.challenge_id = of_challenge AND b.state = 'draft';
  RETURN opened;
END $$;

-- A challenge that ends without an award takes with it whatever was not decided; what is sealed stays so.
CREATE FUNCTION lapse_bids(of_challenge uuid) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  lapsed integer;
BEGIN
  UPDATE public.bids b SET state = 'lapsed', version = b.version + 1
  FROM public.challenges c
  WHERE c.id = of_challenge AND b.challenge_id = c.id AND b.state IN ('draft', 'submitted')
    AND c.state IN ('failed', 'cancelled') AND c.scope_id = ANY ((SELECT public.app_write_scopes())::uuid[]);
  GET DIAGNOSTICS lapsed = ROW_COUNT;
  RETURN lapsed;
END $$;

REVOKE ALL ON FUNCTION count_bids(uuid), count_own_bids(uuid, uuid, uuid), find_bid_digests(uuid, uuid, bytea[]),
  open_bids(uuid), lapse_bids(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_bids(uuid), count_own_bids(uuid, uuid, uuid), find_bid_digests(uuid, uuid, bytea[]),
  open_bids(uuid), lapse_bids(uuid) TO dualhigh_app;
GRANT SELECT ON challenges, challenge_openings, bids TO dualhigh_signin;
GRANT UPDATE (is_open, number, opened_at, state, version) ON bids TO dualhigh_signin;
CREATE POLICY signin_select ON challenges FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON challenge_openings FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_all ON bids TO dualhigh_signin USING (true) WITH CHECK (true);
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION app_scopes_above(text[]) OWNER TO dualhigh_signin;
ALTER FUNCTION count_bids(uuid) OWNER TO dualhigh_signin;
ALTER FUNCTION count_own_bids(uuid, uuid, uuid) OWNER TO dualhigh_signin;
ALTER FUNCTION find_bid_digests(uuid, uuid, bytea[]) OWNER TO dualhigh_signin;
ALTER FUNCTION open_bids(uuid) OWNER TO dualhigh_signin;
ALTER FUNCTION lapse_bids(uuid) OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
