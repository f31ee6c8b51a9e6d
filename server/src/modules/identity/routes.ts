import { z } from "@hono/zod-openapi";
import { SYSTEM_SCOPE_ID } from "../../platform/access/matrix.ts";
import type { Config } from "../../platform/config.ts";
import { cursorFrom, PageQuery, pageSchema, type Router } from "../../platform/http/index.ts";
import { anyOf, exportQuery, listPageSchema, listQuery, readListing } from "../../platform/listing/index.ts";
import {
  changePassword,
  completePasswordReset,
  issuePasswordReset,
  requestPasswordReset,
} from "./service/change-password.ts";
import {
  acceptInvitation,
  invite,
  listInvitations,
  viewInvitation,
  withdrawInvitation,
} from "./service/invitations.ts";
import { changeMe, getMe } from "./service/me.ts";
import { exportMembers, listMembers, removeMember } from "./service/members.ts";
import { eraseMe, eraseUserData, exportPerson, type PersonalData } from "./service/person.ts";
import { createScope, getScope, listEnterpriseAccounts, listScopes, updateScope } from "./service/scopes.ts";
import { endSession, listSessions } from "./service/sessions.ts";
import { signIn, signOut } from "./service/sign-in.ts";
import { disableUser, enableUser, exportUsers, getUser, listUsers } from "./service/users.ts";
import {
  ADMIN_ROLES,
  EnterpriseAccount,
  Handout,
  Invitation,
  InvitationAcceptance,
  InvitationDraft,
  InvitationMade,
  InvitationView,
  Me,
  MeChange,
  Member,
  PasswordChange,
  PasswordProof,
  PasswordResetCompletion,
  PasswordResetRequest,
  PersonExport,
  ROLES,
  type Role,
  Scope,
  ScopeChange,
  ScopeDraft,
  Session,
  SignInBody,
  TokenBody,
  MEMBER_SORTS,
  User,
  USER_SORTS,
  USER_STATES,
} from "./types.ts";

const scopeParams = z.object({ scopeId: z.uuid() });
const userParams = z.object({ userId: z.uuid() });
const byNameAndId = z.tuple([z.string(), z.uuid()]);
const Search = z.string().trim().max(100).optional();
const RoleFilter = anyOf(Object.keys(ROLES) as [Role, ...Role[]]);
const UserListQuery = listQuery(USER_SORTS).extend({ state: anyOf(USER_STATES), role: RoleFilter });
const MemberListQuery = listQuery(MEMBER_SORTS).extend({ role: RoleFilter });

export function identityRoutes(api: Router, config: Config, holders: readonly PersonalData[]): void {
  signInRoutes(api, config);
  ownRoutes(api, config, holders);
  scopeRoutes(api);
  administratorRoutes(api);
  userRoutes(api, holders);
}

/** A word or two, so that a person tells their browsers apart. */
function nameAgent(userAgent: string): string {
  const browser = /MicroMessenger|Edg|OPR|Firefox|Chrome|Safari|curl/.exec(userAgent)?.[0] ?? "";
  const names: Readonly<Record<string, string>> = { MicroMessenger: "WeChat", Edg: "Edge", OPR: "Opera" };
  const system = /Windows|Android|iPhone|iPad|Mac OS X|HarmonyOS|Linux/.exec(userAgent)?.[0] ?? "";
  return [names[browser] ?? browser, system].filter((part) => part !== "").join(" · ");
}

