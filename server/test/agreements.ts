// Agreements of any scope, without what leads there.
import {
  insertApproval,
  insertFlow,
  listApprovalRows,
  listFlowRows,
} from "../src/modules/agreements/approval/queries.ts";
import { STEP_ROLES } from "../src/modules/agreements/approval/types.ts";
import { insertAmendment } from "../src/modules/agreements/amendments/queries.ts";
import { insertDelivery } from "../src/modules/agreements/milestones/queries.ts";
import { insertPaper } from "../src/modules/agreements/papers/queries.ts";
import {
  findAgreementRow,
  insertAgreement,
  insertStep,
  loadContent,
  updateState,
} from "../src/modules/agreements/queries.ts";
import { attachFile, insertReceipt, type NewReceipt } from "../src/modules/agreements/receipts/queries.ts";
import { insertDistribution } from "../src/modules/agreements/shares/queries.ts";
import { insertTemplate, listTemplateRows } from "../src/modules/agreements/templates/queries.ts";
import { AgreementDraft } from "../src/modules/agreements/types.ts";
import { withActor } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import { actorIn } from "../src/platform/test-db.ts";
import type { TestApp } from "./test-app.ts";

let counter = 0;

export const AGREEMENT_BODY = {
  kind: "development",
  subKind: "commissioned",
  title: "降低连铸能耗技术开发",
  subject: "研制节能中间包。",
  amountFen: "120000000",
  startsOn: "2026-12-01",
  endsOn: "2027-11-30",
  parties: [
    { role: "buyer", name: "样例钢铁有限公司", shareBp: 0 },
    { role: "seller", name: "样例大学", representative: "李某", shareBp: 10_000 },
  ],
  milestones: [{ title: "中期", deliverable: "样机一台", dueOn: "2027-06-30" }],
  payments: [
    { kind: "instalment", condition: "签订后十日内", amountFen: "60000000" },
    { kind: "royalty", condition: "投产后每年", royaltyBp: 150 },
  ],
} as const;

export async function makeAgreement(world: TestApp, scopeId: string): Promise<string> {
  const actor = actorIn([scopeId]);
  const id = newId();
  const number = `AGR-2026-9${String((counter += 1)).padStart(5, "0")}`;
  const { needId: _, ...content } = AgreementDraft.parse(AGREEMENT_BODY);
  await withActor(world.db, actor, async (tx) => {
    const made = {
      id,
      scopeId,
      zoneId: scopeId,
      number,
      origin: null,
      needIds: [],
      sampleNote: null,
      createdBy: actor.userId,
    };
    await insertAgreement(tx, made, content);
    await insertStep(tx, { ...made, enterpriseId: null }, "drafted");
  });
  return id;
}

export async function makeReceipt(
  world: TestApp,
  scopeId: string,
  agreementId: string,
  withFile = false,
  more: Partial<Pick<NewReceipt, "amountFen" | "payer" | "receivedOn">> = {},
): Promise<string> {
  const actor = actorIn([scopeId]);
  return withActor(world.db, actor, async (tx) => {
    const { id } = await insertReceipt(tx, {
      scopeId,
      enterpriseId: null,
      agreementId,
      receivedOn: "2026-11-20",
      amountFen: "60000000",
      payer: "样例钢铁有限公司",
      voucher: `银收-${(counter += 1)}`,
      recognitionFeeFen: null,
      vatFen: null,
      paymentPosition: 1,
      isRoyalty: false,
      salesFen: null,
      salesPeriod: null,
      royaltyBp: null,
      royaltyReason: null,
      earlyReason: null,
      createdBy: actor.userId,
      ...more,
    });
    if (withFile) {
      const bytes = Buffer.from("%PDF-1.7\n%%EOF\n");
      const draft = { scopeId, ownerKind: "receipt", ownerId: id, name: "回单.pdf", bytes };
      await attachFile(tx, id, (await world.app.files.putFile(tx, draft)).id);
    }
    return id;
  });
}

interface SignedAgreement {
  readonly agreementId: string;
  readonly milestoneId: string;
  readonly deliveryId: string;
  readonly amendmentId: string;
  readonly paperId: string;
}

