-- Search over everything that has a name. Under row-level security no index is used for array containment, so it goes
-- through functions that run as a role of their own and compare with the caller's scopes themselves.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dualhigh_search') THEN
    BEGIN
      CREATE ROLE dualhigh_search NOLOGIN NOINHERIT;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END IF;
  IF NOT pg_has_role(session_user, 'dualhigh_search', 'MEMBER') THEN
    BEGIN
      EXECUTE format('GRANT dualhigh_search TO %I', session_user);
    EXCEPTION WHEN unique_violation OR internal_error THEN
      NULL; -- "tuple concurrently updated": another database of ours granted it
    END;
  END IF;
END $$;
-- CREATE only until the functions below are handed over to it.
GRANT USAGE, CREATE ON SCHEMA public TO dualhigh_search;

CREATE TABLE search_documents (
  kind text NOT NULL CHECK (kind ~ '^[a-z_]+$'),
  id uuid NOT NULL,
  -- Null for public facts, which everybody who is signed in may find.
  scope_id uuid,
  title text NOT NULL CHECK (length(title) <= 500),
  title_en text CHECK (length(title_en) <= 500),
  subtitle text NOT NULL DEFAULT '' CHECK (length(subtitle) <= 500),
  -- All words of it, folded, the title's first: what a hit is checked against and ranked by.
  words text NOT NULL,
  -- Grams of the words, its kind and its scope: what the index finds it by.
  tokens text[] NOT NULL,
  PRIMARY KEY (kind, id)
);
COMMENT ON TABLE search_documents IS 'What can be found, kept by the module that owns the thing, in its transaction';
CREATE INDEX search_documents_tokens ON search_documents USING gin (tokens);
SELECT protect_table('search_documents');
CREATE POLICY app_select ON search_documents FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR (scope_id IS NULL AND (SELECT app_user_id()) IS NOT NULL));
CREATE POLICY app_insert ON search_documents FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON search_documents FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_delete ON search_documents FOR DELETE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY search_all ON search_documents FOR SELECT TO dualhigh_search USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON search_documents TO dualhigh_app, dualhigh_system;
GRANT SELECT ON search_documents TO dualhigh_search;
GRANT EXECUTE ON FUNCTION app_user_id(), app_read_scopes() TO dualhigh_search;

-- The ids of a kind that hold every token and every term and that the caller may read; in one scope, or in all of them.
CREATE FUNCTION search_hits(wanted_kind text, wanted_tokens text[], wanted_terms text[], in_scope uuid)
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
    AND (d.scope_id = ANY (readable) OR (d.scope_id IS NULL AND is_somebody))
    AND NOT EXISTS (SELECT FROM unnest(wanted_terms) AS t (term) WHERE strpos(d.words, t.term) = 0);
END $$;

-- The best hits of any kind, of all that the caller reads, or of one scope and what is public. Those whose terms stand
-- earlier come first: in the title, then in the rest. Of a search that finds very many, only so many are compared.
CREATE FUNCTION search_everything(wanted_tokens text[], wanted_terms text[], wanted_kinds text[], in_scope uuid,
  most integer)
RETURNS TABLE (kind text, id uuid, scope_id uuid, title text, title_en text, subtitle text)
LANGUAGE plpgsql STABLE ROWS 20 SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  readable uuid[] := public.app_read_scopes();
  is_somebody boolean := public.app_user_id() IS NOT NULL;
  places text[] := CASE WHEN in_scope IS NULL THEN ARRAY[NULL] ELSE ARRAY['#' || in_scope, '#public'] END;
BEGIN
  RETURN QUERY
  SELECT h.kind, h.id, h.scope_id, h.title, h.title_en, h.subtitle
  FROM unnest(places) AS p (place), LATERAL (
    SELECT d.kind, d.id, d.scope_id, d.title, d.title_en, d.subtitle,
      (SELECT max(strpos(d.words, t.term)) FROM unnest(wanted_terms) AS t (term)) AS first
    FROM public.search_documents d
    WHERE d.tokens @> (wanted_tokens || array_remove(ARRAY[p.place], NULL))
      AND (wanted_kinds IS NULL OR d.kind = ANY (wanted_kinds))
      AND (d.scope_id = ANY (readable) OR (d.scope_id IS NULL AND is_somebody))
      AND NOT EXISTS (SELECT FROM unnest(wanted_terms) AS t (term) WHERE strpos(d.words, t.term) = 0)
    LIMIT 2000
  ) h
  ORDER BY h.first, length(h.title), h.title, h.id
  LIMIT most;
END $$;

DO $$
DECLARE
  signature text;
BEGIN
  FOREACH signature IN ARRAY ARRAY['search_hits(text, text[], text[], uuid)',
    'search_everything(text[], text[], text[], uuid, integer)'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO dualhigh_app', signature);
    EXECUTE format('ALTER FUNCTION %s OWNER TO dualhigh_search', signature);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM dualhigh_search;
