// What is known of a project when one of its gates is looked at.
import type { Tx } from "../../../platform/db/index.ts";
import {
  type AgreementFacts,
  type AgreementStanding,
  listAgreementFacts,
  listAgreementStanding,
} from "../../agreements/index.ts";
import { type LinkRow, listLinks, type ProjectRow } from "../queries.ts";
import { listProofsOfProject, type ProofOfProject } from "../proof/reports/queries.ts";
import { type EvidenceRow, listEvidence, listReviews, type ReviewRow } from "../readiness/queries.ts";
import { listSupport, type SupportRow } from "../support/queries.ts";
import { type Side, SIDES, SUPPORT_KIND_FACTS } from "../support/types.ts";
import { loadPermits, type StatedPermits, type WaiverRow } from "./queries.ts";
import { carries, type GateKnown } from "./rules.ts";
import { GATES, type GateStage, type Requirement } from "./types.ts";

export interface Ground {
  readonly links: readonly LinkRow[];
  /** Those that the reader may see. */
  readonly agreements: readonly AgreementFacts[];
  /** Of all that are linked. */
  readonly standing: readonly AgreementStanding[];
  readonly reviews: readonly ReviewRow[];
  readonly evidence: readonly EvidenceRow[];
  readonly support: readonly SupportRow[];
  readonly permits: StatedPermits;
  readonly proofs: readonly ProofOfProject[];
}

/** `held`: the agreements stay as they are until the transaction is over. The project's row is held by whoever decides. */
export async function loadGround(tx: Tx, projectId: string, lock: "read" | "held" = "read"): Promise<Ground> {
  const links = await listLinks(tx, projectId);
  const ids = links.map(({ agreementId }) => agreementId);
  return {
    links,
    agreements: await listAgreementFacts(tx, ids, lock),
    standing: await listAgreementStanding(tx, ids),
    reviews: await listReviews(tx, projectId),
    evidence: await listEvidence(tx, projectId),
    support: await listSupport(tx, projectId),
    permits: await loadPermits(tx, projectId),
    proofs: await listProofsOfProject(tx, projectId),
  };
}

export function knownOf(
  stage: GateStage,
  { readinessLevel }: Pick<ProjectRow, "readinessLevel">,
  ground: Ground,
  waivers: readonly WaiverRow[],
): GateKnown {
  const { agreements, evidence, support, permits, proofs } = ground;
  const given = (side: Side) =>
    support
      .filter((each) => each.side === side && each.state !== "withdrawn")
      .map(({ kind, description }) => {
        const { zh, en } = SUPPORT_KIND_FACTS[kind].name;
        return { zh: `${zh}：${description}`, en: `${en}: ${description}` };
      });
  return {
    readinessLevel,
    agreements: linkedTo(stage, ground).map(({ id, kind, isInForce }) => {
      const fact = agreements.find((each) => each.id === id);
      return { number: fact?.number ?? null, kind, isInForce };
    }),
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

function linkedTo(stage: GateStage, { links, standing }: Ground): AgreementStanding[] {
  const linked = new Set(links.filter((link) => link.stage === stage).map(({ agreementId }) => agreementId));
  return standing.filter(({ id }) => linked.has(id));
}

/** The sides of which something is promised or delivered. */
export function supportersOf({ support }: Ground): Side[] {
  return SIDES.filter((side) => support.some((each) => each.side === side && each.state !== "withdrawn"));
}

/** The first day on which each thing that the gate rests on was there; none where it is not, or has no day. */
export function sinceOf(
  stage: GateStage,
  { readinessLevel }: Pick<ProjectRow, "readinessLevel">,
  ground: Ground,
): Partial<Record<Requirement, string>> {
  const { evidence, support, reviews } = ground;
  const asked = GATES[stage].level ?? 1;
  const promised = (wanted: Side) =>
    support.filter(({ side, state }) => side === wanted && state !== "withdrawn").map(({ promisedOn }) => promisedOn);
  const days: Partial<Record<Requirement, readonly (string | null)[]>> = {
    readiness: reviews
      .filter(({ state, level }) => state === "granted" && level >= asked && level <= readinessLevel)
      .map(({ reachedOn }) => reachedOn),
    company: evidence
      .filter(({ kind, withdrawnAt }) => kind === "company_registration" && withdrawnAt === null)
      .map(({ shownOn }) => shownOn),
    agreement: linkedTo(stage, ground)
      .filter((each) => carries(stage, each))
      .map(({ since }) => since),
    support_university: promised("university"),
    support_zone: promised("zone"),
  };
  const first: Partial<Record<Requirement, string>> = {};
  for (const [requirement, known] of Object.entries(days)) {
    const day = known.filter((each) => each !== null).toSorted()[0];
    if (day !== undefined) first[requirement as Requirement] = day;
  }
  return first;
}
