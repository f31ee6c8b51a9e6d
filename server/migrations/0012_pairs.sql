-- Pairs: a zone and a university that work together, the context of everything that they do.

-- A pair stands beneath its zone, and beneath its university as well: officers of both see it.
ALTER TABLE scopes ADD COLUMN also_beneath uuid[] NOT NULL DEFAULT '{}';
CREATE INDEX scopes_by_other_parents ON scopes USING gin (also_beneath);
GRANT UPDATE (also_beneath) ON scopes TO dualhigh_app;
-- Whoever may write in a zone may open a pair there; which officers that is, the service says.
CREATE POLICY app_insert_pair ON scopes FOR INSERT TO dualhigh_app
  WITH CHECK (kind = 'pair' AND parent_id = ANY ((SELECT app_write_scopes())::uuid[]));

-- As in 0002, and what stands beneath a scope by also_beneath counts too.
CREATE OR REPLACE FUNCTION session_caller(token bytea, below_roles text[])
RETURNS TABLE (session_id uuid, user_id uuid, grants jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  held record;
  held_grants jsonb;
  reaches_below boolean;
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
  SELECT coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'scopeId', m.scope_id, 'below', '[]'::jsonb)
    ORDER BY m.role, m.scope_id), '[]'::jsonb), coalesce(bool_or(m.role = ANY (below_roles)), false)
    INTO held_grants, reaches_below
  FROM public.memberships m WHERE m.user_id = held.user_id;
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
      SELECT coalesce(jsonb_agg(b.id), '[]'::jsonb) FROM beneath b WHERE b.id <> (g.value ->> 'scopeId')::uuid))
      ELSE g.value END)
      INTO held_grants
    FROM jsonb_array_elements(held_grants) AS g;
  END IF;
  RETURN QUERY SELECT held.id, held.user_id, held_grants;
END $$;

CREATE TABLE pairs (
  -- The id of its scope.
  id uuid PRIMARY KEY REFERENCES scopes (id),
  zone_id uuid NOT NULL REFERENCES scopes (id),
  university_id uuid NOT NULL REFERENCES scopes (id),
  -- Names as they were when the pair was made: who sees a pair need not see the scopes of its two sides.
  zone_name text NOT NULL CHECK (length(zone_name) BETWEEN 1 AND 200),
  zone_name_en text CHECK (length(zone_name_en) <= 200),
  university_name text NOT NULL CHECK (length(university_name) BETWEEN 1 AND 200),
  university_name_en text CHECK (length(university_name_en) <= 200),
  -- Division code of the prefecture city.
  city_code text CHECK (city_code ~ '^\d{6}$'),
  city_name text CHECK (length(city_name) <= 100),
  phase text NOT NULL DEFAULT 'pilot' CHECK (phase IN ('pilot', 'extension', 'full_coverage')),
  since date,
  -- What says that they are paired, and how plainly it says so.
  source text NOT NULL DEFAULT '' CHECK (length(source) <= 1000),
  confidence text NOT NULL DEFAULT 'confirmed' CHECK (confidence IN ('confirmed', 'likely')),
  -- Made up, to try the system with.
  is_sample boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pairs_sides_key UNIQUE (zone_id, university_id)
);
COMMENT ON TABLE pairs IS 'A zone and a university that work together; its id is that of its scope';
CREATE INDEX pairs_by_university ON pairs (university_id);
CREATE INDEX pairs_by_name ON pairs (zone_name, university_name, id);
SELECT protect_table('pairs');
-- Either side and everyone in the pair knows of it; administrators and officers above do.
CREATE POLICY app_select ON pairs FOR SELECT TO dualhigh_app
  USING (id = ANY ((SELECT app_read_scopes())::uuid[]) OR zone_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR university_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR system_scope_id() = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON pairs FOR INSERT TO dualhigh_app
  WITH CHECK (zone_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR system_scope_id() = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON pairs FOR UPDATE TO dualhigh_app
  USING (id = ANY ((SELECT app_write_scopes())::uuid[])
    OR system_scope_id() = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON pairs TO dualhigh_app;
GRANT UPDATE (phase, since, source, confidence, version, updated_at) ON pairs TO dualhigh_app;
GRANT SELECT, INSERT, UPDATE ON pairs TO dualhigh_system;
