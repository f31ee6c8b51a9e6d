import { createHash, type Hash } from "node:crypto";
import type pg from "pg";
import {
  type BackupHeader,
  type BackupTotal,
  type Contents,
  type ContentStart,
  findFilled,
  listTables,
  quoted,
  type TableColumns,
  type TableEnd,
  type TableStart,
} from "./backup.ts";
import { BACKUP_FORMAT, findBackupDamage, readBackup } from "./backup-file.ts";
import { dbError } from "./errors.ts";
import { ForeignKeys } from "./foreign-keys.ts";
import { asOwner, becomeKeeper } from "./keeper.ts";
import { migrate, readMigrations } from "./migrate.ts";
import { withOwner } from "./transaction.ts";
import type { Database } from "./types.ts";

export interface RestoreSummary extends BackupTotal {
  /** When the backup was taken: what was written later is not in it. */
  readonly taken: string;
}

/** Rows in one statement, bounded by their text as well. */
const BATCH_ROWS = 500;
const BATCH_CHARS = 1 << 20;

/**
 * Fills an empty database of either kind. Every byte of the file is checked first; then the tables are made as they were
 * when it was written, all rows come in one transaction, and what was shipped since is migrated.
 */
export async function restore(db: Pick<Database, "pool">, file: string, contents?: Contents): Promise<RestoreSummary> {
  const damage = await findBackupDamage(file);
  if (damage !== null) throw dbError("platform.backup_damaged", { file, reason: damage });
  const lines = readBackup(file);
  const header = (await lines.next()).value as BackupHeader;
  const migrations = migrationsOf(file, header);
  await withOwner(db, refuseForeignTables);
  const isNew = (await migrate(db, migrations)).length === migrations.length;
  const total = await withOwner(db, async (client) => {
    const tables = await listTables(client);
    const keys = await ForeignKeys.read(client);
    await becomeKeeper(client);
    const filled = await findFilled(client, tables);
    if (filled.size > 0 && !isNew)
      throw dbError("platform.restore_not_empty", { table: [...filled].toSorted()[0] ?? "" });
    await removeRows(client, keys, filled);
    const loaded = await loadTables(client, file, lines, { tables, keys, contents });
    await keys.putBack();
    await setSequences(client);
    return loaded;
  });
  await migrate(db);
  return { taken: header.taken, ...total };
}

/** The schema as it was when the backup was taken; what came later runs on the restored rows, as it did elsewhere. */
function migrationsOf(file: string, { format, migrations }: BackupHeader) {
  const ours = readMigrations();
  const unknown = migrations.find((name) => !ours.some((migration) => migration.name === name));
  if (unknown !== undefined || format > BACKUP_FORMAT) {
    throw dbError("platform.backup_newer", { file, name: unknown ?? `format ${format}` });
  }
  return ours.filter(({ name }) => migrations.includes(name));
}

/** A database that others use is not ours to fill. */
async function refuseForeignTables(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ table: string }>(`
    SELECT tablename AS table FROM pg_tables
    WHERE schemaname = 'public' AND to_regclass('public.schema_migrations') IS NULL LIMIT 1`);
  if (rows[0] !== undefined) throw dbError("platform.restore_not_empty", rows[0]);
}

/** What migrations have just put into a new database is in the backup too. */
async function removeRows(client: pg.ClientBase, keys: ForeignKeys, filled: ReadonlySet<string>): Promise<void> {
  if (filled.size === 0) return;
  await keys.takeOffThoseTo(filled);
  await asOwner(client, `TRUNCATE ${[...filled].map(quoted).join(", ")}`);
}

interface Target {
  readonly tables: readonly TableColumns[];
  readonly keys: ForeignKeys;
  readonly contents: Contents | undefined;
}

async function loadTables(
  client: pg.ClientBase,
  file: string,
  lines: AsyncGenerator,
  { tables, keys, contents }: Target,
): Promise<BackupTotal> {
  const known = new Map(tables.map((table) => [table.table, table]));
  const total = { tables: 0, rows: 0, contents: 0, missingContents: 0 };
  let loader: TableLoader | null = null;
  let content: IncomingContent | null = null;
  for await (const line of lines) {
    if (typeof line === "string" || isContent(line)) {
      content = typeof line === "string" ? content : new IncomingContent(line);
      if (typeof line === "string") content?.add(line);
      if (content?.isWhole !== true) continue;
      if (contents === undefined) total.missingContents += 1;
      else if ((await contents.write(content.bytes())) !== content.sha256) throw unfit(file, "a content");
      else total.contents += 1;
    } else if (Array.isArray(line)) {
      await loader?.add(line as (string | null)[]);
    } else if (isStart(line)) {
      const target = known.get(line.table);
      if (target === undefined) throw unfit(file, `table ${line.table} is unknown`);
      loader = new TableLoader(client, target, line.columns, keys);
    } else if (isEnd(line)) {
      const loaded = await loader?.finish();
      if (loaded?.rows !== line.rows || loaded.sha256 !== line.sha256) throw unfit(file, `table ${line.end}`);
      total.tables += 1;
      total.rows += line.rows;
    } else {
      // A file of the first format has no contents and does not count them.
      const expected: BackupTotal = {
        contents: 0,
        missingContents: 0,
        ...(line as Pick<BackupTotal, "tables" | "rows">),
      };
      if (expected.rows !== total.rows || expected.tables !== total.tables) throw unfit(file, "total");
      if (expected.contents !== total.contents + total.missingContents) throw unfit(file, "contents");
      return { ...total, missingContents: total.missingContents + expected.missingContents };
    }
  }
  throw unfit(file, "no total");
}

