// The rules that money and registration follow: which there are, and those that came with the program.
import type { Bilingual } from "@dual-high/kernel";
import { AGREEMENT_KINDS, type AgreementKindName, KINDS } from "../types.ts";
import type { RuleUnit } from "./types.ts";

export interface RuleKey {
  readonly key: string;
  readonly name: Bilingual;
  readonly unit: RuleUnit;
  /** Whether nothing is done without it: its value is nobody's to guess. */
  readonly isNeeded: boolean;
  /** Below which no value is one. */
  readonly least: number;
}

const key = (name: string, zh: string, en: string, unit: RuleUnit, isNeeded = true, least = 0): RuleKey => ({
  key: name,
  name: { zh, en },
  unit,
  isNeeded,
  least,
});

export const RULE_KEYS: readonly RuleKey[] = [
  key("commissioned.overhead", "横向项目：学校管理费", "Commissioned project: the institution's overhead", "bp"),
  key("commissioned.unit", "横向项目：院系管理费", "Commissioned project: the school's overhead", "bp", false),
  key("transformation.tax", "成果转化：按到款计的税费", "Transformation: tax on what was received", "bp", false),
  key(
    "transformation.inventors_floor",
    "成果转化：完成人奖酬法定下限（占净收入）",
    "Transformation: the statutory floor for inventors, of net income",
    "bp",
    true,
    1,
  ),
  key("transformation.inventors", "成果转化：完成人（占净收入）", "Transformation: inventors, of net income", "bp"),
  key("transformation.unit", "成果转化：所在单位（占净收入）", "Transformation: the unit, of net income", "bp"),
  key(
    "transformation.institution",
    "成果转化：学校（占净收入）",
    "Transformation: the institution, of net income",
    "bp",
  ),
  key(
    "transformation.publicity",
    "成果转化：分配方案公示天数",
    "Transformation: days of public notice",
    "days",
    true,
    1,
  ),
  key(
    "registration.days",
    "认定登记：受理后办结工作日",
    "Registration: working days from acceptance",
    "working_days",
    false,
  ),
  key(
    "registration.review_days",
    "认定登记：需评审的办结工作日",
    "Registration: working days where experts review",
    "working_days",
    false,
  ),
  key(
    "registration.review_from",
    "认定登记：需评审的技术交易额（分）",
    "Registration: transaction value from which experts review (fen)",
    "fen",
    false,
  ),
  ...AGREEMENT_KINDS.map((kind) =>
    key(`path.${kind}`, `资金路径：${KINDS[kind].name.zh}`, `Path of money: ${KINDS[kind].name.en}`, "path"),
  ),
];

export function findRuleKey(name: string): RuleKey | null {
  return RULE_KEYS.find((known) => known.key === name) ?? null;
}

export interface RuleVersion {
  readonly key: string;
  readonly value: string;
  readonly inForceFrom: string;
  readonly source: string;
}

const DEFAULT =
  "本系统的初始设置，不引自任何文件；请按本单位规定录入 / Initial setting of this system, from no document";
const DRAFT =
  "《技术合同认定登记管理办法》征求意见稿（2024-12，sme-s.com 14269）；2026-01-23 公布的正式文本未能读到，请核对后录入 / draft of December 2024; check against the text in force";
const START = "2000-01-01";
const IN_FORCE = "2026-01-23";

const COMMISSIONED: readonly AgreementKindName[] = ["development", "consulting", "service"];
const TRANSFORMED: readonly AgreementKindName[] = ["transfer", "licence"];

/** What holds until somebody enters a version of their own. Shares, floors, overheads and days of notice are not among them. */
export const BASE_RULES: readonly RuleVersion[] = [
  { key: "registration.days", value: "15", inForceFrom: IN_FORCE, source: DRAFT },
  { key: "registration.review_days", value: "30", inForceFrom: IN_FORCE, source: DRAFT },
  { key: "registration.review_from", value: "500000000", inForceFrom: IN_FORCE, source: DRAFT },
  ...AGREEMENT_KINDS.map((kind) => ({
    key: `path.${kind}`,
    value: COMMISSIONED.includes(kind) ? "commissioned" : TRANSFORMED.includes(kind) ? "transformation" : "none",
    inForceFrom: START,
    source: DEFAULT,
  })),
];
