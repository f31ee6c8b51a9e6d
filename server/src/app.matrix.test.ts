// Every route × every role × own and foreign scope, through the app. A route without a sample here fails.
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { isCanary } from "../test/canaries.ts";
import { allSamples } from "../test/samples/all.ts";
import type { Sample, Target } from "../test/samples/sample.ts";
import { openTestApp, type TestApp } from "../test/test-app.ts";
import {
  MATRIX,
  OPEN_ROUTES,
  type Permission,
  PERMISSIONS,
  REACHES,
  type Reach,
  ROLE_NAMES,
  ROLES,
  type Role,
  type ScopeKind,
  SYSTEM_SCOPE_ID,
} from "./platform/access/matrix.ts";
import type { Router } from "./platform/http/index.ts";

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

let world: TestApp;
beforeAll(async () => {
  world = await openTestApp({ ATTEMPTS_PER_ADDRESS: "10000", ATTEMPTS_PER_ACCOUNT: "100" });
});
afterAll(async () => world.db.close());

const SAMPLES = allSamples(() => world);

/** What the matrix says, said again in the plainest way. */
function expectedStatus(role: Role, permission: Permission, place: Place): "allowed" | 403 | 404 {
  const line: Partial<Record<Reach, readonly Role[]>> = MATRIX[permission];
  const reaches = REACHES.filter((reach) => line[reach]?.includes(role));
  const covers: Readonly<Record<Place, readonly Reach[]>> = {
    own: ["own", "below", "all"],
    beneath: ["below", "all"],
    foreign: ["all"],
    anywhere: ["own", "below", "all"],
  };
  if (reaches.some((reach) => covers[place].includes(reach))) return "allowed";
  if (place === "anywhere") return 403;
  if (permission === "scope.read") return 404;
  return expectedStatus(role, "scope.read", place) === "allowed" ? 403 : 404;
}

type Place = "own" | "beneath" | "foreign" | "anywhere";

interface Route {
  readonly method: string;
  readonly path: string;
}

async function makeSample(route: Route, target: Target): Promise<Sample> {
  return (await (SAMPLES[nameOf(route)] ?? SAMPLES["GET /api/needs/{needId}"])?.(target)) ?? {};
}

async function statusOf(
  route: Route,
  { params = {}, query = "", body, file, ifMatch }: Sample,
  token: string | null,
): Promise<number> {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "missing") + query;
  const headers = ifMatch === undefined ? {} : { "if-match": ifMatch };
  return (await world.call(route.method, path, { token, body, headers, ...(file === undefined ? {} : { file }) }))
    .status;
}

function shown(status: number): "allowed" | number {
  return status < 500 && ![401, 403, 404].includes(status) ? "allowed" : status;
}

