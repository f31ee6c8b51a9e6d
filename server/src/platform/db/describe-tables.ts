import { withOwner } from "./transaction.ts";
import type { Database } from "./types.ts";

/** SQL types by the TypeScript type in which values.ts and the driver hand them out. */
const TYPES: Readonly<Record<string, string>> = {
  bool: "boolean",
  bytea: "Buffer",
  date: "string",
  float4: "number",
  float8: "number",
  int2: "number",
  int4: "number",
  int8: "bigint",
  json: "unknown",
  jsonb: "unknown",
  numeric: "string",
  text: "string",
  timestamptz: "string",
  tsvector: "string",
  uuid: "string",
  varchar: "string",
};

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly hasDefault: boolean;
  readonly isComputed: boolean;
}

/** The source of tables.ts: one interface per table of a migrated database, for Kysely. */
export async function describeTables(db: Pick<Database, "pool">): Promise<string> {
  const columns = await withOwner(db, async (client) => {
    const { rows } = await client.query<Column>(`
      SELECT c.relname AS table, a.attname AS name, t.typname AS type, NOT a.attnotnull AS nullable,
        a.atthasdef OR a.attidentity <> '' AS "hasDefault", a.attgenerated <> '' OR a.attidentity = 'a' AS "isComputed"
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_type t ON t.oid = a.atttypid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
      ORDER BY c.relname, a.attnum`);
    return rows;
  });
  const tables = Map.groupBy(columns, ({ table }) => table);
  const imports = columns.some(({ isComputed }) => isComputed) ? "Generated, GeneratedAlways" : "Generated";
  const lines = [
    "// Generated from the migrated database by `node server/src/generate.ts`; a test keeps it current.",
    `import type { ${imports} } from "kysely";`,
    "",
    "export interface Tables {",
    ...[...tables.keys()].map((table) => `  ${table}: ${interfaceOf(table)};`),
    "}",
  ];
  for (const [table, own] of tables) {
    lines.push(
      "",
      `interface ${interfaceOf(table)} {`,
      ...own.map((column) => `  ${column.name}: ${typeOf(column)};`),
      "}",
    );
  }
  return `${lines.join("\n")}\n`;
}

function typeOf({ table, name, type, nullable, hasDefault, isComputed }: Column): string {
  const element = TYPES[type.replace(/^_/, "")];
  if (element === undefined) throw new Error(`${table}.${name}: say in describe-tables.ts what a ${type} is.`);
  const plain = type.startsWith("_") ? `${element}[]` : element;
  const value = nullable && plain !== "unknown" ? `${plain} | null` : plain;
  if (isComputed) return `GeneratedAlways<${value}>`;
  return hasDefault ? `Generated<${value}>` : value;
}

function interfaceOf(table: string): string {
  return table.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
