-- What happens around bids: talks, the joint application, the gates of a race; and who did it, by name.

-- Officers of the pair's university see the pair, and their institution competes: what lies open is for the office, which
-- is whoever is in the pair without being in its university. So the tables carry the university.
ALTER TABLE bids ADD COLUMN university_id uuid NOT NULL;
DROP POLICY app_select ON bids;
CREATE POLICY app_select ON bids FOR SELECT TO dualhigh_app
  USING ((SELECT app_user_id()) = ANY (readers) OR (is_open AND (
    (scope_id = ANY ((SELECT app_read_scopes())::uuid[]) AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[]))
    OR poster_id = ANY ((SELECT app_read_scopes())::uuid[]) OR (SELECT app_user_id()) = ANY (reviewers))));
DROP POLICY app_update ON bids;
CREATE POLICY app_update ON bids FOR UPDATE TO dualhigh_app
  USING (((SELECT app_user_id()) = ANY (readers) AND bidder_id = ANY ((SELECT app_write_scopes())::uuid[]))
    OR (is_open AND scope_id = ANY ((SELECT app_write_scopes())::uuid[])
      AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[])));

ALTER TABLE challenge_confidential ADD COLUMN university_id uuid NOT NULL;
DROP POLICY app_select ON challenge_confidential;
CREATE POLICY app_select ON challenge_confidential FOR SELECT TO dualhigh_app
  USING ((scope_id = ANY ((SELECT app_write_scopes())::uuid[])
      AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[]))
    OR poster_id = ANY ((SELECT app_read_scopes())::uuid[]) OR (SELECT app_user_id()) = ANY (readers));

-- A file that two sides share stands in the scope of whoever brought it, and is read in the others' as well.
ALTER TABLE files ADD COLUMN shared_with uuid[] NOT NULL DEFAULT '{}';
CREATE POLICY app_select_shared ON files FOR SELECT TO dualhigh_app
  USING (shared_with && (SELECT app_read_scopes())::uuid[]);

-- Names as they were at the publication: readers of another pair do not see this one.
ALTER TABLE challenges ADD COLUMN zone_name text NOT NULL DEFAULT '', ADD COLUMN university_name text NOT NULL DEFAULT '';

-- Whether a challenge has a confidential part, for whoever may read its notice; not what it says.
CREATE FUNCTION has_confidential_part(of_challenge uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.challenge_confidential p WHERE p.challenge_id = of_challenge)
$$;

-- Whoever accepted the statement for a challenge becomes a reader of its confidential part.
CREATE FUNCTION admit_confidential_reader(of_challenge uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE public.challenge_confidential p SET readers = p.readers || public.app_user_id()
  WHERE p.challenge_id = of_challenge AND NOT public.app_user_id() = ANY (p.readers)
    AND EXISTS (SELECT FROM public.confidentiality_acceptances a WHERE a.scope_id = p.scope_id
      AND a.subject_kind = 'challenge' AND a.subject_id = of_challenge AND a.user_id = public.app_user_id());
END $$;

-- What bidder and poster said to one another about a bid; written once.
CREATE TABLE bid_talks (
  zone_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  university_id uuid NOT NULL,
  bid_id uuid NOT NULL,
  id uuid NOT NULL,
  poster_id uuid,
  -- The bid's, as they were then.
  readers uuid[] NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor_id uuid NOT NULL,
  side text NOT NULL CHECK (side IN ('bidder', 'poster', 'office')),
  kind text NOT NULL CHECK (kind IN ('message', 'meeting', 'visit', 'telephone')),
  -- The day of what is reported, where it is not a message.
  held_on date,
  body text NOT NULL CHECK (length(body) BETWEEN 1 AND 10000),
  PRIMARY KEY (zone_id, scope_id, bid_id, id)
);
COMMENT ON TABLE bid_talks IS 'Talks between a bidder and the poster of a challenge; append-only';
SELECT protect_table('bid_talks');
CREATE POLICY app_select ON bid_talks FOR SELECT TO dualhigh_app
  USING ((SELECT app_user_id()) = ANY (readers) OR (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
      AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[]))
    OR poster_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON bid_talks FOR INSERT TO dualhigh_app
  WITH CHECK (actor_id = (SELECT app_user_id()) AND (actor_id = ANY (readers)
    OR (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
      AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[]))
    OR poster_id = ANY ((SELECT app_write_scopes())::uuid[])));