/** Makes each thing when it is first asked for. */
function remember<Key, Value>(make: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const made = new Map<Key, Promise<Value>>();
  return async (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

type Ground = (place: Place) => Promise<string>;

function makeGround(kind: ScopeKind): Ground {
  const at = remember(async (place: Exclude<Place, "anywhere">): Promise<string> => {
    if (place === "foreign") return world.createScope(kind === "system" ? "zone" : kind);
    if (place === "own") return kind === "system" ? SYSTEM_SCOPE_ID : world.createScope(kind);
    return world.createScope("zone", { parentId: await world.createScope("pair", { parentId: await at("own") }) });
  });
  return async (place) => at(place === "anywhere" ? "own" : place);
}

/** Whoever reads or is refused leaves everything as it was: one person of each role, on one ground for each kind, for all. */
const groundOf = remember(async (kind: ScopeKind) => makeGround(kind));
const personOf = remember(async (role: Role) => {
  const ground = await groundOf(ROLES[role].kinds[0]);
  return world.someone(role, await ground("own"));
});

const ABOUT_THE_ACTOR = new Error("The sample is about whoever acts.");
/** What a route is tried with in a scope by all who leave it as it was; null where it is made for one actor. */
const sampleAt = remember(async (scopeId: string) =>
  remember(async (route: Route): Promise<Sample | null> => {
    const target: Target = {
      scopeId,
      get actorId(): never {
        throw ABOUT_THE_ACTOR;
      },
    };
    return makeSample(route, target).catch((error: unknown) => {
      if (error === ABOUT_THE_ACTOR) return null;
      throw error;
    });
  }),
);

/** Tries a route as somebody of the role: who is expected to change something does it to what is nobody else's. */
async function tryPlace(route: Route, role: Role, place: Place, expected: "allowed" | number): Promise<number> {
  const kind = ROLES[role].kinds[0];
  if (expected !== "allowed" || route.method === "GET") {
    const scopeId = await (await groundOf(kind))(place);
    const sample = await (await sampleAt(scopeId))(route);
    if (sample !== null) return statusOf(route, sample, (await personOf(role)).token);
  }
  const ground = makeGround(kind);
  const { userId, token } = await world.someone(role, await ground("own"));
  return statusOf(route, await makeSample(route, { scopeId: await ground(place), actorId: userId }), token);
}

const app = await openTestApp();
const registered = app.app.routes.filter(({ path }) => !isCanary(path));
const answered = app.app.listPaths().filter((path) => !isCanary(path));
await app.db.close();

/** Signing in is all that these take, and yet the record is that of a scope, which whoever sees none does not find. */
const RECORDS_OF_SOMEBODY: ReadonlySet<string> = new Set([
  "GET /api/bookables/{bookableId}",
  "GET /api/bookables/{bookableId}/calendar",
]);

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

describe("the matrix", () => {
  test("every route has a sample here, and every sample a route", () => {
    expect(registered.map(nameOf).toSorted()).toEqual(Object.keys(SAMPLES).toSorted());
  });
  test("nothing answers but registered routes and the platform's own", () => {
    const own = [
      "/healthz",
      "/readyz",
      "/metrics",
      "/api/openapi.json",
      "/api/reference",
      "/api/reference.js",
      "/api/reference.css",
      "/problems",
      "/problems/:code",
      "/assets/:name",
      "/sw.js",
      "/*",
    ];
    const known = registered.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`);
    expect(answered.toSorted()).toEqual([...known, ...own.map((path) => `GET ${path}`)].toSorted());
  });
  test("every open route is served, and every permission is used by a route or awaits its module", () => {
    const open = registered.filter(({ access }) => access === "open").map(({ method, path }) => `${method} ${path}`);
    expect(open.toSorted()).toEqual([...OPEN_ROUTES].toSorted());
    const used = registered.flatMap(({ access }) => (typeof access === "string" ? [] : [access.permission]));
    // Asked for inside: which of them a step of a need takes, and for which side support is recorded, is told by the rules.
    const inside = ["need.advance", "project.support_university", "project.support_zone"];
    const idle = PERMISSIONS.filter((permission) => !used.includes(permission));
    expect(idle.toSorted()).toEqual(inside.toSorted());
  });
  test("no role is administrator and something else, and each administrator lacks what the others have", () => {
    for (const role of ["system_admin", "security_admin", "audit_admin"] as const)
      expect(ROLES[role].kinds).toEqual(["system"]);
    const exclusive: readonly [Permission, Role][] = [
      ["scope.create", "system_admin"],
      ["user.disable", "security_admin"],
      ["admin.appoint", "security_admin"],
      ["audit.read", "audit_admin"],
    ];
    for (const [permission, role] of exclusive) expect(Object.values(MATRIX[permission]).flat()).toEqual([role]);
  });
});

describe("this test finds", () => {
  test("that a route has no sample", () => {
    const missing = app.app.routes.filter((route) => !(nameOf(route) in SAMPLES)).map(({ path }) => path);
    expect(missing).toHaveLength(4);
    expect(missing.every(isCanary)).toBe(true);
  });
  test("that a service forgets to authorize", async () => {
    const route = { method: "GET", path: "/api/canaries/{needId}" };
    const expected = expectedStatus("pair_officer", "need.read", "foreign");
    const found = shown(await tryPlace(route, "pair_officer", "foreign", expected));
    expect(found).toBe("allowed");
    expect(found).not.toBe(expected);
  });
  test.each([
    ["is open and not known to be", { access: "open" }],
    ["names no scope that it looks at", { access: { permission: "need.read", in: "path" } }],
    ["needs what no role has", { access: { permission: "need.dream", in: "row" } }],
    ["says nothing", {}],
  ])("and a server does not start with a route that %s", (_, access) => {
    const spec = { method: "get", path: "/api/canaries", id: "x", tag: "x", summary: "-", answer: null, ...access };
    expect(() => world.app.route(spec as never, async () => {})).toThrow("GET /api/canaries");
  });
});

describe.each(registered.map((route) => ({ ...route, name: `${route.method} ${route.path}` })))("$name", (route) => {
  const { access } = route;
  test("without signing in", async () => {
    const scopeId = await (access === "open" ? makeGround("zone") : await groundOf("zone"))("own");
    const sample = access === "open" ? null : await (await sampleAt(scopeId))(route);
    const status = await statusOf(route, sample ?? (await makeSample(route, { scopeId, actorId: null })), null);
    expect(access === "open" ? shown(status) : status).toBe(access === "open" ? "allowed" : 401);
  });
  if (access === "open") return;
  test.each(ROLE_NAMES)("as %s", async (role) => {
    const isAdmin = (ROLES[role].kinds as readonly ScopeKind[]).includes("system");
    const inPath: readonly Place[] = isAdmin ? ["foreign"] : ["own", "beneath", "foreign"];
    for (const place of access !== "signed_in" && access.in === "path" ? inPath : (["anywhere"] as const)) {
      const isHidden = "seesNothing" in ROLES[role] && RECORDS_OF_SOMEBODY.has(nameOf(route));
      const forSignedIn = isHidden ? 404 : "allowed";
      const expected = access === "signed_in" ? forSignedIn : expectedStatus(role, access.permission, place);
      expect({ place, status: shown(await tryPlace(route, role, place, expected)) }).toEqual({
        place,
        status: expected,
      });
    }
  });
});
