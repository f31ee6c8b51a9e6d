/** Directus beside ours: installed when first wanted, on a database of the same PostgreSQL, with the same table. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { delimiter, join } from "node:path";
import process from "node:process";
import pg from "pg";
import { type Child, startChild, waitFor } from "../lab/child.ts";

const FOLDER = join(import.meta.dirname, "../../peers/directus");
const CLI = join(FOLDER, "node_modules/directus/cli.js");
const NODE_MAJOR = 20;

export interface Directus extends Child {
  readonly url: string;
  /** The administrator's, who may do everything. */
  readonly token: string;
  /** A token of somebody who may only read the rows of a table that are of one scope, as a member of ours may. */
  addReader(table: string, scopeId: string): Promise<string>;
}

/** The machine's own Node 20: Directus 10 has a native part that is built for the Node that installs it. */
function findFolderOfNode(): string {
  const folder = (process.env["PATH"] ?? "").split(delimiter).find((part) => {
    try {
      const version = execFileSync(join(part, "node"), ["--version"], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
      return version.startsWith(`v${NODE_MAJOR}.`);
    } catch {
      return false;
    }
  });
  if (folder === undefined) throw new Error(`Directus needs a Node ${NODE_MAJOR} on the PATH.`);
  return folder;
}

/** Takes some minutes and half a gigabyte, once. */
function install(nodeFolder: string): void {
  if (existsSync(CLI)) return;
  console.error("installing Directus under bench/peers/directus ...");
  execFileSync(join(nodeFolder, "npm"), ["install", "--no-package-lock", "--no-audit", "--no-fund"], {
    cwd: FOLDER,
    env: { ...process.env, PATH: `${nodeFolder}${delimiter}${process.env["PATH"] ?? ""}` },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export async function startDirectus(databaseUrl: string): Promise<Directus> {
  const nodeFolder = findFolderOfNode();
  install(nodeFolder);
  const port = await findPort();
  const { pathname, searchParams, username } = new URL(databaseUrl);
  const env = {
    PATH: `${nodeFolder}${delimiter}/usr/bin${delimiter}/bin`,
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DB_CLIENT: "pg",
    DB_HOST: searchParams.get("host") ?? "",
    DB_PORT: "5432",
    DB_DATABASE: pathname.slice(1),
    DB_USER: username,
    DB_PASSWORD: "",
    KEY: "bench",
    SECRET: "bench-secret-of-a-server-that-lives-a-minute",
    ADMIN_EMAIL: "admin@example.com",
    ADMIN_PASSWORD: "a-calm-grey-heron-7",
    ACCESS_TOKEN_TTL: "1d",
    MAX_PAYLOAD_SIZE: "50mb",
    TELEMETRY: "false",
    NODE_ENV: "production",
  };
  const node = join(nodeFolder, "node");
  execFileSync(node, [CLI, "bootstrap"], { cwd: FOLDER, env, stdio: ["ignore", "ignore", "pipe"] });
  const child = startChild(node, [CLI, "start"], { cwd: FOLDER, env });
  const url = `http://127.0.0.1:${port}`;
  await waitFor("Directus", child, async () =>
    fetch(`${url}/server/ping`).then(
      ({ ok }) => (ok ? true : null),
      () => null,
    ),
  );
  const answer = await fetch(`${url}/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD }),
  });
  const { data } = (await answer.json()) as { data: { access_token: string } };
  const token = data.access_token;
  const create = async (path: string, item: object): Promise<string> => {
    const created = await fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(item),
    });
    const text = await created.text();
    if (!created.ok) throw new Error(`Directus: POST ${path}: ${created.status} ${text}`);
    return (JSON.parse(text) as { data: { id: string } }).data.id;
  };
  return {
    ...child,
    url,
    token,
    async addReader(table, scopeId) {
      const role = await create("/roles", { name: "reader", app_access: false, admin_access: false });
      const permissions = { scope_id: { _eq: scopeId } };
      await create("/permissions", { role, collection: table, action: "read", permissions, fields: ["*"] });
      const reader = { token: "bench-reader", email: "reader@example.com", role };
      await create("/users", reader);
      return reader.token;
    },
  };
}

/** The table with its columns, primary key, indexes and rows, in another database of the same server. */
export async function copyTable(from: string, to: string, table: string): Promise<Record<string, unknown>[]> {
  const source = new pg.Client({ connectionString: from });
  const target = new pg.Client({ connectionString: to });
  await source.connect();
  await target.connect();
  try {
    const { rows: columns } = await source.query<{ line: string }>(
      `SELECT format('%I %s%s', attname, format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END)
         AS line FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
      [table],
    );
    await target.query(`CREATE TABLE ${table} (${columns.map(({ line }) => line).join(", ")}, PRIMARY KEY (id))`);
    const { rows: indexes } = await source.query<{ text: string }>(
      "SELECT indexdef AS text FROM pg_indexes WHERE schemaname = 'public' AND tablename = $1 AND indexname <> $1 || '_pkey'",
      [table],
    );
    for (const { text } of indexes) await target.query(text);
    const { rows } = await source.query<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t) AS row FROM ${table} t`);
    await target.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`, [
      JSON.stringify(rows.map(({ row }) => row)),
    ]);
    await target.query(`ANALYZE ${table}`);
    return rows.map(({ row }) => row);
  } finally {
    await source.end();
    await target.end();
  }
}
