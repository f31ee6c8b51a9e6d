import { inviteFirstAdministrators } from "../../src/modules/identity/index.ts";
import { SYSTEM_SCOPE_ID } from "../../src/platform/access/matrix.ts";
import { PASSWORD, type TestApp } from "../test-app.ts";
import type { Sample, SamplesOf } from "./sample.ts";

const invitation = (login: string) => ({ login, displayName: "李某", role: "reader" });
let counter = 0;
const freshLogin = () => `someone-${(counter += 1)}`;

/** The platform's own routes and those of identity. */
export const identitySamples: SamplesOf = (world) => {
  const onUser =
    (more: Sample = {}) =>
    async () => ({ ...more, params: { userId: await world().createUser() } });
  return {
    "GET /api/search": () => ({ query: "?q=x" }),
    "GET /api/audit-events": () => ({}),
    "GET /api/audit-events/export": () => ({ query: "?format=csv" }),
    "GET /api/scopes/{scopeId}/audit-events": ({ scopeId }) => ({ params: { scopeId } }),
    "GET /api/scopes/{scopeId}/audit-events/export": ({ scopeId }) => ({ params: { scopeId }, query: "?format=csv" }),
    "GET /api/audit-chains": () => ({}),
    "POST /api/audit-verifications": () => ({ body: {} }),
    "POST /api/session": async () => {
      const login = freshLogin();
      await world().createUser([], login);
      return { body: { login, password: PASSWORD } };
    },
    "DELETE /api/session": () => ({}),
    "POST /api/password-resets": () => ({ body: { login: "nobody" } }),
    // An unusable token is answered 409: the route was open.
    "POST /api/password-resets/complete": () => ({ body: { token: "dhr_none", password: PASSWORD } }),
    "POST /api/invitations/view": async () => ({ body: { token: await firstInvitation(world()) } }),
    "POST /api/invitations/accept": async () => ({
      body: { token: await firstInvitation(world()), password: PASSWORD },
    }),
    "GET /api/me": () => ({}),
    "PATCH /api/me": () => ({ body: { displayName: "王某" }, ifMatch: '"1"' }),
    "POST /api/me/password": () => ({ body: { current: PASSWORD, password: "another grey heron 8" } }),
    "GET /api/me/sessions": () => ({}),
    "DELETE /api/me/sessions/{sessionId}": async ({ actorId }) => {
      if (actorId === null) return { params: { sessionId: SYSTEM_SCOPE_ID } };
      const token = await world().signInAs(actorId);
      const { body } = await world().call("GET", "/api/me/sessions", { token });
      const mine = (body as unknown as { id: string; isCurrent: boolean }[]).find(({ isCurrent }) => isCurrent);
      return { params: { sessionId: mine?.id ?? "" } };
    },
    "GET /api/me/export": () => ({}),
    "POST /api/me/erasure": () => ({ body: { password: PASSWORD } }),
    "GET /api/scopes/{scopeId}/enterprise-accounts": ({ scopeId }) => ({ params: { scopeId } }),
    "GET /api/scopes": () => ({}),
    "POST /api/scopes": () => ({ body: { kind: "zone", name: "某高新区" } }),
    "GET /api/scopes/{scopeId}": ({ scopeId }) => ({ params: { scopeId } }),
    "PATCH /api/scopes/{scopeId}": ({ scopeId }) => ({
      params: { scopeId },
      body: { nameEn: "A zone" },
      ifMatch: '"1"',
    }),
    "GET /api/scopes/{scopeId}/members/export": ({ scopeId }) => ({ params: { scopeId }, query: "?format=csv" }),
    "GET /api/users/export": () => ({ query: "?format=csv" }),
    "GET /api/scopes/{scopeId}/members": ({ scopeId }) => ({ params: { scopeId } }),
    "DELETE /api/scopes/{scopeId}/members/{userId}/{role}": async ({ scopeId }) => ({
      params: { scopeId, userId: await world().createUser([["reader", scopeId]]), role: "reader" },
    }),
    "GET /api/scopes/{scopeId}/invitations": ({ scopeId }) => ({ params: { scopeId } }),
    "POST /api/scopes/{scopeId}/invitations": ({ scopeId }) => ({
      params: { scopeId },
      body: invitation(freshLogin()),
    }),
    "DELETE /api/scopes/{scopeId}/invitations/{invitationId}": async ({ scopeId }) => {
      const { token } = await world().someone("system_admin", SYSTEM_SCOPE_ID);
      const path = `/api/scopes/${scopeId}/invitations`;
      const { body } = await world().call("POST", path, { token, body: invitation(freshLogin()) });
      return { params: { scopeId, invitationId: String(body["id"]) } };
    },
    "POST /api/administrators": () => ({ body: { ...invitation(freshLogin()), role: "audit_admin" } }),
    "GET /api/users": () => ({}),
    "GET /api/users/{userId}": onUser(),
    "POST /api/users/{userId}/disable": onUser({ ifMatch: '"1"' }),
    "POST /api/users/{userId}/enable": onUser({ ifMatch: '"1"' }),
    "POST /api/users/{userId}/password-reset": onUser(),
    "POST /api/users/{userId}/erasure": onUser(),
  };
};

async function firstInvitation({ db }: TestApp): Promise<string> {
  const [made] = await inviteFirstAdministrators(db, { renew: true });
  return made?.handout.token ?? "";
}
