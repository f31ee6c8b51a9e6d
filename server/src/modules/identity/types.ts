import { z } from "@hono/zod-openapi";
import { REACHES, ROLE_NAMES, type Role, SCOPE_KINDS } from "../../platform/access/matrix.ts";

export { ADMIN_ROLES, ROLES, type Role, type ScopeKind } from "../../platform/access/matrix.ts";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const roleSchema = z.enum(ROLE_NAMES as [Role, ...Role[]]);

const Login = z.string().min(3).max(100).regex(/^\S+$/).describe("Login name or e-mail address; case does not matter");
/** Only the outer bounds: what makes a password good is a rule. */
const Password = z.string().min(1).max(200);
const Token = z.string().min(1).max(200);

export const SignInBody = z.strictObject({ login: z.string().min(1).max(200), password: Password }).openapi("SignIn");

const GrantShape = z.object({
  role: roleSchema,
  scopeId: id,
  scopeKind: z.enum(SCOPE_KINDS),
  scopeName: z.string(),
});

/** Who the reader of a page is. */
export const Me = z
  .object({
    userId: id,
    login: z.string(),
    displayName: z.string(),
    language: z.enum(["zh", "en"]),
    email: z.string().nullable(),
    grants: z.array(GrantShape),
    permissions: z.array(z.object({ permission: z.string(), scopeId: id.nullable(), reach: z.enum(REACHES) })),
    version: z.number().int(),
  })
  .openapi("Me");
export type Me = z.infer<typeof Me>;

export const MeChange = z
  .strictObject({
    displayName: z.string().trim().min(1).max(100).optional(),
    email: z.email().max(200).nullable().optional(),
    language: z.enum(["zh", "en"]).optional(),
  })
  .openapi("MeChange");
export type MeChange = z.infer<typeof MeChange>;

export const PasswordChange = z.strictObject({ current: Password, password: Password }).openapi("PasswordChange");
export const PasswordProof = z.strictObject({ password: Password }).openapi("PasswordProof");
export const PasswordResetRequest = z
  .strictObject({ login: z.string().min(1).max(200) })
  .openapi("PasswordResetRequest");
export const PasswordResetCompletion = z
  .strictObject({ token: Token, password: Password })
  .openapi("PasswordResetCompletion");

/** A secret that is shown once, to be handed to someone. */
export const Handout = z
  .object({ token: z.string(), path: z.string().describe("Path of the page that takes the token"), expiresAt: instant })
  .openapi("Handout");
export type Handout = z.infer<typeof Handout>;

export const Session = z
  .object({
    id,
    agent: z.string(),
    assurance: z.number().int(),
    createdAt: instant,
    lastSeenAt: instant,
    expiresAt: instant,
    isCurrent: z.boolean(),
  })
  .openapi("Session");
export type Session = z.infer<typeof Session>;

export const EnterpriseAccount = z.object({ id: z.uuid(), name: z.string() }).openapi("EnterpriseAccount");
export type EnterpriseAccount = z.output<typeof EnterpriseAccount>;

export const Scope = z
  .object({
    id,
    kind: z.enum(SCOPE_KINDS),
    code: z.string().nullable(),
    name: z.string(),
    nameEn: z.string().nullable(),
    parentId: id.nullable(),
    version: z.number().int(),
  })
  .openapi("Scope");
export type Scope = z.infer<typeof Scope>;

export const ScopeDraft = z
  .strictObject({
    kind: z.enum(SCOPE_KINDS).exclude(["system", "person"]),
    code: z.string().trim().min(1).max(100).nullable().default(null),
    name: z.string().trim().min(1).max(200),
    nameEn: z.string().trim().min(1).max(200).nullable().default(null),
    parentId: id.nullable().default(null),
  })
  .openapi("ScopeDraft");
export type ScopeDraft = z.infer<typeof ScopeDraft>;

export const ScopeChange = z
  .strictObject({
    code: z.string().trim().min(1).max(100).nullable().optional(),
    name: z.string().trim().min(1).max(200).optional(),
    nameEn: z.string().trim().min(1).max(200).nullable().optional(),
  })
  .openapi("ScopeChange");
export type ScopeChange = z.infer<typeof ScopeChange>;

export const Member = z
  .object({
    userId: id,
    login: z.string(),
    displayName: z.string(),
    role: roleSchema,
    isDisabled: z.boolean(),
    grantedAt: instant,
  })
  .openapi("Member");
export type Member = z.infer<typeof Member>;

export const InvitationDraft = z
  .strictObject({ login: Login, displayName: z.string().trim().min(1).max(100), role: roleSchema })
  .openapi("InvitationDraft");
export type InvitationDraft = z.infer<typeof InvitationDraft>;

export const Invitation = z
  .object({
    id,
    scopeId: id,
    role: roleSchema,
    login: z.string(),
    displayName: z.string(),
    createdAt: instant,
    expiresAt: instant,
  })
  .openapi("Invitation");
export type Invitation = z.infer<typeof Invitation>;

export const InvitationMade = Invitation.extend({ handout: Handout }).openapi("InvitationMade");
export type InvitationMade = z.infer<typeof InvitationMade>;

export const InvitationView = z
  .object({
    login: z.string(),
    displayName: z.string(),
    role: roleSchema,
    scopeName: z.string(),
    hasAccount: z.boolean().describe("The password is that of the account, not a new one"),
    expiresAt: instant,
  })
  .openapi("InvitationView");
export type InvitationView = z.infer<typeof InvitationView>;
export const TokenBody = z.strictObject({ token: Token }).openapi("TokenBody");
export const InvitationAcceptance = z
  .strictObject({ token: Token, password: Password })
  .openapi("InvitationAcceptance");

export const User = z
  .object({
    id,
    login: z.string(),
    displayName: z.string(),
    email: z.string().nullable(),
    roles: z.array(z.object({ role: roleSchema, scopeId: id })),
    disabledAt: instant.nullable(),
    erasedAt: instant.nullable(),
    createdAt: instant,
    version: z.number().int(),
  })
  .openapi("User");
export type User = z.infer<typeof User>;

export const PersonExport = z
  .object({ exportedAt: instant, sections: z.record(z.string(), z.unknown()) })
  .openapi("PersonExport", { description: "All that is held about the person who asks, by module" });

export const USER_STATES = ["active", "disabled", "erased"] as const;
export const USER_SORTS = ["createdAt", "displayName", "login"] as const;
export const MEMBER_SORTS = ["grantedAt", "displayName", "role"] as const;

export interface UserFilter {
  readonly states: readonly (typeof USER_STATES)[number][] | null;
  readonly roles: readonly Role[] | null;
}

export interface MemberFilter {
  readonly roles: readonly Role[] | null;
}