function signInRoutes(api: Router, config: Config): void {
  const tag = "session";
  api.route(
    {
      method: "post",
      path: "/api/session",
      access: "open",
      id: "signIn",
      tag,
      summary: "Sign in; the session comes as a cookie",
      body: SignInBody,
      answer: null,
    },
    async ({ db, body, network, sessionToken, setSession, c }) => {
      const visit = { network, agent: nameAgent(c.req.header("user-agent") ?? ""), oldToken: sessionToken };
      setSession((await signIn(db, config, body, visit)).token);
    },
  );
  api.route(
    {
      method: "delete",
      path: "/api/session",
      access: "signed_in",
      id: "signOut",
      tag,
      summary: "Sign out",
      answer: null,
      once: true,
    },
    async ({ ctx, setSession }) => {
      await signOut(ctx);
      setSession(null);
    },
  );
  api.route(
    {
      method: "post",
      path: "/api/password-resets",
      access: "open",
      id: "requestPasswordReset",
      tag,
      summary: "Ask for a new password; the answer is the same for unknown accounts",
      body: PasswordResetRequest,
      answer: null,
      status: 202,
    },
    async ({ db, outbox, body, network }) => {
      await requestPasswordReset(db, outbox, config, { login: body.login, network });
    },
  );
  api.route(
    {
      method: "post",
      path: "/api/password-resets/complete",
      access: "open",
      id: "completePasswordReset",
      tag,
      summary: "Set a new password with the token of a reset",
      body: PasswordResetCompletion,
      answer: null,
    },
    async ({ db, body, network }) => {
      await completePasswordReset(db, config, body, network);
    },
  );
  api.route(
    {
      method: "post",
      path: "/api/invitations/view",
      access: "open",
      id: "viewInvitation",
      tag,
      summary: "What an invitation offers",
      body: TokenBody,
      answer: InvitationView,
    },
    async ({ db, body, network }) => viewInvitation(db, config, body.token, network),
  );
  api.route(
    {
      method: "post",
      path: "/api/invitations/accept",
      access: "open",
      id: "acceptInvitation",
      tag,
      summary: "Accept an invitation; signs in",
      body: InvitationAcceptance,
      answer: null,
    },
    async ({ db, body, network, language, sessionToken, setSession, c }) => {
      const visit = { network, agent: nameAgent(c.req.header("user-agent") ?? ""), oldToken: sessionToken };
      setSession((await acceptInvitation(db, config, body, visit, language)).token);
    },
  );
}

function ownRoutes(api: Router, config: Config, holders: readonly PersonalData[]): void {
  const tag = "me";
  const access = "signed_in";
  api.route(
    { method: "get", path: "/api/me", access, id: "getMe", tag, summary: "Who I am and what I may do", answer: Me },
    async ({ ctx }) => getMe(ctx),
  );
  api.route(
    {
      method: "patch",
      path: "/api/me",
      access,
      id: "changeMe",
      tag,
      summary: "Change my name, mail address or language",
      body: MeChange,
      answer: Me,
      ifMatch: true,
    },
    async ({ ctx, body, version }) => changeMe(ctx, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/me/password",
      access,
      id: "changePassword",
      tag,
      summary: "Change my password; my other sessions end",
      body: PasswordChange,
      answer: null,
      once: true,
    },
    async ({ ctx, body, network }) => {
      await changePassword(ctx, config, body, network);
    },
  );
  api.route(
    {
      method: "get",
      path: "/api/me/sessions",
      access,
      id: "listSessions",
      tag,
      summary: "Where I am signed in",
      answer: z.array(Session),
    },
    async ({ ctx }) => listSessions(ctx),
  );
  api.route(
    {
      method: "delete",
      path: "/api/me/sessions/{sessionId}",
      access,
      id: "endSession",
      tag,
      summary: "End one of my sessions",
      params: z.object({ sessionId: z.uuid() }),
      answer: null,
      once: true,
    },
    async ({ ctx, params }) => {
      await endSession(ctx, params.sessionId);
    },
  );
  api.route(
    {
      method: "get",
      path: "/api/me/export",
      access,
      id: "exportMe",
      tag,
      summary: "All that is held about me",
      answer: PersonExport,
    },
    async ({ ctx, setHeader }) => {
      setHeader("content-disposition", 'attachment; filename="my-data.json"');
      return exportPerson(ctx, holders);
    },
  );
  api.route(
    {
      method: "post",
      path: "/api/me/erasure",
      access,
      id: "eraseMe",
      tag,
      summary: "Close my account and erase my personal data, for good; takes the password",
      body: PasswordProof,
      answer: null,
      once: true,
    },
    async ({ ctx, body, network, setSession }) => {
      await eraseMe(ctx, config, { password: body.password, network }, holders);
      setSession(null);
    },
  );
}

