-- Bids that reach the office on paper, of institutions nobody of which has an account: the office enters them under its own
-- name, and the pair stands for the institution as bidder.

ALTER TABLE bids
  ADD COLUMN from_paper boolean NOT NULL DEFAULT false,
  -- When the paper came in, as whoever entered it says; what counts is submitted_at, the arrival of the entry.
  ADD COLUMN paper_at timestamptz,
  ADD COLUMN paper_note text NOT NULL DEFAULT '' CHECK (length(paper_note) <= 1000),
  ADD COLUMN paper_file_id uuid,
  -- The institution's name as names are compared: its bids are counted together, whoever entered them.
  ADD COLUMN bidder_key text NOT NULL DEFAULT '',
  -- Somebody who types a sealed bid has read it.
  ADD CONSTRAINT bids_paper_by_office CHECK (NOT from_paper OR (mode <> 'sealed' AND bidder_id = scope_id)),
  ADD CONSTRAINT bids_paper_facts CHECK (from_paper OR (paper_at IS NULL AND paper_note = '' AND paper_file_id IS NULL));
UPDATE bids SET bidder_key = lower(translate(normalize(bidder_name, NFKC), ' ()·-.,', ''));

-- The pair's transfer office sees the pair and competes.
CREATE POLICY app_paper ON bids AS RESTRICTIVE FOR INSERT TO dualhigh_app
  WITH CHECK (NOT from_paper OR NOT university_id = ANY ((SELECT app_read_scopes())::uuid[]));

-- How many bids of an institution are in beside one, for whoever bids for it or enters it from paper.
CREATE OR REPLACE FUNCTION count_own_bids(of_challenge uuid, of_bidder uuid, beside uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*)::integer FROM public.bids b JOIN public.bids own ON own.id = beside AND own.bidder_id = of_bidder
  WHERE b.challenge_id = of_challenge AND own.challenge_id = of_challenge AND b.id <> beside
    AND b.state NOT IN ('draft', 'withdrawn', 'lapsed') AND of_bidder = ANY ((SELECT public.app_write_scopes())::uuid[])
    AND (CASE WHEN own.from_paper OR b.from_paper THEN b.bidder_key = own.bidder_key ELSE b.bidder_id = of_bidder END)
$$;

-- Whether somebody may bid for an institution of this name, as names are compared: then its bids are theirs to submit.
CREATE FUNCTION institution_has_bidders(of_key text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.scopes s JOIN public.memberships m ON m.scope_id = s.id
    WHERE m.role IN ('transfer_officer', 'researcher')
      AND lower(translate(normalize(s.name, NFKC), ' ()·-.,', '')) = of_key)
$$;
REVOKE ALL ON FUNCTION institution_has_bidders(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION institution_has_bidders(text) TO dualhigh_app;
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION institution_has_bidders(text) OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
