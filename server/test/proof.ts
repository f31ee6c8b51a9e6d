// Calls for proofs of concept and applications under them, without what leads there.
import { sql } from "kysely";
import {
  decideRow,
  insertApplication,
  insertDocument,
  submitRow,
} from "../src/modules/transformation/proof/applications/queries.ts";
import { ProofContent } from "../src/modules/transformation/proof/applications/types.ts";
import { insertCall } from "../src/modules/transformation/proof/calls/queries.ts";
import { ProofCallDraft } from "../src/modules/transformation/proof/calls/types.ts";
import { putReport, submitReportRow } from "../src/modules/transformation/proof/reports/queries.ts";
import { insertReview, insertReviewer } from "../src/modules/transformation/proof/reviews/queries.ts";
import { withSystem } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import type { TestApp } from "./test-app.ts";

let counter = 0;

export const CALL_BODY = {
  title: "2026 年概念验证征集",
  purpose: "支持实验室成果验证技术可行性。",
  budgetFen: "50000000",
  mostFen: "20000000",
  criteria: [
    { key: "novelty", name: "技术先进性", weight: 60 },
    { key: "market", name: "应用前景", weight: 40 },
  ],
  documents: [{ key: "ethics", name: "伦理审查意见" }],
} as const;

export const CONTENT = {
  title: "发酵法母乳低聚糖概念验证",
  unit: "样例大学 生物工程学院",
  leadName: "华某某",
  members: [{ name: "钱某", unit: "样例大学 生物工程学院" }],
  hypothesis: "工程菌在 50 升罐中收率可达 90%。",
  method: "50 升罐三批次连续发酵。",
  indicators: [{ key: "yield", name: "收率", unit: "%", target: "≥ 90" }],
  milestones: [{ title: "完成三批次", dueOn: "2027-06-30" }],
  costs: [
    { item: "材料费", amountFen: "6000000" },
    { item: "测试费", amountFen: "4000000" },
  ],
  askedFen: "10000000",
  readinessFrom: 3,
  readinessTo: 5,
  hasOtherFunding: false,
  otherFunding: [],
} as const;

export type CallStanding = "draft" | "open" | "closed";

/** As it stands by the clock: opened yesterday, and closing tomorrow or closed an hour ago. */
export async function setStanding(world: TestApp, callId: string, standing: CallStanding): Promise<void> {
  const closes = standing === "closed" ? "-1 hours" : "1 day";
  await withSystem(world.db, async (tx) =>
    sql`UPDATE proof_calls SET opened_at = ${standing === "draft" ? null : sql`now() - interval '1 day'`},
      opened_by = ${standing === "draft" ? null : newId()}, closes_at = now() + ${closes}::interval
      WHERE id = ${callId}`.execute(tx.kysely),
  );
}

export async function makeCall(
  world: TestApp,
  scopeId: string,
  standing: CallStanding = "open",
  universityId = newId(),
): Promise<string> {
  const id = newId();
  const number = `POC-2025-9${String((counter += 1)).padStart(5, "0")}`;
  const content = { ...ProofCallDraft.parse(CALL_BODY), centreId: null, centre: "" };
  await withSystem(world.db, async (tx) => {
    const made = { id, scopeId, zoneId: scopeId, universityId, provinceId: null, number, createdBy: newId() };
    await insertCall(tx, made, content);
  });
  await setStanding(world, id, standing);
  return id;
}

/** Of the person's own, or of somebody else's where nobody acts. */
export async function makeApplication(
  world: TestApp,
  scopeId: string,
  by: string,
  state: "draft" | "submitted" = "draft",
  standing: CallStanding = "open",
) {
  const callId = await makeCall(world, scopeId, standing);
  const applicationId = newId();
  await withSystem(world.db, async (tx) => {
    const origin = { originKind: "achievement" as const, originId: newId(), originNumber: "CG-1" };
    const made = {
      id: applicationId,
      callId,
      scopeId,
      centreId: null,
      institutionId: newId(),
      team: [by],
      createdBy: by,
    };
    await insertApplication(tx, { ...made, ...origin }, ProofContent.parse(CONTENT));
    if (state === "submitted") await submitRow(tx, applicationId);
  });
  return { callId, applicationId };
}

export async function makeDocument(world: TestApp, scopeId: string, by: string) {
  const { applicationId } = await makeApplication(world, scopeId, by);
  const documentId = newId();
  await withSystem(world.db, async (tx) => {
    const bytes = new TextEncoder().encode("伦理审查意见");
    const draft = { scopeId, ownerKind: "proof_document", ownerId: documentId, name: "伦理.txt", bytes, createdBy: by };
    const file = await world.app.files.putFile(tx, draft);
    await insertDocument(tx, { id: documentId, applicationId, key: "ethics", fileId: file.id }, by);
  });
  return { applicationId, documentId };
}

/** Somebody named to judge one application of a call that has closed. */
export async function makeProofReview(world: TestApp, scopeId: string, reviewerId: string, key = "ethics") {
  const { callId, applicationId } = await makeApplication(world, scopeId, newId(), "submitted", "closed");
  const documentId = newId();
  await withSystem(world.db, async (tx) => {
    const call = { id: callId, scopeId, centreId: null };
    await insertReviewer(tx, call, { userId: reviewerId, name: "赵某", unit: "第三大学", dueOn: null }, newId());
    await insertReview(tx, call, { applicationId, reviewerId, conflicts: [] });
    const bytes = new TextEncoder().encode("伦理审查意见");
    const draft = { scopeId, ownerKind: "proof_document", ownerId: documentId, name: "伦理.txt", bytes };
    const file = await world.app.files.putFile(tx, { ...draft, createdBy: newId() });
    await insertDocument(tx, { id: documentId, applicationId, key, fileId: file.id }, newId());
  });
  return { callId, applicationId, documentId };
}

/** Granted to the person, whose report is where it is said to be. */
export async function makeGranted(world: TestApp, scopeId: string, by: string, report: "none" | "draft" | "submitted") {
  const { applicationId } = await makeApplication(world, scopeId, by, "submitted", "closed");
  await withSystem(world.db, async (tx) => {
    await decideRow(tx, applicationId, {
      by: newId(),
      grantedFen: "9000000",
      reason: "方案可行",
      reportDueOn: "2999-06-30",
    });
    if (report === "none") return;
    const content = { results: [], spending: [], summary: "", conclusion: null };
    await putReport(tx, { id: applicationId, scopeId, centreId: null, team: [by] }, content);
    if (report === "submitted") await submitReportRow(tx, applicationId, by);
  });
  return { applicationId };
}