GRANT SELECT, INSERT ON bid_talks TO dualhigh_app;
GRANT SELECT ON bid_talks TO dualhigh_system;

-- Bidder and poster apply together. A change of it takes back what either side confirmed.
CREATE TABLE joint_applications (
  bid_id uuid PRIMARY KEY REFERENCES bids (id),
  challenge_id uuid NOT NULL REFERENCES challenges (id),
  scope_id uuid NOT NULL,
  zone_id uuid NOT NULL,
  university_id uuid NOT NULL,
  poster_id uuid,
  readers uuid[] NOT NULL,
  -- What they agreed on, in words, and the intent agreement as a file.
  summary text NOT NULL CHECK (length(summary) BETWEEN 1 AND 10000),
  amount_fen bigint CHECK (amount_fen >= 0),
  agreement_file_id uuid,
  bidder_confirmed_by uuid,
  bidder_confirmed_at timestamptz,
  -- By the enterprise, or by the office for one without an account.
  poster_confirmed_by uuid,
  poster_confirmed_at timestamptz,
  -- Taken in by the office: the application with which the challenge goes to public notice.
  accepted_by uuid,
  accepted_at timestamptz,
  updated_by uuid NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CHECK ((bidder_confirmed_by IS NULL) = (bidder_confirmed_at IS NULL)),
  CHECK ((poster_confirmed_by IS NULL) = (poster_confirmed_at IS NULL)),
  CHECK (accepted_at IS NULL OR (bidder_confirmed_at IS NOT NULL AND poster_confirmed_at IS NOT NULL))
);
COMMENT ON TABLE joint_applications IS 'What a bidder and the poster apply for together, with their intent agreement';
CREATE UNIQUE INDEX joint_applications_one_accepted ON joint_applications (challenge_id) WHERE accepted_at IS NOT NULL;
SELECT protect_table('joint_applications');
CREATE POLICY app_select ON joint_applications FOR SELECT TO dualhigh_app
  USING ((SELECT app_user_id()) = ANY (readers) OR (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
      AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[]))
    OR poster_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON joint_applications FOR INSERT TO dualhigh_app
  WITH CHECK (updated_by = (SELECT app_user_id()) AND (updated_by = ANY (readers)
    OR (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
      AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[]))
    OR poster_id = ANY ((SELECT app_write_scopes())::uuid[])));
CREATE POLICY app_update ON joint_applications FOR UPDATE TO dualhigh_app
  USING ((SELECT app_user_id()) = ANY (readers) OR (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
      AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[]))
    OR poster_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON joint_applications TO dualhigh_app;
GRANT SELECT, INSERT ON joint_applications TO dualhigh_system;

-- Who of a race went on after its start and after each gate, and why; written once.
CREATE TABLE race_results (
  challenge_id uuid NOT NULL REFERENCES challenges (id),
  bid_id uuid NOT NULL REFERENCES bids (id),
  scope_id uuid NOT NULL,
  zone_id uuid NOT NULL,
  university_id uuid NOT NULL,
  poster_id uuid,
  readers uuid[] NOT NULL,
  -- `start`, or the key of a gate in the terms.
  gate text NOT NULL CHECK (gate ~ '^[a-z0-9]{1,12}$'),
  stays boolean NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  decided_by uuid NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (challenge_id, gate, bid_id)
);
COMMENT ON TABLE race_results IS 'Who stays in a race after its start and each gate, with reasons';
SELECT protect_table('race_results');
CREATE POLICY app_select ON race_results FOR SELECT TO dualhigh_app
  USING ((SELECT app_user_id()) = ANY (readers) OR (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
      AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[]))
    OR poster_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON race_results FOR INSERT TO dualhigh_app
  WITH CHECK (decided_by = (SELECT app_user_id()) AND (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
      AND NOT university_id = ANY ((SELECT app_read_scopes())::uuid[])));
GRANT SELECT, INSERT ON race_results TO dualhigh_app;
GRANT SELECT ON race_results TO dualhigh_system;

