import { defineErrors, fixedMessage } from "@dual-high/kernel";
import { ADMIN_ROLES, ROLES, type Role, type ScopeKind } from "./types.ts";

export const identityError = defineErrors({
  "identity.sign_in_refused": {
    kind: "unauthenticated",
    message: fixedMessage(
      "登录名或密码不对。如已停用，请联系安全管理员。",
      "The login name or the password is wrong. If the account was disabled, ask the security administrator.",
    ),
  },
  "identity.too_many_attempts": {
    kind: "limit",
    message: {
      zh: ({ retryAfterSeconds }: { readonly retryAfterSeconds: number }) =>
        `尝试次数过多，请 ${Math.ceil(retryAfterSeconds / 60)} 分钟后再试。`,
      en: ({ retryAfterSeconds }: { readonly retryAfterSeconds: number }) =>
        `Too many attempts. Try again in ${Math.ceil(retryAfterSeconds / 60)} min.`,
    },
  },
  "identity.weak_password": {
    kind: "validation",
    message: {
      zh: ({ errors }: { readonly errors: readonly PasswordError[] }) => errors.map(({ text }) => text.zh).join("；"),
      en: ({ errors }: { readonly errors: readonly PasswordError[] }) => errors.map(({ text }) => text.en).join("; "),
    },
  },
  "identity.wrong_current_password": {
    kind: "validation",
    message: fixedMessage("当前密码不对。", "The current password is wrong."),
  },
  "identity.invitation_unknown": {
    kind: "not_found",
    message: fixedMessage(
      "这个邀请不存在或已撤回。请向邀请您的人索取新的链接。",
      "There is no such invitation, or it was withdrawn. Ask who invited you for a new link.",
    ),
  },
  "identity.invitation_expired": {
    kind: "conflict",
    message: fixedMessage(
      "这个邀请已过期。请向邀请您的人索取新的链接。",
      "This invitation has expired. Ask who invited you for a new link.",
    ),
  },
  "identity.invitation_used": {
    kind: "conflict",
    message: fixedMessage("这个邀请已经接受过，请直接登录。", "This invitation was accepted already: sign in."),
  },
  "identity.reset_unusable": {
    kind: "conflict",
    message: fixedMessage(
      "这个重设密码的链接已用过、已过期或不存在。请重新申请。",
      "This link to set a password was used, has expired or never was. Ask for a new one.",
    ),
  },
  "identity.link_unknown": {
    kind: "not_found",
    message: fixedMessage(
      "这个链接不存在或已收回。请联系发送人。",
      "There is no such link, or it was revoked. Ask who sent it.",
    ),
  },
  "identity.link_expired": {
    kind: "conflict",
    message: fixedMessage(
      "这个链接已过期。请联系发送人重新发送。",
      "This link has expired. Ask who sent it for a new one.",
    ),
  },
  "identity.link_used": {
    kind: "conflict",
    message: fixedMessage(
      "这个链接已经答复过，不能再次使用。",
      "This link was answered already and cannot be used again.",
    ),
  },
  "identity.role_not_for_scope": {
    kind: "validation",
    message: {
      zh: ({ role, kind }: { readonly role: Role; readonly kind: ScopeKind }) =>
        `“${ROLES[role].zh}”不能用于这类范围（${kind}）。`,
      en: ({ role, kind }: { readonly role: Role; readonly kind: ScopeKind }) =>
        `The role "${ROLES[role].en}" is not held in a scope of this kind (${kind}).`,
    },
  },
  "identity.second_admin_role": {
    kind: "conflict",
    message: fixedMessage(
      "系统、安全、审计三种管理员不能由同一人兼任。",
      "Nobody may be administrator of the system, of security or of audit at once.",
    ),
  },
  "identity.last_administrator": {
    kind: "conflict",
    message: {
      zh: ({ role }: { readonly role: Role }) => `这是最后一位${ROLES[role].zh}，请先任命另一位。`,
      en: ({ role }: { readonly role: Role }) =>
        `This is the last one: appoint another first (${ROLES[role].en.toLowerCase()}).`,
    },
  },
  "identity.not_oneself": {
    kind: "conflict",
    message: fixedMessage(
      "不能对自己的账号做这项操作，请由另一位管理员办理。",
      "Another administrator has to do this to your account.",
    ),
  },
  "identity.account_erased": {
    kind: "conflict",
    message: fixedMessage("这个账号已注销，不能再启用。", "This account was erased and cannot be used again."),
  },
  "identity.no_such_login": {
    kind: "not_found",
    message: {
      zh: ({ login }: { readonly login: string }) => `没有登录名为 ${login} 的账号。`,
      en: ({ login }: { readonly login: string }) => `There is no account with the login name ${login}.`,
    },
  },
  "identity.parent_unfit": {
    kind: "validation",
    message: fixedMessage(
      "上级范围不存在，或不能作为上级。",
      "The scope above does not exist or cannot be above another.",
    ),
  },
});

