import { createHash } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type pg from "pg";
import { BACKUP_FORMAT, BackupWriter } from "./backup-file.ts";
import { asDatabaseError } from "./errors.ts";
import { becomeKeeper } from "./keeper.ts";
import { flushFolder } from "./manifest.ts";
import { withOwner } from "./transaction.ts";
import type { Database } from "./types.ts";

/** First line of a backup. */
export interface BackupHeader {
  readonly format: number;
  readonly product: "dual-high";
  readonly taken: string;
  /** Migrations of the database, which say what its tables looked like. */
  readonly migrations: readonly string[];
}

/** Stands before the rows of a table; each row is an array of texts, as the database prints them, or null. */
export interface TableStart {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface TableEnd {
  readonly end: string;
  readonly rows: number;
  readonly sha256: string;
}

/** Stands before a file's content, which follows as texts in base64. */
export interface ContentStart {
  readonly content: string;
  readonly bytes: number;
}

/** Last line. */
export interface BackupTotal {
  readonly tables: number;
  readonly rows: number;
  /** Contents of uploaded files, each once however many files have it. */
  readonly contents: number;
  /** Contents that rows name and that were not to be had, or not as they were written. */
  readonly missingContents: number;
}

/** The contents of uploaded files, which lie beside the database under their digests. */
export interface Contents {
  read(sha256: string): Promise<{ readonly bytes: Uint8Array } | { readonly lost: string }>;
  /** Answers the digest under which it lies. */
  write(bytes: Uint8Array): Promise<string>;
}

export interface BackupOptions {
  /** When the database was as it is now, where it is a copy. */
  readonly asOf?: string | undefined;
  readonly contents?: Contents | undefined;
}

export interface BackupSummary extends BackupTotal {
  readonly file: string;
  readonly taken: string;
  /** Worth keeping elsewhere: who has it can tell that the file is the one that was written. */
  readonly sha256: string;
}

const PAGE = 1_000;

/** What a line of base64 holds. */
const CONTENT_CHUNK = 48 * 1024;

/** Writes all that the database and its files hold to one file, as it was at one moment, while others go on working. */
export async function backup(
  db: Pick<Database, "pool">,
  file: string,
  options: BackupOptions = {},
): Promise<BackupSummary> {
  const unfinished = `${file}.unfinished`;
  try {
    const writer = await BackupWriter.create(unfinished);
    const { taken, total } = await writeAll(db, writer, options).catch(async (error: unknown) => {
      await writer.abandon();
      throw error;
    });
    const sha256 = await writer.end();
    await rename(unfinished, file);
    await flushFolder(dirname(resolve(file)));
    return { file, taken, sha256, ...total };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw asDatabaseError(error);
  }
}

async function writeAll(
  db: Pick<Database, "pool">,
  writer: BackupWriter,
  { asOf, contents }: BackupOptions,
): Promise<{ taken: string; total: BackupTotal }> {
  return withOwner(
    db,
    async (client) => {
      const header = await readHeader(client, asOf);
      await writer.write(header);
      const tables = await listTables(client);
      await becomeKeeper(client);
      const filled = await findFilled(client, tables);
      let rows = 0;
      for (const table of tables) {
        rows += await writeTable(writer, table, filled.has(table.table) ? readRows(client, table) : []);
      }
      const total: BackupTotal = { tables: tables.length, rows, ...(await writeContents(client, writer, contents)) };
      await writer.write(total);
      return { taken: header.taken, total };
    },
    { readOnly: true, repeatableRead: true },
  );
}

async function readHeader(client: pg.ClientBase, asOf: string | undefined): Promise<BackupHeader> {
  const { rows } = await client.query<{ taken: string; migrations: string[] }>(
    "SELECT now() AS taken, array_agg(name ORDER BY name) AS migrations FROM schema_migrations",
  );
  const [found] = rows;
  return {
    format: BACKUP_FORMAT,
    product: "dual-high",
    taken: asOf ?? found?.taken ?? "",
    migrations: found?.migrations ?? [],
  };
}

export interface TableColumns {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** Our tables and the columns that are stored and not computed. Migrations travel in the header. */
export async function listTables(client: pg.ClientBase): Promise<TableColumns[]> {
  const { rows } = await client.query<TableColumns>(`
    SELECT c.relname AS table,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname <> 'schema_migrations'
    GROUP BY c.relname ORDER BY c.relname`);
  return rows;
}

/** Which of the tables hold a row that the current role may see: one question for all, for most of them are empty. */
export async function findFilled(client: pg.ClientBase, tables: readonly TableColumns[]): Promise<ReadonlySet<string>> {
  if (tables.length === 0) return new Set();
  const parts = tables.map(
    ({ table }) => `SELECT '${table.replaceAll("'", "''")}' AS name WHERE EXISTS (SELECT FROM ${quoted(table)})`,
  );
  const { rows } = await client.query<{ name: string }>(parts.join(" UNION ALL "));
  return new Set(rows.map(({ name }) => name));
}

type Row = readonly (string | null)[];

async function writeTable(
  writer: BackupWriter,
  { table, columns }: TableColumns,
  rows: Iterable<Row> | AsyncIterable<Row>,
): Promise<number> {
  const start: TableStart = { table, columns: columns.map(({ name }) => name) };
  await writer.write(start);
  const digest = createHash("sha256");
  let count = 0;
  for await (const row of rows) {
    digest.update(`${JSON.stringify(row)}\n`);
    await writer.write(row);
    count += 1;
  }
  const end: TableEnd = { end: table, rows: count, sha256: digest.digest("hex") };
  await writer.write(end);
  return count;
}

async function* readRows(client: pg.ClientBase, { table, columns }: TableColumns): AsyncGenerator<Row> {
  const texts = columns.map(({ name }) => `${quoted(name)}::text`).join(", ");
  await client.query(`DECLARE backup_rows NO SCROLL CURSOR FOR SELECT ${texts} FROM ${quoted(table)}`);
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({
      text: `FETCH ${PAGE} FROM backup_rows`,
      rowMode: "array",
    });
    yield* rows;
    if (rows.length < PAGE) break;
  }
  await client.query("CLOSE backup_rows");
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function writeContents(
  client: pg.ClientBase,
  writer: BackupWriter,
  contents: Contents | undefined,
): Promise<Pick<BackupTotal, "contents" | "missingContents">> {
  const { rows } = await client.query<{ sha256: string }>("SELECT DISTINCT sha256 FROM files ORDER BY sha256");
  const written = { contents: 0, missingContents: 0 };
  for (const { sha256 } of rows) {
    const found = (await contents?.read(sha256)) ?? { lost: "no folder" };
    if ("lost" in found) {
      written.missingContents += 1;
      continue;
    }
    const bytes = Buffer.from(found.bytes.buffer, found.bytes.byteOffset, found.bytes.byteLength);
    const start: ContentStart = { content: sha256, bytes: bytes.length };
    await writer.write(start);
    for (let at = 0; at < bytes.length; at += CONTENT_CHUNK) {
      await writer.write(bytes.subarray(at, at + CONTENT_CHUNK).toString("base64"));
    }
    written.contents += 1;
  }
  return written;
}
