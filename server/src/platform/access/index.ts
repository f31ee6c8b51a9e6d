import { defineErrors } from "@dual-high/kernel";
import { type Actor, asSystem, type Database, type Tx, withActor, withSystem } from "../db/index.ts";
import type { FileStore } from "../files/index.ts";
import type { Outbox } from "../outbox/index.ts";
import {
  AUDIT_DESK_ID,
  type Permission,
  ROLES,
  ROLES_WRITING_BELOW,
  type Role,
  reachOf,
  SYSTEM_SCOPE_ID,
} from "./matrix.ts";

/** A role held in a scope, and the scopes beneath it where the role reaches below. */
export interface Grant {
  readonly role: Role;
  readonly scopeId: string;
  readonly below: readonly string[];
}

/** Somebody signed in: whom row-level security sees (`Actor`), and what the matrix needs to know. */
export interface Caller extends Actor {
  readonly sessionId: string;
  readonly grants: readonly Grant[];
}

/** Who is let in by a session's token. */
export interface Callers {
  /** Asks the database, so that an ended session is ended everywhere; null when it is over. */
  find(token: string): Promise<Caller | null>;
  /** Who it was the last time, for a transaction to confirm: worth nothing by itself. */
  predict(token: string): Caller | null;
}

/** What a service function is given. `tx` is there when a caller has opened the transaction; `transact` reuses it. */
export interface Ctx {
  readonly db: Database;
  readonly caller: Caller;
  /** Announces in the caller's transaction what others act upon after it. */
  readonly outbox: Outbox;
  readonly files: FileStore;
  readonly tx?: Tx | undefined;
}

export const accessError = defineErrors({
  "access.not_signed_in": {
    kind: "unauthenticated",
    message: {
      zh: () => "请先登录。长时间未操作或账号停用后，需要重新登录。",
      en: () => "Sign in first. After a while without activity, or when the account is disabled, a session ends.",
    },
  },
  "access.forbidden": {
    kind: "forbidden",
    message: {
      zh: ({ permission }: { readonly permission: string }) =>
        `您在这里的角色没有此项权限（${permission}）。如需办理，请联系本单位负责人。`,
      en: ({ permission }: { readonly permission: string }) =>
        `Your role here does not allow this (${permission}). Ask the head of your office.`,
    },
  },
  "access.not_found": {
    kind: "not_found",
    message: {
      zh: () => "没有找到这条记录，或您无权查看。请核对地址。",
      en: () => "There is no such record, or you may not see it. Check the address.",
    },
  },
});

/** Everybody has a scope of their own besides those in which they hold a role: the person's, with the account's id. */
export function callerOf(userId: string, sessionId: string, grants: readonly Grant[]): Caller {
  const scopesOf = (some: readonly Grant[]) => [
    ...new Set([userId, ...some.flatMap(({ scopeId, below }) => [scopeId, ...below])]),
  ];
  const opening = grants.filter(({ role }) => !("seesNothing" in ROLES[role]));
  const writing = opening
    .filter(({ role }) => !("readsOnly" in ROLES[role]))
    .map((grant) => (ROLES_WRITING_BELOW.includes(grant.role) ? grant : { ...grant, below: [] }));
  const desk = grants.some(({ role }) => role === "audit_admin") ? [AUDIT_DESK_ID] : [];
  return {
    userId,
    sessionId,
    grants,
    readScopes: [...scopesOf(opening), ...desk],
    writeScopes: [...scopesOf(writing), ...desk],
    trustedScopes: grants.filter(({ role }) => reachOf(role, "confidential.handle")).map(({ scopeId }) => scopeId),
  };
}

/** Whether the caller holds the permission anywhere at all. */
export function holds(caller: Caller, permission: Permission): boolean {
  return caller.grants.some(({ role }) => reachOf(role, permission) !== null);
}

/** Whether the caller may do this in the scope, for where one of several scopes will do. */
export function mayIn(caller: Caller, permission: Permission, scopeId: string): boolean {
  return caller.grants.some((grant) => {
    const reach = reachOf(grant.role, permission);
    if (reach === null) return false;
    return reach === "all" || grant.scopeId === scopeId || (reach === "below" && grant.below.includes(scopeId));
  });
}

/**
 * Throws unless the caller may do this in the scope. Whoever may not even see the scope learns nothing about it: 404. In
 * their own scope they are told that their role does not suffice: 403.
 */
export function authorize(caller: Caller, permission: Permission, scopeId: string): void {
  if (mayIn(caller, permission, scopeId)) return;
  if (scopeId === SYSTEM_SCOPE_ID || mayIn(caller, "scope.read", scopeId)) {
    throw accessError("access.forbidden", { permission });
  }
  throw accessError("access.not_found", {});
}

/** The transaction of a service: the caller's context holds in it, and one that is already open is reused. */
export function transact<T>(ctx: Ctx, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return withActor(ctx.tx ?? ctx.db, ctx.caller, fn);
}

/**
 * As the system, for what somebody may do whose scopes do not reach it; whoever calls has asked before whether they may. In a
 * request with a key it is part of the transaction that keeps the key, so that a repetition does nothing twice.
 */
export function transactAsSystem<T>(ctx: Ctx, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return ctx.tx === undefined ? withSystem(ctx.db, fn) : asSystem(ctx.tx, fn);
}
