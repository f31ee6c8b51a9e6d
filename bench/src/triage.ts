/**
 * How well the triage checker finds what a need does not say, measured on labels of real needs.
 *
 * `precision` and `recall` pool all seven questions (six parts missing or not, several topics or not) over the 30 needs on
 * which nothing was tuned, where both labellers agree; a part that is nearly always missing weighs as much as its cases.
 * `meanPrecision` and `meanRecall` weigh the seven questions alike instead, the rare ones with their two cases too.
 * `agreement` is the share of all answers about all 60 needs that the two gave alike. `kappa` is the mean of the seven
 * kappas.
 */
import { type NeedText, triageNeed } from "@dual-high/matching";
import { addTallies, agreementOf, kappaOf, precisionOf, recallOf, type Tally, tallyOf } from "./agreement.ts";
import type { Benchmark, Figures } from "./benchmark.ts";
import { mean } from "./metrics.ts";
import { readNeedsData } from "./needs-data.ts";
import { findDataFolder } from "./shared-data.ts";
import { printTable } from "./table.ts";
import { JUDGED, type Judged, type LabelledNeed, readTriageLabels } from "./triage-labels.ts";

type Finder = (need: NeedText) => Readonly<Record<Judged, boolean>>;

const HEADINGS: Readonly<Record<Exclude<Judged, "topics">, RegExp>> = {
  problem: /问题|难题|需求|problem|need/i,
  indicators: /指标|目标|indicator|target/i,
  conditions: /条件|要求|condition|requirement/i,
  basis: /基础|basis/i,
  budget: /预算|经费|资金|budget/i,
  deadline: /期限|时间|deadline/i,
};

/** A part is there if its heading word occurs; there are several topics if something is numbered 2. */
const byHeading: Finder = ({ title, content }) => {
  const text = `${title}\n${content}`;
  const missing = Object.entries(HEADINGS).map(([part, heading]) => [part, !heading.test(text)]);
  return { ...Object.fromEntries(missing), topics: /[（(]?2[)）、.．]|②/.test(text) };
};

const byChecker: Finder = (need) => {
  const { parts, topics } = triageNeed(need);
  return {
    ...(Object.fromEntries(parts.map(({ part, isThere }) => [part, !isThere])) as Record<Judged, boolean>),
    topics: topics.length > 0,
  };
};

/** Whom the findings are held against: one labeller, or both where they say the same. */
type Judge = "a" | "b" | "agreed";

export const triage: Benchmark = {
  name: "triage",
  describe: "the triage checker on 60 needs labelled twice, and on all 275 without labels",
  run: async () => {
    const folder = findDataFolder("needs");
    if (folder === null) throw new Error("no data: set DUAL_HIGH_DATA to the folder that holds needs/");
    const { needs } = readNeedsData(folder);
    const byId = new Map(needs.map((need) => [need.id, need]));
    const labels = readTriageLabels();
    const tally = (part: Judged, find: Finder, judge: Judge, half: LabelledNeed["half"]) =>
      tallyOf(
        labels
          .filter(
            ({ half: its, faults }) => its === half && (judge !== "agreed" || faults[part][0] === faults[part][1]),
          )
          .map(({ needId, faults }) => [find(byId.get(needId)!)[part], faults[part][judge === "b" ? 1 : 0]]),
      );
    const agreements = JUDGED.map((part) => tallyOf(labels.map(({ faults }) => faults[part])));
    printAgreement(agreements);
    for (const half of ["tune", "report"] as const) {
      printFound(half, (part, find, judge) => tally(part, find, judge, half));
    }
    const pooled = (find: Finder, half: LabelledNeed["half"]) =>
      addTallies(JUDGED.map((part) => tally(part, find, "agreed", half)));
    const each = JUDGED.map((part) => tally(part, byChecker, "agreed", "report"));
    return {
      precision: round(precisionOf(pooled(byChecker, "report"))),
      recall: round(recallOf(pooled(byChecker, "report"))),
      meanPrecision: round(mean(each.map(precisionOf))),
      meanRecall: round(mean(each.map(recallOf))),
      agreement: round(agreementOf(addTallies(agreements))),
      kappa: round(mean(agreements.map(kappaOf))),
      tunedPrecision: round(precisionOf(pooled(byChecker, "tune"))),
      tunedRecall: round(recallOf(pooled(byChecker, "tune"))),
      headingPrecision: round(precisionOf(pooled(byHeading, "report"))),
      headingRecall: round(recallOf(pooled(byHeading, "report"))),
      ...runThroughAll(needs),
    };
  },
};

function printAgreement(agreements: readonly Tally[]): void {
  printTable(
    ["two labellers, 60 needs", "faults a", "faults b", "agreement", "kappa"],
    JUDGED.map((part, at) => {
      const one = agreements[at]!;
      return [nameOf(part), one.both + one.first, one.both + one.second, agreementOf(one), kappaOf(one)];
    }),
  );
}

function printFound(half: string, tally: (part: Judged, find: Finder, judge: Judge) => Tally): void {
  printTable(
    [
      `${half === "tune" ? "tuned on" : "not tuned on"}: 30 needs`,
      "faults",
      "precision",
      "recall",
      "P against a",
      "R against a",
      "P against b",
      "R against b",
      "heading P",
      "heading R",
    ],
    JUDGED.map((part) => {
      const agreed = tally(part, byChecker, "agreed");
      const [a, b] = [tally(part, byChecker, "a"), tally(part, byChecker, "b")];
      const heading = tally(part, byHeading, "agreed");
      const figures = [agreed, a, b, heading].flatMap((one) => [precisionOf(one), recallOf(one)]);
      return [
        nameOf(part),
        agreed.both + agreed.second,
        ...figures.map((value) => (Number.isNaN(value) ? "-" : value)),
      ];
    }),
  );
}

function nameOf(part: Judged): string {
  return part === "topics" ? "several topics" : `${part} missing`;
}

function runThroughAll(needs: readonly NeedText[]): Figures {
  const started = performance.now();
  const found = needs.map(byChecker);
  const ms = performance.now() - started;
  printTable(
    ["all needs", "share"],
    JUDGED.map((part) => [nameOf(part), mean(found.map((one) => Number(one[part])))]),
  );
  return { needs: found.length, msPerNeed: round(ms / found.length) };
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
