// Consortia of any scope, without what leads there.
import { insertConsortium, insertStep } from "../src/modules/consortia/queries/consortia.ts";
import {
  insertContribution,
  insertDelivery,
  insertMembers,
  insertResult,
  insertTask,
  listContributions,
  listDeliveries,
  listMembers,
  listResults,
  listTasks,
} from "../src/modules/consortia/queries/parts.ts";
import { insertFile, insertRequest, listRequestRows } from "../src/modules/consortia/queries/taking-part.ts";
import { ConsortiumDraft } from "../src/modules/consortia/shapes.ts";
import { withActor } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import { actorIn } from "../src/platform/test-db.ts";
import type { TestApp } from "./test-app.ts";

let counter = 0;

export const CONSORTIUM_BODY = {
  name: "轴承钢创新联合体",
  type: "task",
  chainNode: "特种冶金",
  goal: "氧含量降到 6 ppm 以下。",
  basis: "样例科发〔2026〕1号",
  assessOn: "2027-06-30",
  lead: { name: "样例钢铁有限公司" },
} as const;

export interface MadeConsortium {
  readonly consortiumId: string;
  readonly memberId: string;
  readonly otherId: string;
  readonly taskId: string;
  readonly contributionId: string;
  readonly deliveryId: string;
  readonly resultId: string;
  readonly fileId: string;
  readonly requestId: string;
}

/** With two members, and one of everything that belongs to it; `enterpriseId` is the account of whose task it is. */
export async function makeConsortium(
  world: TestApp,
  scopeId: string,
  enterpriseId: string | null = null,
): Promise<MadeConsortium> {
  const actor = actorIn([scopeId]);
  const consortiumId = newId();
  const place = { id: consortiumId, scopeId, managerScopeId: null, readers: [scopeId] };
  const number = `CON-2026-9${String((counter += 1)).padStart(5, "0")}`;
  const { lead: _, ...content } = ConsortiumDraft.parse({
    ...CONSORTIUM_BODY,
    name: `${CONSORTIUM_BODY.name} ${counter}`,
  });
  const member = { creditCode: null, enterpriseId: null, representative: "", enteredOn: "2026-01-10", agreedBy: "" };
  return withActor(world.db, actor, async (tx) => {
    await insertConsortium(tx, { ...place, zoneId: scopeId, number, createdBy: actor.userId }, content);
    await insertMembers(tx, place, [
      { ...member, name: "样例钢铁有限公司", kind: "enterprise", isLead: true, enterpriseId },
      { ...member, name: "样例大学", kind: "university", isLead: false },
    ]);
    const [first, second] = await listMembers(tx, consortiumId);
    const memberId = first?.id ?? "";
    await insertTask(tx, place, { title: "中试样品", memberId, dueOn: "2026-02-01" });
    await insertContribution(tx, place, {
      memberId,
      kind: "money",
      title: "首期出资",
      promised: "100000000",
      dueOn: "2026-03-01",
    });
    const contributionId = (await listContributions(tx, consortiumId))[0]?.id ?? "";
    await insertDelivery(
      tx,
      place,
      { contributionId, by: actor.userId },
      { quantity: "1", on: "2026-02-10", note: "" },
    );
    await insertResult(tx, place, {
      title: "一种轴承钢",
      kind: "patent",
      reference: "",
      achievedOn: "2026-05-01",
      terms: "",
      shares: [{ memberId, shareBp: 10_000 }],
    });
    await insertStep(tx, place, actor.userId, "entered", {});
    const taskId = (await listTasks(tx, consortiumId))[0]?.id ?? "";
    const file = await world.app.files.putFile(tx, {
      scopeId,
      ownerKind: "consortium_task",
      ownerId: taskId,
      name: "样品检测.csv",
      bytes: new TextEncoder().encode("项目,结果\n氧含量,5.8\n"),
    });
    const by = { addedIn: scopeId, addedBy: actor.userId };
    await insertFile(tx, place, { ...file, ...by, taskId, resultId: null });
    await insertRequest(tx, place, {
      kind: "entry",
      memberId: null,
      name: "样例研究所",
      memberKind: "institute",
      representative: "",
      reason: "承担检测",
      askedIn: scopeId,
      askedBy: actor.userId,
    });
    return {
      consortiumId,
      memberId,
      otherId: second?.id ?? "",
      taskId,
      fileId: file.id,
      requestId: (await listRequestRows(tx, consortiumId))[0]?.id ?? "",
      contributionId,
      deliveryId: (await listDeliveries(tx, consortiumId))[0]?.id ?? "",
      resultId: (await listResults(tx, consortiumId))[0]?.id ?? "",
    };
  });
}
