/** The API on PostgreSQL, beside Directus on the same server with the same table, and beside the least that can answer. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import pg from "pg";
import { copyTable, type Directus, startDirectus } from "./api/directus.ts";
import type { Benchmark, Figures } from "./benchmark.ts";
import { type Child, startChild, waitFor } from "./lab/child.ts";
import { type Load, load } from "./lab/load.ts";
import { call, importList, must, type Office, openOffice, writeSampleLists } from "./lab/office.ts";
import { openCluster } from "./lab/postgres.ts";
import { memoryMb, type Server, startServer } from "./lab/server.ts";
import { printTable } from "./table.ts";

const BARE = join(import.meta.dirname, "api/bare.ts");
const CLIENTS = [1, 16] as const;
const MANY = 16;
const PAGE = 50;
/** What the list of ours shows of an achievement, by the names of the columns. */
const COLUMNS = [
  "id,scope_id,number,merged_into,archived_at,created_at,updated_at,version,title,unit,college,kind,field,inventors",
  "patent_number,legal_status,filed,granted,expiry,owners,exclusive_licence,readiness,grade",
].join(",");
const SEARCH = "催化";
/** What Directus takes in one request. */
const BATCH = 500;

interface Target {
  readonly name: string;
  readonly base: string;
  readonly headers: Record<string, string>;
  readonly process: Child;
  readonly paths: Readonly<Record<string, readonly string[]>>;
}

export const api: Benchmark = {
  name: "api",
  describe: "lists, search, records and inserts beside Directus and a bare route; --seconds N --rounds N --no-directus",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seconds: { type: "string", default: "3" },
        rounds: { type: "string", default: "5" },
        "no-directus": { type: "boolean", default: false },
      },
    });
    const folder = mkdtempSync(join(tmpdir(), "dual-high-api-"));
    const cluster = await openCluster();
    try {
      cluster.createDatabase("ours");
      const url = cluster.urlOf("ours");
      const server = await startServer({ DATABASE_URL: url, DATA_DIR: join(folder, "data") });
      const office = await openOffice(server);
      writeSampleLists(folder);
      const inserted = await importList(server, office, "achievements", join(folder, "achievements.xlsx"));
      const owner = url.replace("dualhigh@", "postgres@");
      await analyze(owner);
      const ours = await describeOurs(server, office);
      const bare = await startBare(owner, office.scopeId);
      const targets = [ours, bare];
      let directus: { readonly target: Target; readonly insertMs: number } | null = null;
      if (!values["no-directus"]) {
        cluster.createDatabase("directus");
        directus = await describeDirectus(owner, cluster.urlOf("directus"), office.scopeId);
        targets.push(directus.target);
      }
      const seconds = Number(values.seconds);
      const rounds = await compareLists(targets, seconds, Number(values.rounds));
      const operations = await measureOperations(directus === null ? [ours] : [ours, directus.target], seconds);
      const figures = report({ targets, rounds, operations, inserted, directusInsertMs: directus?.insertMs ?? null });
      for (const { process: child } of targets) await child.kill("SIGTERM");
      return figures;
    } finally {
      await cluster.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** As the server does by itself within a minute: the peer's copy of the table is analysed too. */
async function analyze(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("ANALYZE");
  await client.end();
}

async function describeOurs(server: Server, { cookie, scopeId }: Office): Promise<Target> {
  const list = `/api/scopes/${scopeId}/achievements`;
  const { items } = (await must(server.url, "GET", `${list}?limit=${PAGE}`, { cookie })) as unknown as {
    items: { id: string }[];
  };
  return {
    name: "Dual-High",
    base: server.url,
    headers: { cookie },
    process: server,
    paths: {
      list: [`${list}?limit=${PAGE}&sort=number`],
      filter: [`${list}?limit=${PAGE}&sort=-expiry&legalStatus=granted`],
      search: [`${list}?limit=${PAGE}&sort=number&search=${encodeURIComponent(SEARCH)}`],
      record: items.map(({ id }) => `/api/achievements/${id}`),
    },
  };
}

async function startBare(databaseUrl: string, scopeId: string): Promise<Target> {
  const query = `SELECT ${COLUMNS} FROM achievements
    WHERE scope_id = '${scopeId}' AND merged_into IS NULL AND archived_at IS NULL ORDER BY number, id LIMIT $1`;
  const child = startChild(process.execPath, [BARE], { env: { DATABASE_URL: databaseUrl, BARE_QUERY: query } });
  const base = await waitFor("The bare route", child, () => /(http:\S+)/.exec(child.output())?.[1] ?? null);
  return { name: "bare route", base, headers: {}, process: child, paths: { list: [`/list?limit=${PAGE}`] } };
}

async function describeDirectus(
  from: string,
  databaseUrl: string,
  scopeId: string,
): Promise<{ readonly target: Target; readonly insertMs: number }> {
  const rows = await copyTable(from, databaseUrl, "achievements");
  const directus = await startDirectus(databaseUrl);
  const insertMs = await insertAgain(directus, rows);
  // Ours is asked by a member of one scope: the peer is asked by somebody whose permissions say the same.
  const token = await directus.addReader("achievements", scopeId);
  const where = `filter[scope_id][_eq]=${scopeId}&filter[merged_into][_null]=true&filter[archived_at][_null]=true`;
  const list = `/items/achievements?limit=${PAGE}&fields=${COLUMNS}&${where}`;
  const ids = rows.slice(0, PAGE).map(({ id }) => String(id));
  const target = {
    name: "Directus 10.10",
    base: directus.url,
    headers: { authorization: `Bearer ${token}` },
    process: directus,
    paths: {
      list: [`${list}&sort=number`],
      filter: [`${list}&sort=-expiry&filter[legal_status][_eq]=granted`],
      search: [`${list}&sort=number&search=${encodeURIComponent(SEARCH)}`],
      record: ids.map((id) => `/items/achievements/${id}`),
    },
  };
  return { target, insertMs };
}

/** The same rows under new ids and in another scope, so that the lists that are read stay as they are. */
async function insertAgain({ url, token }: Directus, rows: readonly Record<string, unknown>[]): Promise<number> {
  const elsewhere = crypto.randomUUID();
  const copies = rows.map((row) => {
    // Directus hands lists on as JSON, which a column of texts does not take.
    const columns = Object.entries(row).map(([name, value]) => [name, Array.isArray(value) ? arrayText(value) : value]);
    return { ...Object.fromEntries(columns), id: crypto.randomUUID(), scope_id: elsewhere };
  });
  const started = performance.now();
  for (let at = 0; at < copies.length; at += BATCH) {
    const { status, body } = await call(url, "POST", "/items/achievements?fields=id", {
      headers: { authorization: `Bearer ${token}` },
      body: copies.slice(at, at + BATCH),
    });
    if (status >= 300) throw new Error(`Directus: ${status} ${JSON.stringify(body).slice(0, 500)}`);
  }
  return performance.now() - started;
}

function arrayText(texts: readonly unknown[]): string {
  return `{${texts.map((text) => JSON.stringify(text)).join(",")}}`;
}

/** In turn, round after round, so that a machine that slows down slows all. */
async function compareLists(targets: readonly Target[], seconds: number, rounds: number): Promise<Map<string, Load[]>> {
  const measured = new Map<string, Load[]>(targets.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const { name, base, headers, paths } of targets) {
      // The first time the code is compiled and the pools are filled.
      const result = await load(base, paths["list"] ?? [], {
        clients: MANY,
        seconds: round < 0 ? 8 : seconds,
        headers,
      });
      if (round >= 0) measured.get(name)?.push(result);
    }
  }
  return measured;
}

