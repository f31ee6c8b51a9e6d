-- Documents that others than the people of their scope may find: a challenge is read by its poster, by the university of the
-- pair, by the zone's enterprises, or by everybody who works beneath the province. docs/decisions/0075.

ALTER TABLE search_documents
  -- More scopes whose people find it.
  ADD COLUMN reader_scopes uuid[] NOT NULL DEFAULT '{}',
  -- Everybody who works beneath this scope finds it.
  ADD COLUMN read_beneath uuid,
  -- The enterprises beneath this scope find it.
  ADD COLUMN enterprises_beneath uuid;

-- The same condition stands in the two functions: the scopes above the caller's are gathered only where a document asks.
ALTER POLICY app_select ON search_documents
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR (scope_id IS NULL AND (SELECT app_user_id()) IS NOT NULL)
    OR reader_scopes && (SELECT app_read_scopes())
    OR (read_beneath IS NOT NULL AND read_beneath = ANY ((SELECT app_scopes_above(NULL))::uuid[]))
    OR (enterprises_beneath IS NOT NULL
      AND enterprises_beneath = ANY ((SELECT app_scopes_above('{enterprise}'))::uuid[])));
GRANT EXECUTE ON FUNCTION app_scopes_above(text[]) TO dualhigh_search;

GRANT CREATE ON SCHEMA public TO dualhigh_search;
CREATE OR REPLACE FUNCTION search_hits(wanted_kind text, wanted_tokens text[], wanted_terms text[], in_scope uuid)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql STABLE ROWS 100 SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  readable uuid[] := public.app_read_scopes();
  is_somebody boolean := public.app_user_id() IS NOT NULL;
BEGIN
  RETURN QUERY
  SELECT d.id FROM public.search_documents d
  WHERE d.tokens @> wanted_tokens AND d.kind = wanted_kind
    AND (in_scope IS NULL OR d.scope_id = in_scope)
    AND (d.scope_id = ANY (readable) OR (d.scope_id IS NULL AND is_somebody) OR d.reader_scopes && readable
      OR (d.read_beneath IS NOT NULL AND d.read_beneath = ANY ((SELECT public.app_scopes_above(NULL))::uuid[]))
      OR (d.enterprises_beneath IS NOT NULL
        AND d.enterprises_beneath = ANY ((SELECT public.app_scopes_above('{enterprise}'))::uuid[])))
    AND NOT EXISTS (SELECT FROM unnest(wanted_terms) AS t (term) WHERE strpos(d.words, t.term) = 0);
END $$;

-- In one scope there is looked for its own, what is public, and what others than its own people may find, which bears the
-- token #shared.
CREATE OR REPLACE FUNCTION search_everything(wanted_tokens text[], wanted_terms text[], wanted_kinds text[],
  in_scope uuid, most integer)
RETURNS TABLE (kind text, id uuid, scope_id uuid, title text, title_en text, subtitle text)
LANGUAGE plpgsql STABLE ROWS 20 SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  readable uuid[] := public.app_read_scopes();
  is_somebody boolean := public.app_user_id() IS NOT NULL;
  places text[] := CASE WHEN in_scope IS NULL THEN ARRAY[NULL] ELSE ARRAY['#' || in_scope, '#public', '#shared'] END;
BEGIN
  RETURN QUERY
  SELECT h.kind, h.id, h.scope_id, h.title, h.title_en, h.subtitle
  FROM unnest(places) AS p (place), LATERAL (
    SELECT d.kind, d.id, d.scope_id, d.title, d.title_en, d.subtitle,
      (SELECT max(strpos(d.words, t.term)) FROM unnest(wanted_terms) AS t (term)) AS first
    FROM public.search_documents d
    WHERE d.tokens @> (wanted_tokens || array_remove(ARRAY[p.place], NULL))
      AND (wanted_kinds IS NULL OR d.kind = ANY (wanted_kinds))
      AND (p.place IS DISTINCT FROM '#shared' OR d.scope_id IS DISTINCT FROM in_scope)
      AND (d.scope_id = ANY (readable) OR (d.scope_id IS NULL AND is_somebody) OR d.reader_scopes && readable
        OR (d.read_beneath IS NOT NULL AND d.read_beneath = ANY ((SELECT public.app_scopes_above(NULL))::uuid[]))
        OR (d.enterprises_beneath IS NOT NULL
          AND d.enterprises_beneath = ANY ((SELECT public.app_scopes_above('{enterprise}'))::uuid[])))
      AND NOT EXISTS (SELECT FROM unnest(wanted_terms) AS t (term) WHERE strpos(d.words, t.term) = 0)
    LIMIT 2000
  ) h
  ORDER BY h.first, length(h.title), h.title, h.id
  LIMIT most;
END $$;
REVOKE CREATE ON SCHEMA public FROM dualhigh_search;