/** A file's content while its lines come in. */
class IncomingContent {
  readonly sha256: string;
  readonly #parts: Buffer[] = [];
  #left: number;

  constructor({ content, bytes }: ContentStart) {
    this.sha256 = content;
    this.#left = bytes;
  }

  get isWhole(): boolean {
    return this.#left <= 0;
  }

  add(base64: string): void {
    const part = Buffer.from(base64, "base64");
    this.#parts.push(part);
    this.#left -= part.length;
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }
}

class TableLoader {
  readonly #client: pg.ClientBase;
  readonly #table: string;
  readonly #keys: ForeignKeys;
  readonly #insert: string;
  readonly #columns: number;
  readonly #digest: Hash = createHash("sha256");
  #batch: (string | null)[][] = [];
  #chars = 0;
  #rows = 0;

  constructor(client: pg.ClientBase, target: TableColumns, columns: readonly string[], keys: ForeignKeys) {
    const types = new Map(target.columns.map(({ name, type }) => [name, type]));
    const names = columns.map(quoted);
    const values = columns.map((name, index) => `c${index}::${types.get(name) ?? "text"}`);
    const arrays = columns.map((_, index) => `$${index + 1}::text[]`);
    this.#client = client;
    this.#table = target.table;
    this.#keys = keys;
    this.#columns = columns.length;
    this.#insert = `INSERT INTO ${quoted(target.table)} (${names.join(", ")}) OVERRIDING SYSTEM VALUE
      SELECT ${values.join(", ")} FROM unnest(${arrays.join(", ")}) AS rows (${columns.map((_, i) => `c${i}`).join(", ")})`;
  }

  async add(row: (string | null)[]): Promise<void> {
    const text = JSON.stringify(row);
    this.#digest.update(`${text}\n`);
    this.#batch.push(row);
    this.#rows += 1;
    this.#chars += text.length;
    if (this.#batch.length >= BATCH_ROWS || this.#chars >= BATCH_CHARS) await this.#flush();
  }

  async finish(): Promise<{ rows: number; sha256: string }> {
    await this.#flush();
    return { rows: this.#rows, sha256: this.#digest.digest("hex") };
  }

  async #flush(): Promise<void> {
    if (this.#batch.length === 0) return;
    const columns = Array.from({ length: this.#columns }, (_, index) => this.#batch.map((row) => row[index] ?? null));
    this.#batch = [];
    this.#chars = 0;
    await this.#keys.takeOffThoseOf(this.#table);
    await this.#client.query(this.#insert, columns);
  }
}

/** Numbering goes on after the highest number that was restored. */
async function setSequences(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ sequence: string; table: string; column: string }>(`
    SELECT d.objid::regclass::text AS sequence, d.refobjid::regclass::text AS table, a.attname AS column
    FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
    JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
      AND s.relnamespace = 'public'::regnamespace`);
  if (rows.length === 0) return;
  const highest = rows.map(
    ({ sequence, table, column }) =>
      `SELECT '${sequence}' AS sequence, max(${quoted(column)})::text AS max FROM ${table}`,
  );
  const { rows: reached } = await client.query<{ sequence: string; max: string | null }>(highest.join(" UNION ALL "));
  const settings = reached
    .filter(({ max }) => max !== null)
    .map(({ sequence, max }) => `SELECT setval('${sequence}'::regclass, ${max})`);
  if (settings.length > 0) await asOwner(client, settings.join(";\n"));
}

function isStart(line: unknown): line is TableStart {
  return typeof line === "object" && line !== null && "table" in line;
}

function isContent(line: unknown): line is ContentStart {
  return typeof line === "object" && line !== null && "content" in line;
}

function isEnd(line: unknown): line is TableEnd {
  return typeof line === "object" && line !== null && "end" in line;
}

function unfit(file: string, reason: string) {
  return dbError("platform.backup_damaged", { file, reason });
}