/** A draft on its way through the flow of its own scope: one step, which anybody of the scope may do. */
export async function makeReviewedAgreement(
  world: TestApp,
  scopeId: string,
): Promise<{ readonly agreementId: string; readonly approvalId: string; readonly stepId: string }> {
  const agreementId = await makeAgreement(world, scopeId);
  const actor = actorIn([scopeId]);
  return withActor(world.db, actor, async (tx) => {
    const stepId = newId();
    const step = {
      id: stepId,
      name: "法务审核",
      kind: "review",
      roles: [...STEP_ROLES],
      kinds: [],
      fromFen: null,
    } as const;
    await insertApproval(tx, scopeId, {
      agreementId,
      amendmentId: null,
      institutionId: scopeId,
      institutionName: "样例大学",
      flowVersion: 1,
      steps: [{ ...step, roles: [...step.roles], kinds: [], minDays: 0 }],
      textSha256: "0".repeat(64),
      writtenBy: [],
      draftedBy: actor.userId,
      startedBy: actor.userId,
    });
    const [approval] = await listApprovalRows(tx, agreementId);
    return { agreementId, approvalId: approval?.id ?? "", stepId };
  });
}

/** Signed, with one milestone delivered, one amendment drawn up and one paper. */
export async function makeSignedAgreement(world: TestApp, scopeId: string): Promise<SignedAgreement> {
  const agreementId = await makeAgreement(world, scopeId);
  const actor = actorIn([scopeId]);
  return withActor(world.db, actor, async (tx) => {
    const signing = { state: "signed", on: "2026-11-01", by: actor.userId, reason: null } as const;
    await updateState(tx, agreementId, signing);
    const row = await findAgreementRow(tx, agreementId);
    if (row === null) throw new Error("The agreement is not there.");
    const content = await loadContent(tx, row);
    const milestoneId = content.milestones[0]?.id ?? "";
    const delivery = { party: "样例大学", deliveredOn: "2026-11-20", note: "样机" };
    const deliveryId = await insertDelivery(tx, row, milestoneId, delivery, { side: "office", by: actor.userId });
    const amendmentId = await insertAmendment(tx, row, {
      number: 1,
      reason: "延期",
      content: { ...content, endsOn: "2028-06-30" },
      by: actor.userId,
    });
    const file = await world.app.files.putFile(tx, {
      scopeId,
      ownerKind: "agreement",
      ownerId: agreementId,
      name: "测试报告.txt",
      bytes: new TextEncoder().encode("合格"),
    });
    const paper = { kind: "delivery", subjectId: deliveryId, addedBy: actor.userId } as const;
    await insertPaper(tx, row, null, { ...file, ...paper });
    return { agreementId, milestoneId, deliveryId, amendmentId, paperId: file.id };
  });
}

export async function makeDistribution(
  world: TestApp,
  place: { readonly scopeId: string; readonly agreementId: string; readonly receiptId: string },
): Promise<string> {
  const actor = actorIn([place.scopeId]);
  const receiptFen = "60000000";
  const line = { kind: "account", name: "横向经费", unit: "", shareBp: null, amount: BigInt(receiptFen) } as const;
  const made = { path: "commissioned", receiptFen, netFen: null, rules: [], publicFrom: null } as const;
  return withActor(world.db, actor, async (tx) =>
    insertDistribution(tx, { ...place, ...made, rules: [], drawnBy: actor.userId }, [line]),
  );
}

/** A flow that a scope has set, as if one of its people had. */
export async function makeTemplate(world: TestApp, scopeId: string): Promise<string> {
  const actor = actorIn([scopeId]);
  const id = newId();
  return withActor(world.db, actor, async (tx) => {
    const bytes = Buffer.from("PK\x03\x04");
    const draft = { scopeId, ownerKind: "agreement_template", ownerId: id, name: "模板.docx", bytes };
    const { id: fileId, name, sha256 } = await world.app.files.putFile(tx, draft);
    const version = 1 + (await listTemplateRows(tx, scopeId)).length;
    await insertTemplate(tx, { scopeId, kind: "licence", version, id, fileId, name, sha256, createdBy: actor.userId });
    return id;
  });
}

export async function makeFlow(world: TestApp, scopeId: string): Promise<void> {
  const actor = actorIn([scopeId]);
  const step = {
    name: "法务审核",
    kind: "review",
    roles: ["pair_lead"],
    kinds: [],
    fromFen: null,
    minDays: 0,
  } as const;
  await withActor(world.db, actor, async (tx) => {
    const [newest] = await listFlowRows(tx, scopeId);
    const version = (newest?.version ?? 0) + 1;
    await insertFlow(tx, scopeId, {
      version,
      steps: [{ ...step, roles: [...step.roles], kinds: [] }],
      by: actor.userId,
    });
  });
}
