// What needs say, as the first draft of a challenge. Pure.
import type { ChallengeTerms, Criterion, Indicator } from "./types.ts";

export interface PosedNeed {
  readonly title: string;
  readonly content: string;
  readonly indicators: string;
  readonly basis: string;
  readonly deadline: string | null;
  readonly enterprise: string;
  readonly budget: { readonly low: string; readonly high: string } | null;
}

/** Weights as offices often begin with; a person changes them before they are frozen. */
const CRITERIA: readonly Criterion[] = [
  { key: "c1", name: "技术方案与指标", explanation: "方案是否可行，承诺的指标是否达到榜单要求", weight: 40 },
  { key: "c2", name: "团队与已有基础", explanation: "负责人、成员分工、已有成果和条件", weight: 30 },
  { key: "c3", name: "经费与报价", explanation: "报价是否合理，经费安排是否清楚", weight: 20 },
  { key: "c4", name: "进度与成果归属", explanation: "进度是否可信，对成果归属的安排", weight: 10 },
];

const COMPARISON =
  /(?:[≥≤<>＜＞=~～]|不低于|不高于|不小于|不大于|不少于|不超过|大于|小于|高于|低于|达到|降到|提高到|降至|控制在)/;

/** 氧含量≤6 ppm；收率不低于 92% → a line each, name and target apart where a comparison stands between them. */
export function splitIndicators(text: string): Indicator[] {
  return text
    .split(/[；;\n。]+/)
    .map((line) => line.replace(/^\s*[（(]?\d+[)）.、．]\s*/, "").trim())
    .filter((line) => line !== "")
    .slice(0, 50)
    .map((line, at) => {
      const from = line.search(COMPARISON);
      const [name, target] = from > 0 ? [line.slice(0, from), line.slice(from)] : [line, ""];
      return {
        key: `i${at + 1}`,
        name: name
          .replace(/[：:，,]\s*$/, "")
          .trim()
          .slice(0, 200),
        target: target.trim().slice(0, 200),
        unit: "",
        isRequired: true,
      };
    });
}

export interface FirstDraft {
  readonly title: string;
  readonly purpose: string;
  readonly terms: ChallengeTerms;
  readonly posterName: string;
}

export function draftFromNeeds(needs: readonly PosedNeed[]): FirstDraft {
  const [first] = needs;
  const many = needs.length > 1;
  const enterprises = [...new Set(needs.map(({ enterprise }) => enterprise).filter((name) => name !== ""))];
  const parts = needs.map(({ title, content, basis }) =>
    [many ? `【${title}】` : "", content, basis === "" ? "" : `现有基础：${basis}`]
      .filter((part) => part !== "")
      .join("\n"),
  );
  const budgets = needs.flatMap(({ budget }) => (budget === null ? [] : [budget]));
  const sum = (side: "low" | "high") => String(budgets.reduce((all, budget) => all + BigInt(budget[side]), 0n));
  const deadlines = needs.flatMap(({ deadline }) => (deadline === null ? [] : [deadline])).toSorted();
  return {
    title: (first?.title ?? "").slice(0, 290) + (many ? `等 ${needs.length} 项` : ""),
    purpose: parts.join("\n\n").slice(0, 20_000),
    posterName: enterprises.join("、").slice(0, 300),
    terms: {
      indicators: splitIndicators(needs.map(({ indicators }) => indicators).join("\n")),
      money:
        budgets.length === 0
          ? { kind: "open", low: null, high: null, note: "" }
          : { kind: "budget", low: sum("low"), high: sum("high"), note: "" },
      ownership: { kind: "agreed", note: "" },
      milestones:
        deadlines.length === 0
          ? []
          : [{ key: "m1", name: "全部指标验收", due: deadlines.at(-1) ?? null, deliverable: "", share: 100 }],
      eligibility: { text: "", institutions: [], needsSenior: false, mostMembers: null },
      criteria: [...CRITERIA],
      gates: [],
    },
  };
}