interface PasswordError {
  readonly in: "body";
  readonly pointer: string;
  readonly code: string;
  readonly text: { readonly zh: string; readonly en: string };
}

/** As compared and stored: full-width and capital letters are the same person. */
export function normalizeLogin(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}

export function normalizePassword(text: string): string {
  return text.normalize("NFKC");
}

const LEAST_LENGTH = 10;
/** From here on length alone is enough. */
const LONG = 16;
const LEAST_DISTINCT = 5;
const COMMON =
  /^(?:password|passw0rd|qwerty|qwertyuiop|admin|administrator|letmein|welcome|iloveyou|wuxi|jiangnan|shuanggao|dualhigh|test)[\W_\d]*$/i;
const RUNS = ["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm"];

/** Throws with every reason at once, so that one correction is enough. */
export function refuseWeakPassword(password: string, login: string, pointer: string): void {
  const errors: PasswordError[] = [];
  const refuse = (code: string, zh: string, en: string) => errors.push({ in: "body", pointer, code, text: { zh, en } });
  const chars = [...normalizePassword(password)];
  const plain = chars.join("").toLowerCase();
  if (chars.length < LEAST_LENGTH) {
    refuse("too_short", `密码至少 ${LEAST_LENGTH} 个字符`, `A password has at least ${LEAST_LENGTH} characters`);
  }
  const kinds = [/\p{L}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(plain)).length;
  if (chars.length < LONG && kinds < 2) {
    const zh = `少于 ${LONG} 个字符的密码须含字母、数字、符号中的两类`;
    refuse("one_kind", zh, `Below ${LONG} characters it needs two of letters, digits and signs`);
  }
  const isRun = RUNS.some((run) => run.includes(plain) || [...run].reverse().join("").includes(plain));
  if (new Set(chars).size < LEAST_DISTINCT || isRun || COMMON.test(plain)) {
    refuse("too_common", "这个密码太常见，容易被猜到", "This password is too common");
  }
  const local = login.split("@")[0] ?? login;
  if (local.length >= 3 && plain.includes(local)) {
    refuse("contains_login", "密码中不要包含登录名", "A password may not contain the login name");
  }
  if (errors.length > 0) throw identityError("identity.weak_password", { errors });
}

export function isAdminRole(role: Role): boolean {
  return (ADMIN_ROLES as readonly Role[]).includes(role);
}

export function refuseUnfitRole(role: Role, kind: ScopeKind): void {
  const kinds: readonly ScopeKind[] = ROLES[role].kinds;
  if (!kinds.includes(kind)) throw identityError("identity.role_not_for_scope", { role, kind });
}

/** 三员分立: the three administrators watch over each other, so nobody is two of them. */
export function refuseSecondAdminRole(held: readonly Role[], role: Role): void {
  if (isAdminRole(role) && held.some((other) => isAdminRole(other) && other !== role)) {
    throw identityError("identity.second_admin_role", {});
  }
}

/** Whoever is the last of a kind of administrator stays until there is another. */
export function refuseLastAdministrator(held: readonly Role[], others: Readonly<Record<string, number>>): void {
  const last = held.find((role) => isAdminRole(role) && (others[role] ?? 0) === 0);
  if (last !== undefined) throw identityError("identity.last_administrator", { role: last });
}
