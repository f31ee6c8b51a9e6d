// Every route × every role × own and foreign scope, through the app. A route without a sample here fails.
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { isCanary } from "../test/canaries.ts";
import { allSamples } from "../test/samples/all.ts";
import type { Target } from "../test/samples/sample.ts";
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

async function statusOf(
  route: { method: string; path: string },
  target: Target,
  token: string | null,
): Promise<number> {
  const {
    params = {},
    query = "",
    body,
    file,
    ifMatch,
  } = (await (SAMPLES[nameOf(route)] ?? SAMPLES["GET /api/needs/{needId}"])?.(target)) ?? {};
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "missing") + query;
  const headers = ifMatch === undefined ? {} : { "if-match": ifMatch };
  return (await world.call(route.method, path, { token, body, headers, ...(file === undefined ? {} : { file }) }))
    .status;
}

function shown(status: number): "allowed" | number {
  return status < 500 && ![401, 403, 404].includes(status) ? "allowed" : status;
}

async function tryPlace(route: { method: string; path: string }, role: Role, place: Place): Promise<number> {
  const kind: ScopeKind = ROLES[role].kinds[0];
  const own = kind === "system" ? SYSTEM_SCOPE_ID : await world.createScope(kind);
  const somewhere = kind === "system" ? "zone" : kind;
  const targets: Readonly<Record<Place, () => Promise<string>>> = {
    own: async () => own,
    beneath: async () => world.createScope("zone", { parentId: await world.createScope("pair", { parentId: own }) }),
    foreign: async () => world.createScope(somewhere),
    anywhere: async () => own,
  };
  const { userId, token } = await world.someone(role, own);
  return statusOf(route, { scopeId: await targets[place](), actorId: userId }, token);
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

function nameOf({ method, path }: { method: string; path: string }): string {
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
    const found = shown(await tryPlace(route, "pair_officer", "foreign"));
    expect(found).toBe("allowed");
    expect(found).not.toBe(expectedStatus("pair_officer", "need.read", "foreign"));
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
    const target = { scopeId: await world.createScope("zone"), actorId: null };
    const status = await statusOf(route, target, null);
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
      expect({ place, status: shown(await tryPlace(route, role, place)) }).toEqual({ place, status: expected });
    }
  });
});
