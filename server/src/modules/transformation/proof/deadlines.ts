import type { Bilingual } from "@dual-high/kernel";
import type { Deadline, DeadlineSource } from "../../../platform/ports.ts";
import { listDraftsDue, listReportsDue, listReviewsDue, type ProofDeadline } from "./waiting-queries.ts";

const label = ({ number, title }: ProofDeadline, { zh, en }: Bilingual): Bilingual => ({
  zh: `${number} ${title}：${zh}`,
  en: `${number} ${title}: ${en}`,
});

/** Drafts before their call closes, scores and reports before they are due. */
export const proofDeadlines: DeadlineSource = async (tx, today, within) => {
  const deadlines: Deadline[] = [];
  const add = (kind: string, row: ProofDeadline, words: Bilingual, path: string) => {
    const { id, scopeId, due, userIds } = row;
    deadlines.push({ kind, id, scopeId, due, label: label(row, words), path, userIds });
  };
  for (const row of await listDraftsDue(tx, today, within)) {
    const path = `/p/${row.institutionId}/proof-applications/${row.id}/edit`;
    add("proof_application", row, { zh: "申报还没有提交", en: "your application is not handed in" }, path);
  }
  for (const row of await listReviewsDue(tx, today, within)) {
    add("proof_review", row, { zh: "请您评分", en: "your scores are due" }, `/proof-reviews/${row.id}`);
  }
  for (const row of await listReportsDue(tx, today, within)) {
    const path = `/p/${row.institutionId}/proof-applications/${row.id}/report`;
    add("proof_report", row, { zh: "结题报告到期", en: "the report is due" }, path);
  }
  return deadlines;
};
