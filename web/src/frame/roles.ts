import type { Schemas } from "@dual-high/client";
import type { Bilingual } from "@dual-high/kernel";
import type { ScopeKind } from "./scopes.ts";

export type Role = Schemas["Member"]["role"];

export const ROLE_LABELS: Readonly<Record<Role, Bilingual>> = {
  system_admin: { zh: "系统管理员", en: "System administrator" },
  security_admin: { zh: "安全管理员", en: "Security administrator" },
  audit_admin: { zh: "审计管理员", en: "Audit administrator" },
  province_officer: { zh: "省级工作人员", en: "Province officer" },
  department_officer: { zh: "部门工作人员", en: "Department officer" },
  liaison_officer: { zh: "联络员", en: "Liaison officer" },
  zone_officer: { zh: "高新区工作人员", en: "Zone officer" },
  transfer_officer: { zh: "高校成果转化人员", en: "Transfer officer" },
  researcher: { zh: "科研人员", en: "Researcher" },
  talent_manager: { zh: "人才工作人员", en: "Talent manager" },
  pair_lead: { zh: "专班负责人", en: "Head of the pair office" },
  pair_officer: { zh: "专班工作人员", en: "Pair officer" },
  technology_manager: { zh: "技术经理人", en: "Technology manager" },
  enterprise_lead: { zh: "企业负责人", en: "Head of the enterprise" },
  enterprise_member: { zh: "企业人员", en: "Member of the enterprise" },
  facility_manager: { zh: "平台管理人员", en: "Facility manager" },
  fund_manager: { zh: "基金管理人员", en: "Fund manager" },
  consortium_manager: { zh: "联合体秘书", en: "Consortium manager" },
  expert: { zh: "评审专家", en: "Expert" },
  reader: { zh: "只读人员", en: "Reader" },
};

/** The kinds of scope that a role is held in, as the server's matrix has it. */
const ROLE_KINDS: Readonly<Record<Role, readonly ScopeKind[]>> = {
  system_admin: ["system"],
  security_admin: ["system"],
  audit_admin: ["system"],
  province_officer: ["province"],
  department_officer: ["department"],
  liaison_officer: ["pair", "zone", "university"],
  zone_officer: ["zone"],
  transfer_officer: ["university"],
  researcher: ["university"],
  talent_manager: ["zone", "university"],
  pair_lead: ["pair"],
  pair_officer: ["pair"],
  technology_manager: ["pair"],
  enterprise_lead: ["enterprise"],
  enterprise_member: ["enterprise"],
  facility_manager: ["facility"],
  fund_manager: ["fund"],
  consortium_manager: ["consortium"],
  expert: ["pair"],
  reader: ["pair", "province", "department", "zone", "university", "enterprise", "facility", "fund", "consortium"],
};

export function rolesOfKind(kind: ScopeKind): readonly Role[] {
  return (Object.keys(ROLE_KINDS) as Role[]).filter((role) => ROLE_KINDS[role].includes(kind));
}
