-- Texts of agreements that an institution brings as Word templates, by kind and in versions.

CREATE TABLE agreement_templates (
  scope_id uuid NOT NULL REFERENCES scopes (id),
  kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
  version integer NOT NULL CHECK (version > 0),
  id uuid NOT NULL UNIQUE,
  -- Null: from this version on the built-in text is used again.
  file_id uuid,
  name text CHECK (length(name) BETWEEN 1 AND 255),
  sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope_id, kind, version),
  CONSTRAINT agreement_templates_whole CHECK ((file_id IS NULL) = (name IS NULL) AND (file_id IS NULL) = (sha256 IS NULL))
);
COMMENT ON TABLE agreement_templates IS 'Word templates of an institution by kind of agreement; the highest version is in force';
SELECT protect_table('agreement_templates');
CREATE POLICY app_select ON agreement_templates FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON agreement_templates FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON agreement_templates TO dualhigh_app, dualhigh_system;

-- The pair's office writes by the templates of its zone and its university, which it does not see.
CREATE FUNCTION agreement_templates_for(of_pair uuid)
RETURNS TABLE (id uuid, scope_id uuid, scope_name text, kind text, version integer, file_id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT newest.id, newest.scope_id, newest.scope_name, newest.kind, newest.version, newest.file_id, newest.name
  FROM (
    SELECT DISTINCT ON (t.scope_id, t.kind) t.id, t.scope_id, s.name AS scope_name, t.kind, t.version, t.file_id, t.name
    FROM public.scopes p
    JOIN public.agreement_templates t
      ON t.scope_id = p.id OR t.scope_id = p.parent_id OR t.scope_id = ANY (p.also_beneath)
    JOIN public.scopes s ON s.id = t.scope_id
    WHERE p.id = of_pair AND p.id = ANY (public.app_read_scopes())
    ORDER BY t.scope_id, t.kind, t.version DESC
  ) newest
  WHERE newest.file_id IS NOT NULL
$$;
REVOKE ALL ON FUNCTION agreement_templates_for(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agreement_templates_for(uuid) TO dualhigh_app;
