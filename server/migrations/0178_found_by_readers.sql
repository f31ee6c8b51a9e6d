-- Funds and consortia are found by whoever sees them: managers from outside, pairs that may apply or take part, members.

-- Forced row-level security would hide the rows from their owner.
ALTER TABLE search_documents NO FORCE ROW LEVEL SECURITY;
ALTER TABLE funds NO FORCE ROW LEVEL SECURITY;
ALTER TABLE consortia NO FORCE ROW LEVEL SECURITY;
UPDATE search_documents d SET reader_scopes = array_remove(o.readers, o.scope_id),
  tokens = array_append(array_remove(d.tokens, '#shared'), '#shared')
FROM (SELECT 'fund' AS kind, id, scope_id, readers FROM funds
  UNION ALL SELECT 'consortium', id, scope_id, readers FROM consortia) o
WHERE d.kind = o.kind AND d.id = o.id;
ALTER TABLE search_documents FORCE ROW LEVEL SECURITY;
ALTER TABLE funds FORCE ROW LEVEL SECURITY;
ALTER TABLE consortia FORCE ROW LEVEL SECURITY;
