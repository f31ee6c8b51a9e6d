// What people are told of calls for proofs of concept: those who may apply or did, who was named to judge, and who accepts.
import type { Bilingual } from "@dual-high/kernel";
import type { Outbox } from "../../platform/outbox/index.ts";
import {
  proofCallExtended,
  proofCallMoved,
  proofConflictSettled,
  proofDecided,
  proofReportMoved,
  proofReviewerNamed,
} from "../transformation/index.ts";
import { idsOf, tell } from "./deliver.ts";

interface AboutCall {
  readonly scopeId: string;
  readonly callId: string;
  readonly universityId: string;
  readonly number: string;
  readonly title: string;
}

const named = ({ number, title }: Pick<AboutCall, "number" | "title">, { zh, en }: Bilingual): Bilingual => ({
  zh: `${number} ${title}：${zh}`,
  en: `${number} ${title}: ${en}`,
});
/** Those who apply work in their university. */
const callAt = ({ universityId, callId }: AboutCall) => `/p/${universityId}/proof-calls/${callId}`;

export function deliverProof(outbox: Outbox): void {
  outbox.subscribe(proofCallMoved, "notify.proof_call_moved", async (tx, event) => {
    const { payload } = event;
    const { scopeId, action, team, universityId } = payload;
    if (action === "conclude") return;
    const isOpen = action === "open";
    const people = isOpen ? await idsOf(tx, universityId, ["transfer_officer", "researcher"]) : team;
    const words = isOpen
      ? { zh: "概念验证征集已开放，可以申报", en: "a call for proofs of concept is open" }
      : { zh: "征集已取消，请看原因", en: "the call was cancelled, see why" };
    await tell(tx, event, people, { scopeId, kind: event.type, title: named(payload, words), path: callAt(payload) });
  });
  outbox.subscribe(proofCallExtended, "notify.proof_call_extended", async (tx, event) => {
    const { payload } = event;
    const { scopeId, team, universityId } = payload;
    const people = [...(await idsOf(tx, universityId, ["transfer_officer"])), ...team];
    const words = { zh: "截止时间已延长", en: "its close was put off" };
    await tell(tx, event, people, { scopeId, kind: event.type, title: named(payload, words), path: callAt(payload) });
  });
  outbox.subscribe(proofReviewerNamed, "notify.proof_reviewer_named", async (tx, event) => {
    const { payload } = event;
    const words = { zh: "请您评审概念验证申报", en: "you are asked to judge proofs of concept" };
    await tell(tx, event, [payload.reviewerId], {
      scopeId: payload.scopeId,
      kind: event.type,
      title: named(payload, words),
      path: `/proof-reviews/${payload.callId}`,
    });
  });
  outbox.subscribe(proofConflictSettled, "notify.proof_conflict_settled", async (tx, event) => {
    const { payload } = event;
    if (payload.outcome === "confirmed") return;
    const words = { zh: "您的利益冲突已排除，请评审", en: "your conflict of interest was cleared: judge it" };
    await tell(tx, event, [payload.reviewerId], {
      scopeId: payload.scopeId,
      kind: event.type,
      title: named(payload, words),
      path: `/proof-reviews/${payload.callId}`,
    });
  });
  outbox.subscribe(proofDecided, "notify.proof_decided", async (tx, event) => {
    const { payload } = event;
    const { scopeId, decision, team, institutionId, applicationId, applicationTitle, number } = payload;
    const words =
      decision === "grant"
        ? { zh: "已立项，请看决定", en: "was granted, see the decision" }
        : { zh: "未立项，请看理由", en: "was refused, see why" };
    await tell(tx, event, team, {
      scopeId,
      kind: event.type,
      title: named({ number, title: applicationTitle }, words),
      path: `/p/${institutionId}/proof-applications/${applicationId}`,
    });
  });
  outbox.subscribe(proofReportMoved, "notify.proof_report_moved", async (tx, event) => {
    const { payload } = event;
    const { scopeId, what, team, institutionId, applicationId, applicationTitle, number, by } = payload;
    const title = { number, title: applicationTitle };
    if (what === "submitted") {
      const words = { zh: "结题报告已提交，请验收", en: "its report was handed in: accept or return it" };
      const people = (await idsOf(tx, scopeId, ["pair_lead"])).filter((id) => id !== by);
      const path = `/p/${scopeId}/proof-applications/${applicationId}/report`;
      await tell(tx, event, people, { scopeId, kind: event.type, title: named(title, words), path });
      return;
    }
    const words =
      what === "accepted"
        ? { zh: "结题报告已验收", en: "its report was accepted" }
        : { zh: "结题报告已退回，请看还差什么", en: "its report was returned, see what is missing" };
    const path = `/p/${institutionId}/proof-applications/${applicationId}/report`;
    await tell(tx, event, team, { scopeId, kind: event.type, title: named(title, words), path });
  });
}