-- Who did something with a challenge, by name, for its office and its poster.
CREATE FUNCTION challenge_people(of_challenge uuid) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH challenge AS (
    SELECT c.id, c.zone_id, c.scope_id, c.created_by, c.published_by FROM public.challenges c
    WHERE c.id = of_challenge AND (c.scope_id = ANY ((SELECT public.app_read_scopes())::uuid[])
      OR c.poster_id = ANY ((SELECT public.app_read_scopes())::uuid[]))
  ), people AS (
    SELECT unnest(ARRAY[c.created_by, c.published_by]) AS id FROM challenge c
    UNION
    SELECT s.actor_id FROM challenge c JOIN public.challenge_steps s
      ON s.zone_id = c.zone_id AND s.scope_id = c.scope_id AND s.challenge_id = c.id
    UNION
    SELECT o.user_id FROM challenge c JOIN public.challenge_openings o ON o.challenge_id = c.id
  )
  SELECT u.id, u.display_name FROM public.users u JOIN people ON people.id = u.id WHERE u.erased_at IS NULL
$$;

-- Who talked about a bid, or confirmed an application, by name, for both sides of the talk.
CREATE FUNCTION bid_people(of_bid uuid) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH bid AS (
    SELECT b.id, b.zone_id, b.scope_id, b.created_by FROM public.bids b
    WHERE b.id = of_bid AND (public.app_user_id() = ANY (b.readers) OR (b.is_open
      AND ((b.scope_id = ANY ((SELECT public.app_read_scopes())::uuid[])
          AND NOT b.university_id = ANY ((SELECT public.app_read_scopes())::uuid[]))
        OR b.poster_id = ANY ((SELECT public.app_read_scopes())::uuid[]))))
  ), people AS (
    SELECT b.created_by AS id FROM bid b
    UNION
    SELECT t.actor_id FROM bid b JOIN public.bid_talks t
      ON t.zone_id = b.zone_id AND t.scope_id = b.scope_id AND t.bid_id = b.id
    UNION
    SELECT unnest(ARRAY[j.bidder_confirmed_by, j.poster_confirmed_by, j.accepted_by, j.updated_by])
    FROM bid b JOIN public.joint_applications j ON j.bid_id = b.id
  )
  SELECT u.id, u.display_name FROM public.users u JOIN people ON people.id = u.id WHERE u.erased_at IS NULL
$$;

-- The province above a zone, for whoever posts a challenge there without seeing it.
CREATE FUNCTION province_above(of_zone uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH RECURSIVE above AS (
    SELECT s.id, s.kind, s.parent_id FROM public.scopes s WHERE s.id = of_zone
    UNION
    SELECT p.id, p.kind, p.parent_id FROM above a JOIN public.scopes p ON p.id = a.parent_id
  )
  SELECT a.id FROM above a WHERE a.kind = 'province' LIMIT 1
$$;

REVOKE ALL ON FUNCTION province_above(uuid), has_confidential_part(uuid), admit_confidential_reader(uuid), challenge_people(uuid),
  bid_people(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION province_above(uuid), has_confidential_part(uuid), admit_confidential_reader(uuid), challenge_people(uuid),
  bid_people(uuid) TO dualhigh_app;
GRANT SELECT ON challenge_confidential, confidentiality_acceptances, challenge_steps, bid_talks, joint_applications
  TO dualhigh_signin;
GRANT UPDATE (readers) ON challenge_confidential TO dualhigh_signin;
CREATE POLICY signin_all ON challenge_confidential TO dualhigh_signin USING (true) WITH CHECK (true);
CREATE POLICY signin_select ON confidentiality_acceptances FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON challenge_steps FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON bid_talks FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON joint_applications FOR SELECT TO dualhigh_signin USING (true);
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION province_above(uuid) OWNER TO dualhigh_signin;
ALTER FUNCTION has_confidential_part(uuid) OWNER TO dualhigh_signin;
ALTER FUNCTION admit_confidential_reader(uuid) OWNER TO dualhigh_signin;
ALTER FUNCTION challenge_people(uuid) OWNER TO dualhigh_signin;
ALTER FUNCTION bid_people(uuid) OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
