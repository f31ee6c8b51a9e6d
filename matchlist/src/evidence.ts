import type { Bilingual, Language } from "@dual-high/kernel";
import type { Need } from "@dual-high/lists";
import {
  type CandidateFacts,
  type Evidence,
  judgeEvidence,
  type NeedFacts,
  type WeighedEvidence,
  weighEvidence,
} from "@dual-high/matching";
import type { Partner } from "./types.ts";

/** The score of the texts and of what the lists say beside them. */
export function weighPartner(need: Need, partner: Partner, textScore: number, today: string) {
  return weighEvidence(textScore, judgeEvidence(factsOfNeed(need), factsOfPartner(partner), today));
}

function factsOfNeed({ field, deadline, budget }: Need): NeedFacts {
  return {
    chain: chainOf(field),
    ...(deadline === undefined ? {} : { deadline }),
    ...(budget === undefined ? {} : { budget }),
  };
}

function factsOfPartner({ kind, record }: Partner): CandidateFacts {
  const chain = chainOf(record.field);
  if (kind === "achievement")
    return { chain, ...(record.readiness === undefined ? {} : { readiness: record.readiness }) };
  // Lists say how much a team can take, not what it is busy with.
  return { chain, ...(record.capacity === undefined ? {} : { load: { current: 0, capacity: record.capacity } }) };
}

/** 新材料/复合材料、节能环保 is two places, the first of them two steps down. */
function chainOf(field: string | undefined): string[][] {
  return (field ?? "")
    .split(/[、，,;；\n]+/)
    .map((path) =>
      path
        .split(/[>＞→/／]+/)
        .map((node) => node.trim())
        .filter((node) => node !== ""),
    )
    .filter((path) => path.length > 0);
}

/** What the evidence says, one clause each; what is not known, or says neither yes nor no, is passed over. */
export function describeEvidence(
  evidence: readonly WeighedEvidence[],
  need: Need,
  partner: Partner,
  language: Language,
): string[] {
  return evidence.flatMap(({ name, value }) => {
    if (value === null || value === 0) return [];
    return CLAUSES[name](value > 0, need, partner, language) ?? [];
  });
}

type Clause = (speaksFor: boolean, need: Need, partner: Partner, language: Language) => string | null;

const either =
  (yes: Bilingual, no: Bilingual): Clause =>
  (speaksFor, _need, _partner, language) =>
    (speaksFor ? yes : no)[language];

const CLAUSES: Readonly<Record<Evidence, Clause>> = {
  chain: either(
    { zh: "与需求在产业链的同一环节或相邻环节", en: "it stands at the same or the next place of the industrial chain" },
    { zh: "与需求在产业链上相隔较远", en: "it stands far from the need on the industrial chain" },
  ),
  readiness: (speaksFor, { deadline = "" }, { record }, language) => {
    const level = "readiness" in record ? record.readiness : undefined;
    if (level === undefined) return null;
    if (language === "zh")
      return speaksFor
        ? `技术就绪度 ${level} 级，赶得上 ${deadline} 的期限`
        : `技术就绪度 ${level} 级，按每级约半年估算，赶不上 ${deadline} 的期限`;
    return speaksFor
      ? `at readiness level ${level} it can be in use by ${deadline}`
      : `at readiness level ${level}, with about half a year a level, it would come after ${deadline}`;
  },
  budget: either(
    { zh: "预算够用", en: "the budget covers its cost" },
    { zh: "预算低于通常的费用", en: "the budget is below what it usually costs" },
  ),
  place: either(
    { zh: "同城或已结对，便于走访", en: "it is near, or of the same pair" },
    { zh: "在外省，走访较远", en: "it is in another province" },
  ),
  record: either(
    { zh: "以往合同履约良好", en: "its contracts were fulfilled so far" },
    { zh: "以往合同有未履约的，先了解原因", en: "some of its contracts failed; ask why first" },
  ),
  load: either({ zh: "还有余量", en: "it has room" }, { zh: "手上需求已满", en: "it has no room left" }),
};

/** What somebody could find out so that the evidence says more, one clause each; empty when nothing is asked for. */
export function describeUnknown(need: Need, partner: Partner, language: Language): string[] {
  if (partner.kind === "team") return [];
  const zh = language === "zh";
  const { readiness } = partner.record;
  if (need.deadline !== undefined && readiness === undefined)
    return [
      zh
        ? `补上这项成果的技术就绪度，可核对能否赶上 ${need.deadline}`
        : `with its readiness level one could tell whether it comes by ${need.deadline}`,
    ];
  if (need.deadline === undefined && readiness !== undefined)
    return [
      zh
        ? `请企业写明期限，可核对技术就绪度 ${readiness} 级是否来得及`
        : `with a deadline one could tell whether readiness level ${readiness} is enough`,
    ];
  return [];
}
