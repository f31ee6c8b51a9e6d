-- Documents that the universities beneath a scope may find: a call for proofs of concept is open to its pair's university, or to
-- those of its province, and to nobody else who works there. docs/decisions/0075.

ALTER TABLE search_documents ADD COLUMN universities_beneath uuid;

-- The same condition stands in the two functions.
ALTER POLICY app_select ON search_documents
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR (scope_id IS NULL AND (SELECT app_user_id()) IS NOT NULL)
    OR reader_scopes && (SELECT app_read_scopes())
    OR (read_beneath IS NOT NULL AND read_beneath = ANY ((SELECT app_scopes_above(NULL))::uuid[]))
    OR (enterprises_beneath IS NOT NULL
      AND enterprises_beneath = ANY ((SELECT app_scopes_above('{enterprise}'))::uuid[]))
    OR (universities_beneath IS NOT NULL
      AND universities_beneath = ANY ((SELECT app_scopes_above('{university}'))::uuid[])));

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
        AND d.enterprises_beneath = ANY ((SELECT public.app_scopes_above('{enterprise}'))::uuid[]))
      OR (d.universities_beneath IS NOT NULL
        AND d.universities_beneath = ANY ((SELECT public.app_scopes_above('{university}'))::uuid[])))
    AND NOT EXISTS (SELECT FROM unnest(wanted_terms) AS t (term) WHERE strpos(d.words, t.term) = 0);
END $$;

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
          AND d.enterprises_beneath = ANY ((SELECT public.app_scopes_above('{enterprise}'))::uuid[]))
        OR (d.universities_beneath IS NOT NULL
          AND d.universities_beneath = ANY ((SELECT public.app_scopes_above('{university}'))::uuid[])))
      AND NOT EXISTS (SELECT FROM unnest(wanted_terms) AS t (term) WHERE strpos(d.words, t.term) = 0)
    LIMIT 2000
  ) h
  ORDER BY h.first, length(h.title), h.title, h.id
  LIMIT most;
END $$;
REVOKE CREATE ON SCHEMA public FROM dualhigh_search;
