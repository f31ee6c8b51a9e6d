// What is known of a project when one of its gates is looked at.
import type { Tx } from "../../../platform/db/index.ts";
import { type AgreementFacts, listAgreementFacts } from "../../agreements/index.ts";
import { type LinkRow, listLinks, type ProjectRow } from "../queries.ts";
import { listProofsOfProject, type ProofOfProject } from "../proof/reports/queries.ts";
import { type EvidenceRow, listEvidence } from "../readiness/queries.ts";
import { listSupport, type SupportRow } from "../support/queries.ts";
import { type Side, SUPPORT_KIND_FACTS } from "../support/types.ts";
import { loadPermits, type StatedPermits, type WaiverRow } from "./queries.ts";
import type { GateKnown } from "./rules.ts";
import type { GateStage } from "./types.ts";

export interface Ground {
  readonly links: readonly LinkRow[];
  readonly agreements: readonly AgreementFacts[];
  readonly evidence: readonly EvidenceRow[];
  readonly support: readonly SupportRow[];
  readonly permits: StatedPermits;
  readonly proofs: readonly ProofOfProject[];
}

/** `held`: the agreements stay as they are until the transaction is over. The project's row is held by whoever decides. */
export async function loadGround(tx: Tx, projectId: string, lock: "read" | "held" = "read"): Promise<Ground> {
  const links = await listLinks(tx, projectId);
  return {
    links,
    agreements: await listAgreementFacts(
      tx,
      links.map(({ agreementId }) => agreementId),
      lock,
    ),
    evidence: await listEvidence(tx, projectId),
    support: await listSupport(tx, projectId),
    permits: await loadPermits(tx, projectId),
    proofs: await listProofsOfProject(tx, projectId),
  };
}

export function knownOf(
  stage: GateStage,
  { readinessLevel }: Pick<ProjectRow, "readinessLevel">,
  { links, agreements, evidence, support, permits, proofs }: Ground,
  waivers: readonly WaiverRow[],
): GateKnown {
  const linked = new Set(links.filter((link) => link.stage === stage).map(({ agreementId }) => agreementId));
  const given = (side: Side) =>
    support
      .filter((each) => each.side === side && each.state !== "withdrawn")
      .map(({ kind, description }) => {
        const { zh, en } = SUPPORT_KIND_FACTS[kind].name;
        return { zh: `${zh}：${description}`, en: `${en}: ${description}` };
      });
  return {
    readinessLevel,
    agreements: agreements.filter(({ id }) => linked.has(id)),
    companyEvidence: evidence
      .filter(({ kind, withdrawnAt }) => kind === "company_registration" && withdrawnAt === null)
      .map(({ title }) => title),
    support: { university: given("university"), zone: given("zone") },
    permits: {
      isStated: permits.isStated,
      noneNeeded: permits.noneNeeded,
      missing: permits.permits
        .filter(({ obtainedOn, isExpired }) => obtainedOn === null || isExpired)
        .map(({ name }) => name),
      held: permits.permits
        .filter(({ obtainedOn, isExpired }) => obtainedOn !== null && !isExpired)
        .map(({ name }) => name),
    },
    proofs: proofs
      .filter(({ state }) => state === "granted")
      .map(({ title, reportState }) => ({ title, isReported: reportState === "accepted" })),
    waived: waivers.filter(({ revokedAt }) => revokedAt === null).map(({ requirement }) => requirement),
  };
}
