// With the service's own checks out of the way, row-level security alone: whoever asks for another pair's rows, by
// whatever route that reads, gets none of them. Made from the registered routes, so that a new one joins by itself and
// fails until there is something of another's that it could have shown.
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { isCanary } from "../test/canaries.ts";
import { makePair } from "../test/pairs.ts";
import { allSamples } from "../test/samples/all.ts";
import { openTestApp, type TestApp } from "../test/test-app.ts";
import type { Router } from "./platform/http/index.ts";
import { SYSTEM_SCOPE_ID } from "./platform/access/matrix.ts";
import { sealAudit } from "./platform/audit/index.ts";
import { withOwner } from "./platform/db/transaction.ts";

vi.mock("./platform/access/index.ts", async (original) => ({
  ...(await original<typeof import("./platform/access/index.ts")>()),
  authorize: () => {},
  holds: () => true,
  mayIn: () => true,
}));

vi.mock("./modules/pairs/routes.ts", async (original) => {
  const { pairsRoutes } = await original<typeof import("./modules/pairs/routes.ts")>();
  const { addCanaries } = await import("../test/canaries.ts");
  return {
    pairsRoutes(api: Router) {
      pairsRoutes(api);
      addCanaries(api);
    },
  };
});

/** What these show is the same for everybody, or nobody's but the asker's. */
const NOT_OF_A_SCOPE = [
  "GET /api/import-templates/{kind}",
  "GET /api/me/preferences/{key}",
  "GET /api/readiness-scale",
  "GET /api/scopes/{scopeId}/agreement-kinds/{kind}/starter-template",
  "GET /api/scopes/{scopeId}/confidentiality-statement",
  "GET /api/scopes/{scopeId}/reminder-days",
  // Enterprises are scopes beside it; the test of consortia looks at which are told.
  "GET /api/scopes/{scopeId}/enterprise-accounts",
];
/** What these show is reckoned from rows, and names none of them but what stands in the address. */
const FIGURES = [
  "GET /api/scopes/{scopeId}/agreement-totals",
  "GET /api/scopes/{scopeId}/transformation-report",
  "GET /api/scopes/{scopeId}/need-offices",
];
/** Where the sample of the matrix asks for what nobody has, or somebody of no scope. */
const QUERIES: Readonly<Record<string, string>> = {
  "GET /api/search": `?q=${encodeURIComponent("轴承钢")}`,
};
const SOMEBODY = "GET /api/users/{userId}";
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

const listing = await openTestApp();
const reading = listing.app.routes
  .filter(({ method, path, access }) => method === "GET" && access !== "open" && !isCanary(path))
  .map((route) => ({ ...route, name: `GET ${route.path}` }));
await listing.db.close();

let world: TestApp;
let theirs: string;
let insider: { readonly userId: string; readonly token: string };
let outsider: { readonly userId: string; readonly token: string };
const samples = allSamples(() => world);

beforeAll(async () => {
  world = await openTestApp();
  const mine = await makePair(world, await world.createScope("pair"));
  theirs = await makePair(world, await world.createScope("pair"));
  // The audit's own routes write into the installation's record, which takes somebody of it.
  const userId = await world.createUser([
    ["pair_lead", theirs],
    ["audit_admin", SYSTEM_SCOPE_ID],
  ]);
  insider = { userId, token: await world.signInAs(userId) };
  outsider = await world.someone("pair_lead", mine);
  tables = await listTablesOfScopes();
  await fill();
  await sealAudit(world.db);
});
afterAll(async () => world.db.close());

/** One of everything that can be made in their pair: what samples make to act on, and what routes make. */
async function fill(): Promise<void> {
  const { userId: actorId, token } = insider;
  for (const { method, path } of world.app.routes) {
    const sample = await samples[`${method} ${path}`]?.({ scopeId: theirs, actorId });
    if (method === "GET" || path.match(/\{\w+\}/g)?.join() !== "{scopeId}") continue;
    const { query = "", body, file } = sample ?? {};
    await world.call(method, path.replace("{scopeId}", theirs) + query, { token, body, ...(file && { file }) });
  }
  const need = { title: "提高轴承钢的纯净度", content: "氧含量降到 6 ppm 以下" };
  await world.call("POST", `/api/scopes/${theirs}/needs`, { token, body: need });
}

