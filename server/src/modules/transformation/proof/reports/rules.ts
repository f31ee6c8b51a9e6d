import { type Bilingual, defineErrors, formatYuan } from "@dual-high/kernel";
import type { ApplicationState, ProofContent } from "../applications/types.ts";
import type { ProofReportContent, ProofReportDecision, ReportState } from "./types.ts";

interface Titled {
  readonly title: string;
}

const STATE_NAMES: Readonly<Record<ReportState, Bilingual>> = {
  draft: { zh: "草稿", en: "a draft" },
  submitted: { zh: "待验收", en: "handed in" },
  returned: { zh: "已退回", en: "returned" },
  accepted: { zh: "已验收", en: "accepted" },
};

const reportError = defineErrors({
  "transformation.report_ungranted": {
    kind: "conflict",
    message: {
      zh: ({ title }: Titled) => `“${title}”没有立项，不用提交结题报告。`,
      en: ({ title }: Titled) => `“${title}” was not granted: there is nothing to report on.`,
    },
  },
  "transformation.report_state": {
    kind: "conflict",
    message: {
      zh: ({ title, state }: Titled & { readonly state: ReportState }) =>
        `“${title}”的结题报告现在是“${STATE_NAMES[state].zh}”，不能这样办理。请刷新页面。`,
      en: ({ title, state }: Titled & { readonly state: ReportState }) =>
        `The report on “${title}” is ${STATE_NAMES[state].en}, and this cannot be done with it. Reload the page.`,
    },
  },
  "transformation.report_incomplete": {
    kind: "validation",
    message: {
      zh: ({ title, missing }: Titled & { readonly missing: readonly Bilingual[] }) =>
        `“${title}”的结题报告还缺：${missing.map(({ zh }) => zh).join("、")}。已填的都已保存，补齐后再提交。`,
      en: ({ title, missing }: Titled & { readonly missing: readonly Bilingual[] }) =>
        `The report on “${title}” lacks: ${missing.map(({ en }) => en).join(", ")}. What is there is kept.`,
    },
  },
  "transformation.report_unknown_indicator": {
    kind: "validation",
    message: {
      zh: ({ key }: { readonly key: string }) => `申报书里没有指标“${key}”。请刷新页面。`,
      en: ({ key }: { readonly key: string }) => `The application promised no indicator “${key}”. Reload the page.`,
    },
  },
  "transformation.report_overspent": {
    kind: "validation",
    message: {
      zh: ({ spent, granted }: { readonly spent: bigint; readonly granted: bigint }) =>
        `支出合计 ${formatYuan(spent)} 元，超过资助额 ${formatYuan(granted)} 元。只列资助经费的支出，请改金额。`,
      en: ({ spent, granted }: { readonly spent: bigint; readonly granted: bigint }) =>
        `Spending sums to CNY ${formatYuan(spent)}, more than the CNY ${formatYuan(granted)} granted. List what the grant paid alone.`,
    },
  },
  "transformation.report_own": {
    kind: "forbidden",
    message: {
      zh: ({ title }: Titled) => `您是“${title}”的团队成员，结题报告要由另一人验收。`,
      en: ({ title }: Titled) => `You are of the team of “${title}”: somebody else accepts its report.`,
    },
  },
  "transformation.report_unreasoned": {
    kind: "validation",
    message: {
      zh: () => "退回要写明还差什么。",
      en: () => "Say what is missing when you return it.",
    },
  },
});

interface Granted extends Titled {
  readonly state: ApplicationState;
  readonly grantedFen: string | null;
  readonly content: Pick<ProofContent, "indicators">;
}

export function refuseUngranted({ title, state }: Pick<Granted, "title" | "state">): void {
  if (state !== "granted") throw reportError("transformation.report_ungranted", { title });
}

export function refuseReportUnless(title: string, state: ReportState, states: readonly ReportState[]): void {
  if (!states.includes(state)) throw reportError("transformation.report_state", { title, state });
}

export function spentOf({ spending }: Pick<ProofReportContent, "spending">): bigint {
  return spending.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n);
}

export function refuseUnfitReport({ content, grantedFen }: Granted, report: ProofReportContent): void {
  const stranger = report.results.find(({ key }) => !content.indicators.some((promised) => promised.key === key));
  if (stranger !== undefined) throw reportError("transformation.report_unknown_indicator", { key: stranger.key });
  const spent = spentOf(report);
  const granted = BigInt(grantedFen ?? "0");
  if (spent > granted) throw reportError("transformation.report_overspent", { spent, granted });
}

/** An answer to each promised indicator with what was measured, spending, a file, and what follows from it. */
export function refuseIncompleteReport(application: Granted, report: ProofReportContent, files: number): void {
  const unanswered = application.content.indicators.filter(({ key }) => {
    const result = report.results.find((each) => each.key === key);
    return result === undefined || result.outcome === null || result.measured === "";
  });
  const missing: Bilingual[] = unanswered.map(({ name }) => ({
    zh: `指标“${name}”的结果和实测值`,
    en: `the result of “${name}” with the measured value`,
  }));
  if (report.spending.length === 0) missing.push({ zh: "经费支出", en: "the spending" });
  if (report.summary === "") missing.push({ zh: "结果说明", en: "the summary" });
  if (report.conclusion === null) missing.push({ zh: "结论", en: "the conclusion" });
  if (files === 0) missing.push({ zh: "报告文件", en: "the report's file" });
  if (missing.length > 0) throw reportError("transformation.report_incomplete", { title: application.title, missing });
}

export function allowReportDecision(
  { title, team }: Titled & { readonly team: readonly string[] },
  state: ReportState,
  { decision, note }: ProofReportDecision,
  by: string,
): void {
  refuseReportUnless(title, state, ["submitted"]);
  if (team.includes(by)) throw reportError("transformation.report_own", { title });
  if (decision === "return" && note === "") throw reportError("transformation.report_unreasoned", {});
}
