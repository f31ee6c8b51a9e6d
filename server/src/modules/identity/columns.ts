// What the lists of people say in a file.
import { ROLES } from "../../platform/access/matrix.ts";
import type { ExportColumn } from "../../platform/listing/index.ts";
import type { Member, User } from "./types.ts";

const STATES = {
  active: { zh: "正常", en: "Active" },
  disabled: { zh: "已停用", en: "Disabled" },
  erased: { zh: "已注销", en: "Erased" },
};

function stateOf({ erasedAt, disabledAt }: Pick<User, "erasedAt" | "disabledAt">): keyof typeof STATES {
  if (erasedAt !== null) return "erased";
  return disabledAt === null ? "active" : "disabled";
}

export const USER_COLUMNS: readonly ExportColumn<User>[] = [
  { key: "displayName", header: { zh: "姓名", en: "Name" }, width: 16, value: ({ displayName }) => displayName },
  { key: "login", header: { zh: "登录名", en: "Login" }, width: 24, value: ({ login }) => login },
  { key: "email", header: { zh: "邮箱", en: "Mail" }, width: 28, value: ({ email }) => email },
  {
    key: "roles",
    header: { zh: "角色", en: "Roles" },
    width: 40,
    value: ({ roles }, language) => [...new Set(roles.map(({ role }) => ROLES[role][language]))].join(", "),
  },
  {
    key: "state",
    header: { zh: "状态", en: "State" },
    width: 10,
    value: (user, language) => STATES[stateOf(user)][language],
  },
  {
    key: "createdAt",
    header: { zh: "建立时间（UTC）", en: "Created (UTC)" },
    width: 28,
    value: (user) => user.createdAt,
  },
];

export const MEMBER_COLUMNS: readonly ExportColumn<Member>[] = [
  { key: "displayName", header: { zh: "姓名", en: "Name" }, width: 16, value: ({ displayName }) => displayName },
  { key: "role", header: { zh: "角色", en: "Role" }, width: 24, value: ({ role }, language) => ROLES[role][language] },
  { key: "login", header: { zh: "登录名", en: "Login" }, width: 24, value: ({ login }) => login },
  {
    key: "state",
    header: { zh: "状态", en: "State" },
    width: 10,
    value: ({ isDisabled }, language) => STATES[isDisabled ? "disabled" : "active"][language],
  },
  { key: "grantedAt", header: { zh: "起始时间（UTC）", en: "Since (UTC)" }, width: 28, value: (row) => row.grantedAt },
];