interface Shown {
  readonly status: number;
  readonly text: string;
}

async function ask(path: string, token: string): Promise<Shown> {
  const { status, bytes } = await world.call("GET", path, { token });
  return { status, text: Buffer.from(bytes).toString("utf8") };
}

/** Tables whose rows are of a scope and have an id: asking the catalogue for them takes as long as all else in a test. */
let tables: readonly string[];

async function listTablesOfScopes(): Promise<readonly string[]> {
  const { rows } = await withOwner(world.db, async (client) =>
    client.query<{ name: string }>(
      `SELECT DISTINCT c.table_name AS name FROM information_schema.columns c
        JOIN information_schema.columns i ON i.table_name = c.table_name AND i.column_name = 'id'
        WHERE c.table_schema = 'public' AND c.column_name = 'scope_id'`,
    ),
  );
  return rows.map(({ name }) => name);
}

/** Ids of every row of their pair and of their own, in whatever table. */
async function foreignIds(): Promise<ReadonlySet<string>> {
  const { rows } = await withOwner(world.db, async (client) => {
    await client.query("SET LOCAL ROLE dualhigh_keeper");
    const parts = tables.map((name) => `SELECT id::text FROM ${name} WHERE scope_id IN ($1, $2)`);
    return client.query<{ id: string }>(
      `${parts.join(" UNION ALL ")} UNION ALL SELECT id::text FROM sessions WHERE user_id = $2`,
      [theirs, insider.userId],
    );
  });
  return new Set([...rows.map(({ id }) => id), theirs, insider.userId]);
}

interface Examined {
  readonly own: Shown;
  /** Of theirs, what their own people were shown, and what somebody else was. */
  readonly shown: readonly string[];
  readonly leaked: readonly string[];
}

async function examine(name: string, pattern: string): Promise<Examined> {
  const sample = await samples[name]?.({ scopeId: theirs, actorId: insider.userId });
  const params = name === SOMEBODY ? { userId: insider.userId } : (sample?.params ?? { scopeId: theirs });
  const path = pattern.replaceAll(/\{(\w+)\}/g, (_, param: string) => params[param] ?? "missing");
  const isFile = pattern.endsWith("/export") && pattern !== "/api/me/export";
  const asked = path + (isFile ? "?format=csv" : (QUERIES[name] ?? sample?.query ?? ""));
  const own = await ask(asked, insider.token);
  const foreign = await ask(asked, outsider.token);
  if (FIGURES.includes(name)) {
    const told = own.text === foreign.text ? [asked] : [];
    return { own, shown: told.length > 0 ? [] : [asked], leaked: told };
  }
  const ids = await foreignIds();
  const idsIn = ({ text }: Shown) => [...new Set(text.match(UUID))].filter((id) => ids.has(id) && !asked.includes(id));
  // A row by its own id: that somebody else is answered it at all would be the leak.
  const row = (shown: Shown) => (shown.status === 200 && asked.match(UUID) !== null ? [asked] : []);
  if (!isFile) {
    const isOne = foreign.status !== 200;
    return { own, shown: isOne ? row(own) : idsIn(own), leaked: idsIn(foreign) };
  }
  // A file says no ids: beyond its heading, no line of theirs is in somebody else's.
  const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "");
  const shown = lines(own.text).slice(1);
  return { own, shown, leaked: [...idsIn(foreign), ...lines(foreign.text).filter((line) => shown.includes(line))] };
}

describe.each(reading)("$name", ({ name, path }) => {
  test("shows their rows to them, and none to somebody else", async () => {
    const { own, shown, leaked } = await examine(name, path);
    expect(own).toMatchObject({ status: 200 });
    expect(leaked).toEqual([]);
    expect(shown.length > 0 || NOT_OF_A_SCOPE.includes(name)).toBe(true);
  });
});

describe("this test finds", () => {
  test.each(["/api/canaries/{scopeId}/titles", "/api/canaries/{scopeId}/titles/export"])(
    "that %s asks past the wall",
    async (path) => {
      expect((await examine(`GET ${path}`, path)).leaked).not.toEqual([]);
    },
  );
  test("that a list has nothing which it could have shown", async () => {
    const path = "/api/canaries/{scopeId}/nothing";
    expect((await examine(`GET ${path}`, path)).shown).toEqual([]);
  });
});