interface Operation {
  readonly name: string;
  readonly target: string;
  readonly clients: number;
  readonly load: Load;
}

async function measureOperations(targets: readonly Target[], seconds: number): Promise<Operation[]> {
  const all: Operation[] = [];
  for (const name of ["list", "filter", "search", "record"]) {
    for (const clients of CLIENTS) {
      for (const target of targets) {
        const { base, headers, paths } = target;
        const result = await load(base, paths[name] ?? [], { clients, seconds, headers });
        all.push({ name, target: target.name, clients, load: result });
      }
    }
  }
  return all;
}

interface Measured {
  readonly targets: readonly Target[];
  readonly rounds: ReadonlyMap<string, Load[]>;
  readonly operations: readonly Operation[];
  readonly inserted: { readonly rows: number; readonly previewMs: number; readonly acceptMs: number };
  readonly directusInsertMs: number | null;
}

function report({ targets, rounds, operations, inserted, directusInsertMs }: Measured): Figures {
  printTable(
    ["operation, clients", "answers/s", "median ms", "p99 ms"],
    operations.map(({ name, target, clients, load: { perSecond, medianMs, p99Ms } }) => [
      `${name}, ${clients}, ${target}`,
      Math.round(perSecond),
      medianMs,
      p99Ms,
    ]),
  );
  const memory = new Map(targets.map(({ name, process: child }) => [name, memoryMb(child.pid)]));
  const [ours, bare, directus] = targets.map(({ name }) => ({
    perSecond: median(rounds.get(name)?.map(({ perSecond }) => perSecond) ?? []),
    medianMs: median(rounds.get(name)?.map(({ medianMs }) => medianMs) ?? []),
    memory: memory.get(name) ?? 0,
  }));
  printTable(
    [`list of ${PAGE}, ${MANY} clients, in turn`, "answers/s", "of each round", "median ms", "peak MB"],
    targets.map(({ name }) => {
      const of = rounds.get(name) ?? [];
      return [
        name,
        Math.round(median(of.map(({ perSecond }) => perSecond))),
        of.map(({ perSecond }) => Math.round(perSecond)).join(" "),
        median(of.map(({ medianMs }) => medianMs)),
        Math.round(memory.get(name) ?? 0),
      ];
    }),
  );
  // Round by round: a pair of neighbours in time met the same machine.
  const ratios = (other: string | undefined) =>
    median(
      (rounds.get(targets[0]?.name ?? "") ?? []).map(
        ({ perSecond }, round) => perSecond / (rounds.get(other ?? "")?.[round]?.perSecond ?? Number.NaN),
      ),
    );
  return {
    listsPerSecond: rounded(ours?.perSecond ?? 0),
    listMedianMs: ours?.medianMs ?? 0,
    memoryMb: rounded(ours?.memory ?? 0),
    barePerSecond: rounded(bare?.perSecond ?? 0),
    bareRatio: rounded(ratios(targets[1]?.name)),
    rowsInserted: inserted.rows,
    insertMs: Math.round(inserted.previewMs + inserted.acceptMs),
    insertAcceptMs: Math.round(inserted.acceptMs),
    ...(directus === undefined
      ? {}
      : {
          peerListsPerSecond: rounded(directus.perSecond),
          peerMedianMs: directus.medianMs,
          peerMemoryMb: rounded(directus.memory),
          peerInsertMs: Math.round(directusInsertMs ?? 0),
          throughputRatio: rounded(ratios(targets[2]?.name)),
          memoryRatio: rounded(directus.memory / (ours?.memory ?? Number.NaN)),
        }),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
