// Every route × every role × own and foreign scope, through the app. A route without a sample here fails.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { directorySamples } from "../test/samples/directory.ts";
import { jobSamples } from "../test/samples/jobs.ts";
import { preferenceSamples } from "../test/samples/preferences.ts";
import { facilitiesSamples } from "../test/samples/facilities.ts";
import { matchmakingSamples } from "../test/samples/matchmaking.ts";
import { needsSamples } from "../test/samples/needs.ts";
import { notifySamples } from "../test/samples/notify.ts";
import { pairsSamples } from "../test/samples/pairs.ts";
import type { Sample, Samples, Target } from "../test/samples/sample.ts";
import { openTestApp, PASSWORD, type TestApp } from "../test/test-app.ts";
import { inviteFirstAdministrators } from "./modules/identity/index.ts";
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

let world: TestApp;
beforeAll(async () => {
  world = await openTestApp({ ATTEMPTS_PER_ADDRESS: "10000", ATTEMPTS_PER_ACCOUNT: "100" });
});
afterAll(async () => world.db.close());

const invitation = (login: string) => ({ login, displayName: "李某", role: "reader" });
let counter = 0;
const freshLogin = () => `someone-${(counter += 1)}`;

const SAMPLES: Samples = {
  ...pairsSamples(() => world),
  ...directorySamples(() => world),
  ...jobSamples(() => world),
  ...preferenceSamples(() => world),
  "GET /api/search": () => ({ query: "?q=x" }),
  "GET /api/audit-events": () => ({}),
  "GET /api/audit-events/export": () => ({ query: "?format=csv" }),
  "GET /api/scopes/{scopeId}/audit-events": ({ scopeId }) => ({ params: { scopeId } }),
  "GET /api/scopes/{scopeId}/audit-events/export": ({ scopeId }) => ({ params: { scopeId }, query: "?format=csv" }),
  "GET /api/audit-chains": () => ({}),
  "POST /api/audit-verifications": () => ({ body: {} }),
  ...needsSamples(() => world),
  ...facilitiesSamples(() => world),
  ...notifySamples(() => world),
  ...matchmakingSamples(() => world),
  "POST /api/session": async () => {
    const login = freshLogin();
    await world.createUser([], login);
    return { body: { login, password: PASSWORD } };
  },
  "DELETE /api/session": () => ({}),
  "POST /api/password-resets": () => ({ body: { login: "nobody" } }),
  // An unusable token is answered 409: the route was open.
  "POST /api/password-resets/complete": () => ({ body: { token: "dhr_none", password: PASSWORD } }),
  "POST /api/invitations/view": async () => ({ body: { token: await firstInvitation() } }),
  "POST /api/invitations/accept": async () => ({ body: { token: await firstInvitation(), password: PASSWORD } }),
  "GET /api/me": () => ({}),
  "PATCH /api/me": () => ({ body: { displayName: "王某" }, ifMatch: '"1"' }),
  "POST /api/me/password": () => ({ body: { current: PASSWORD, password: "another grey heron 8" } }),
  "GET /api/me/sessions": () => ({}),
  "DELETE /api/me/sessions/{sessionId}": async ({ actorId }) => {
    if (actorId === null) return { params: { sessionId: SYSTEM_SCOPE_ID } };
    const token = await world.signInAs(actorId);
    const { body } = await world.call("GET", "/api/me/sessions", { token });
    const mine = (body as unknown as { id: string; isCurrent: boolean }[]).find(({ isCurrent }) => isCurrent);
    return { params: { sessionId: mine?.id ?? "" } };
  },
  "GET /api/me/export": () => ({}),
  "POST /api/me/erasure": () => ({ body: { password: PASSWORD } }),
  "GET /api/scopes": () => ({}),
  "POST /api/scopes": () => ({ body: { kind: "zone", name: "某高新区" } }),
  "GET /api/scopes/{scopeId}": ({ scopeId }) => ({ params: { scopeId } }),
  "PATCH /api/scopes/{scopeId}": ({ scopeId }) => ({ params: { scopeId }, body: { nameEn: "A zone" }, ifMatch: '"1"' }),
  "GET /api/scopes/{scopeId}/members": ({ scopeId }) => ({ params: { scopeId } }),
  "GET /api/scopes/{scopeId}/members/export": ({ scopeId }) => ({ params: { scopeId }, query: "?format=csv" }),
  "DELETE /api/scopes/{scopeId}/members/{userId}/{role}": async ({ scopeId }) => ({
    params: { scopeId, userId: await world.createUser([["reader", scopeId]]), role: "reader" },
  }),
  "GET /api/scopes/{scopeId}/invitations": ({ scopeId }) => ({ params: { scopeId } }),
  "POST /api/scopes/{scopeId}/invitations": ({ scopeId }) => ({ params: { scopeId }, body: invitation(freshLogin()) }),
  "DELETE /api/scopes/{scopeId}/invitations/{invitationId}": async ({ scopeId }) => {
    const { token } = await world.someone("system_admin", SYSTEM_SCOPE_ID);
    const path = `/api/scopes/${scopeId}/invitations`;
    const { body } = await world.call("POST", path, { token, body: invitation(freshLogin()) });
    return { params: { scopeId, invitationId: String(body["id"]) } };
  },
  "POST /api/administrators": () => ({ body: { ...invitation(freshLogin()), role: "audit_admin" } }),
  "GET /api/users": () => ({}),
  "GET /api/users/export": () => ({ query: "?format=csv" }),
  "GET /api/users/{userId}": onUser(),
  "POST /api/users/{userId}/disable": onUser({ ifMatch: '"1"' }),
  "POST /api/users/{userId}/enable": onUser({ ifMatch: '"1"' }),
  "POST /api/users/{userId}/password-reset": onUser(),
  "POST /api/users/{userId}/erasure": onUser(),
};

function onUser(more: Sample = {}) {
  return async () => ({ ...more, params: { userId: await world.createUser() } });
}

async function firstInvitation(): Promise<string> {
  const [made] = await inviteFirstAdministrators(world.db, { renew: true });
  return made?.handout.token ?? "";
}

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
  if (place === "anywhere" || permission === "scope.read") return permission === "scope.read" ? 404 : 403;
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
  } = (await SAMPLES[`${route.method} ${route.path}`]?.(target)) ?? {};
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
const registered = app.app.routes;
const answered = app.app.listPaths();
await app.db.close();

describe("the matrix", () => {
  test("every route has a sample here, and every sample a route", () => {
    expect(registered.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
      Object.keys(SAMPLES).toSorted(),
    );
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
      "/*",
    ];
    const known = registered.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`);
    expect(answered.toSorted()).toEqual([...known, ...own.map((path) => `GET ${path}`)].toSorted());
  });
  test("every open route is served, and every permission is used by a route or awaits its module", () => {
    const open = registered.filter(({ access }) => access === "open").map(({ method, path }) => `${method} ${path}`);
    expect(open.toSorted()).toEqual([...OPEN_ROUTES].toSorted());
    const used = registered.flatMap(({ access }) => (typeof access === "string" ? [] : [access.permission]));
    // Asked for inside: which of them a step of a need takes is told by its rules.
    const inside = ["need.triage", "need.advance"];
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
      const expected = access === "signed_in" ? "allowed" : expectedStatus(role, access.permission, place);
      expect({ place, status: shown(await tryPlace(route, role, place)) }).toEqual({ place, status: expected });
    }
  });
});