function scopeRoutes(api: Router): void {
  const tag = "scopes";
  api.route(
    {
      method: "get",
      path: "/api/scopes",
      access: { permission: "scope.read", in: "anywhere" },
      id: "listScopes",
      tag,
      summary: "The scopes that I may see, by name",
      query: PageQuery.extend({ kind: Scope.shape.kind.optional(), search: Search }),
      answer: pageSchema(Scope),
    },
    async ({ ctx, query }) => {
      const after = cursorFrom(query.cursor, "scopes", byNameAndId);
      return listScopes(ctx, { limit: query.limit, after, kind: query.kind ?? null, search: query.search || null });
    },
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes",
      access: { permission: "scope.create", in: "anywhere" },
      id: "createScope",
      tag,
      summary: "Create a scope",
      body: ScopeDraft,
      answer: Scope,
      status: 201,
    },
    async ({ ctx, body }) => createScope(ctx, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}",
      access: { permission: "scope.read", in: "path" },
      id: "getScope",
      tag,
      summary: "One scope",
      params: scopeParams,
      answer: Scope,
    },
    async ({ ctx, params }) => getScope(ctx, params.scopeId),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/enterprise-accounts",
      access: { permission: "directory.write", in: "path" },
      id: "listEnterpriseAccounts",
      tag,
      summary: "Enterprises with accounts of their own, one of which a record of the scope can be opened to",
      params: scopeParams,
      answer: z.array(EnterpriseAccount),
    },
    async ({ ctx, params }) => listEnterpriseAccounts(ctx, params.scopeId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/scopes/{scopeId}",
      access: { permission: "scope.update", in: "path" },
      id: "updateScope",
      tag,
      summary: "Rename a scope or correct its code",
      params: scopeParams,
      body: ScopeChange,
      answer: Scope,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => updateScope(ctx, params.scopeId, body, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/members",
      access: { permission: "member.read", in: "path" },
      id: "listMembers",
      tag,
      summary: "Who holds which role in a scope",
      params: scopeParams,
      query: MemberListQuery,
      answer: listPageSchema(Member),
    },
    async ({ ctx, params, query }) =>
      listMembers(ctx, params.scopeId, readListing("members", query), { roles: query.role ?? null }),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/members/export",
      access: { permission: "member.read", in: "path" },
      id: "exportMembers",
      tag,
      summary: "Who holds which role in a scope, as a workbook or CSV",
      params: scopeParams,
      query: exportQuery(MemberListQuery),
      answer: "file",
    },
    async ({ ctx, params, query, language }) =>
      exportMembers(ctx, params.scopeId, query, { roles: query.role ?? null }, language),
  );
  api.route(
    {
      method: "delete",
      path: "/api/scopes/{scopeId}/members/{userId}/{role}",
      access: { permission: "member.remove", in: "path" },
      id: "removeMember",
      tag,
      summary: "Take a role in a scope away",
      params: z.object({ scopeId: z.uuid(), userId: z.uuid(), role: z.enum(Object.keys(ROLES) as [Role, ...Role[]]) }),
      answer: null,
    },
    async ({ ctx, params }) => {
      await removeMember(ctx, params.scopeId, params.userId, params.role);
    },
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/invitations",
      access: { permission: "member.invite", in: "path" },
      id: "listInvitations",
      tag,
      summary: "Open invitations to a scope",
      params: scopeParams,
      answer: z.array(Invitation),
    },
    async ({ ctx, params }) => listInvitations(ctx, params.scopeId),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/invitations",
      access: { permission: "member.invite", in: "path" },
      id: "invite",
      tag,
      summary: "Invite somebody to a role in a scope; the token is shown once",
      params: scopeParams,
      body: InvitationDraft,
      answer: InvitationMade,
      status: 201,
      once: true,
    },
    async ({ ctx, params, body }) => invite(ctx, params.scopeId, body),
  );
  api.route(
    {
      method: "delete",
      path: "/api/scopes/{scopeId}/invitations/{invitationId}",
      access: { permission: "member.invite", in: "path" },
      id: "withdrawInvitation",
      tag,
      summary: "Withdraw an invitation",
      params: z.object({ scopeId: z.uuid(), invitationId: z.uuid() }),
      answer: null,
    },
    async ({ ctx, params }) => {
      await withdrawInvitation(ctx, params.scopeId, params.invitationId);
    },
  );
}

function administratorRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/administrators",
      access: { permission: "admin.appoint", in: "anywhere" },
      id: "appointAdministrator",
      tag: "administrators",
      summary: "Invite an administrator of the system, of security or of audit; the token is shown once",
      body: InvitationDraft.extend({ role: z.enum(ADMIN_ROLES) }),
      answer: InvitationMade,
      status: 201,
      once: true,
    },
    async ({ ctx, body }) => invite(ctx, SYSTEM_SCOPE_ID, body),
  );
}

function userRoutes(api: Router, holders: readonly PersonalData[]): void {
  const tag = "users";
  api.route(
    {
      method: "get",
      path: "/api/users",
      access: { permission: "user.read", in: "anywhere" },
      id: "listUsers",
      tag,
      summary: "All accounts, the oldest first",
      query: UserListQuery,
      answer: listPageSchema(User),
    },
    async ({ ctx, query }) =>
      listUsers(ctx, readListing("users", query), { states: query.state ?? null, roles: query.role ?? null }),
  );
  api.route(
    {
      method: "get",
      path: "/api/users/export",
      access: { permission: "user.read", in: "anywhere" },
      id: "exportUsers",
      tag,
      summary: "All accounts, as a workbook or CSV",
      query: exportQuery(UserListQuery),
      answer: "file",
    },
    async ({ ctx, query, language }) =>
      exportUsers(ctx, query, { states: query.state ?? null, roles: query.role ?? null }, language),
  );
  api.route(
    {
      method: "get",
      path: "/api/users/{userId}",
      access: { permission: "user.read", in: "anywhere" },
      id: "getUser",
      tag,
      summary: "One account",
      params: userParams,
      answer: User,
    },
    async ({ ctx, params }) => getUser(ctx, params.userId),
  );
  api.route(
    {
      method: "post",
      path: "/api/users/{userId}/disable",
      access: { permission: "user.disable", in: "anywhere" },
      id: "disableUser",
      tag,
      summary: "Disable an account; its sessions end at once",
      params: userParams,
      answer: User,
      ifMatch: true,
    },
    async ({ ctx, params, version }) => disableUser(ctx, params.userId, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/users/{userId}/enable",
      access: { permission: "user.disable", in: "anywhere" },
      id: "enableUser",
      tag,
      summary: "Let a disabled account sign in again",
      params: userParams,
      answer: User,
      ifMatch: true,
    },
    async ({ ctx, params, version }) => enableUser(ctx, params.userId, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/users/{userId}/password-reset",
      access: { permission: "user.reset_password", in: "anywhere" },
      id: "issuePasswordReset",
      tag,
      summary: "Make a token with which somebody sets a new password; shown once",
      params: userParams,
      answer: Handout,
      status: 201,
      once: true,
    },
    async ({ ctx, params }) => issuePasswordReset(ctx, params.userId),
  );
  api.route(
    {
      method: "post",
      path: "/api/users/{userId}/erasure",
      access: { permission: "user.erase", in: "anywhere" },
      id: "eraseUser",
      tag,
      summary: "Erase a person's data, for good; what they did stays under an id",
      params: userParams,
      answer: null,
      once: true,
    },
    async ({ ctx, params }) => {
      await eraseUserData(ctx, params.userId, holders);
    },
  );
}
