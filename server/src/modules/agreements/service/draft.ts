// How an agreement comes into being: by hand, or from an award.
import { accessError } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { takeNumbers, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { putSearchDocuments } from "../../../platform/search/index.ts";
import { findScope } from "../../identity/index.ts";
import { nameOfKind } from "../types.ts";
import { insertAgreement, insertStep, type NewAgreement } from "../queries.ts";
import { formatNumber } from "../rules.ts";
import type { AgreementContent } from "../types.ts";

export interface Drafted {
  readonly id: string;
  readonly number: string;
}

/** The next number of the scope, the first line of the history, and words to find it by. */
export async function draftAgreement(
  tx: Tx,
  scopeId: string,
  content: AgreementContent,
  {
    origin,
    needIds,
    sampleNote = null,
  }: Pick<NewAgreement, "origin" | "needIds"> & Partial<Pick<NewAgreement, "sampleNote">>,
): Promise<Drafted> {
  const scope = await findScope(tx, scopeId);
  if (scope?.kind !== "pair") throw accessError("access.not_found", {});
  const { year, first } = await takeNumbers(tx, "agreement_counters", scopeId);
  const made = {
    id: newId(),
    scopeId,
    zoneId: scope.parentId ?? scopeId,
    number: formatNumber(year, first),
    origin,
    needIds,
    sampleNote,
    createdBy: tx.actor === "system" ? null : tx.actor.userId,
  };
  await insertAgreement(tx, made, content);
  const step = origin === null ? {} : { originNumber: origin.number };
  await insertStep(tx, { ...made, enterpriseId: content.enterpriseId }, "drafted", step);
  await indexAgreement(tx, made, content);
  await audit(tx, {
    ...auditOf(made),
    action: "agreement.drafted",
    details: {
      number: made.number,
      kind: content.kind,
      originKind: origin?.kind ?? null,
      originId: origin?.id ?? null,
    },
  });
  return made;
}

export async function indexAgreement(
  tx: Tx,
  { id, scopeId, number }: Pick<NewAgreement, "id" | "scopeId" | "number">,
  { kind, subKind, title, subject, parties }: AgreementContent,
): Promise<void> {
  const names = parties.map(({ name }) => name);
  await putSearchDocuments(tx, [
    {
      kind: "agreement",
      id,
      scopeId,
      title,
      subtitle: [number, nameOfKind(kind, subKind).zh, ...names].join(" · "),
      keywords: [number, ...names],
      text: subject,
    },
  ]);
}

export function auditOf({ id, scopeId, zoneId }: Pick<NewAgreement, "id" | "scopeId" | "zoneId">) {
  return { scopeId, zoneId, subjectKind: "agreement", subjectId: id };
}
