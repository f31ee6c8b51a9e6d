// An agreement on the way that every agreement takes: drafted, approved by somebody else, signed, with the signed text.
import type { Bilingual } from "@dual-high/kernel";
import {
  addSignedText,
  type Agreement,
  type AgreementDraft,
  createAgreement,
  doStep,
  enterReceipt,
  getAgreement,
  getFlow,
  getMoney,
  listAgreements,
  listApprovals,
  listSignatures,
  moveAgreement,
  setFlow,
  startApproval,
} from "../../modules/agreements/index.ts";
import { wholeListing } from "../../platform/listing/index.ts";
import type { SampleContract } from "./contracts.ts";
import type { People } from "./people.ts";

/** The pair's own flow, by which whoever drafts does not approve. */
export async function openFlow({ lead }: People, pairId: string): Promise<void> {
  const { version } = await getFlow(lead, pairId);
  if (version > 0) return;
  const step = {
    name: "专班审批",
    kind: "review",
    roles: ["pair_lead"],
    kinds: [],
    fromFen: null,
    minDays: 0,
  } as const;
  await setFlow(lead, pairId, [{ ...step, roles: [...step.roles], kinds: [...step.kinds] }], version);
}

/** Agreements of the pair by their titles, which the story gives once each. */
export async function findTitles({ officer }: People, pairId: string): Promise<ReadonlyMap<string, string>> {
  const { items } = await listAgreements(officer, pairId, wholeListing("agreements", { sort: "number" }), {
    states: null,
    kinds: null,
    originId: null,
    money: null,
    signed: null,
  });
  return new Map(items.map(({ id, title }) => [title, id]));
}

interface Signing {
  readonly draft: AgreementDraft;
  readonly note: Bilingual;
  readonly signedOn: string;
}

/** Does what is left to be done of it, so that a story that was interrupted goes on where it was. */
export async function signAgreement(
  people: People,
  pairId: string,
  known: ReadonlyMap<string, string>,
  { draft, note, signedOn }: Signing,
): Promise<string> {
  const { officer } = people;
  const agreementId = known.get(draft.title) ?? (await createAgreement(officer, pairId, draft, note)).id;
  const { state, version, title } = await getAgreement(officer, agreementId);
  if (state === "draft") {
    await approve(people, agreementId);
    await moveAgreement(officer, agreementId, { action: "sign", on: signedOn, reason: "" }, version);
  }
  await addText(people, agreementId, title, signedOn);
  return agreementId;
}

async function approve({ officer, lead }: People, agreementId: Agreement["id"]): Promise<void> {
  const { required } = await listApprovals(officer, agreementId);
  if (required.length > 0) await startApproval(officer, agreementId, null);
  const { approvals } = await listApprovals(lead, agreementId);
  for (const { id, steps } of approvals.filter((each) => each.state === "in_review")) {
    for (const step of steps.filter(({ isNext }) => isNext)) {
      await doStep(lead, agreementId, id, step.id, {
        outcome: "done",
        reasons: "同意（样例）",
        details: { kind: "review" },
      });
    }
  }
}

async function addText({ officer }: People, agreementId: string, title: string, signedOn: string): Promise<void> {
  const { signatures } = await listSignatures(officer, agreementId);
  if (signatures.length > 0) return;
  const text = `样例签署件，不是真实文件。\nA sample of a signed text, not a real one.\n\n${title}\n${signedOn}\n`;
  await addSignedText(officer, agreementId, {
    name: "样例签署件.txt",
    mediaType: "text/plain",
    bytes: new TextEncoder().encode(text),
  });
}

export async function signContract(
  people: People,
  pairId: string,
  known: ReadonlyMap<string, string>,
  { draft, signedOn, receipt }: SampleContract,
  note: Bilingual,
): Promise<void> {
  const agreementId = await signAgreement(people, pairId, known, { draft, note, signedOn });
  if (receipt === null) return;
  const { receipts } = await getMoney(people.officer, agreementId);
  if (receipts.length > 0) return;
  await enterReceipt(people.officer, agreementId, {
    receivedOn: receipt.on,
    amountFen: receipt.amountFen,
    payer: draft.parties[0]?.name ?? "",
    voucher: receipt.voucher,
    recognitionFeeFen: null,
    vatFen: null,
    earlyReason: "",
    paymentPosition: 1,
    salesFen: null,
    salesPeriod: "",
    royaltyReason: "",
  });
}
