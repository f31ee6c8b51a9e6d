import { type Bilingual, defineErrors } from "@dual-high/kernel";
import { type AgreementKindName, nameOfKind } from "../../agreements/index.ts";
import type { ReviewState } from "../readiness/types.ts";
import { STAGE_FACTS, STAGES, type Stage } from "../stages/types.ts";
import type { Side } from "../support/types.ts";
import {
  type Finding,
  GATES,
  type GateDecision,
  type GateStage,
  type PermitStatement,
  type Requirement,
  REQUIREMENT_NAMES,
  SUPPLIERS,
} from "./types.ts";

const nameOf = (stage: Stage) => STAGE_FACTS[stage].name;
/** An agreement that the reader of it may not see. */
const CLOSED: Bilingual = { zh: "不向您公开的合同", en: "an agreement not open to you" };
interface At {
  readonly number: string;
  readonly stage: GateStage;
}

interface BeforeGround {
  readonly number: string;
  readonly on: string;
  readonly requirement: Requirement;
  readonly since: string;
}

export const gateError = defineErrors({
  "transformation.gate_lacks": {
    kind: "conflict",
    message: {
      zh: ({ number, stage, missing }: At & { readonly missing: readonly Finding[] }) =>
        `项目 ${number} 还不能通过“${nameOf(stage).zh}”关口：${missing.map(({ name, text }) => `${name.zh}（${text.zh}）`).join("；")}。请补齐，或由决策人逐项豁免并写明原因。`,
      en: ({ number, stage, missing }: At & { readonly missing: readonly Finding[] }) =>
        `Project ${number} cannot pass the gate to ${nameOf(stage).en.toLowerCase()} yet: ${missing.map(({ name, text }) => `${name.en} (${text.en})`).join("; ")}. Supply it, or have each waived with its reason.`,
    },
  },
  "transformation.gate_own": {
    kind: "forbidden",
    message: {
      zh: ({ number, stage }: At) => `项目 ${number} 的“${nameOf(stage).zh}”关口是您申请的，要由另一人决定和豁免。`,
      en: ({ number, stage }: At) =>
        `You applied for the gate to ${nameOf(stage).en.toLowerCase()} of project ${number}: somebody else decides and waives.`,
    },
  },
  "transformation.gate_decided": {
    kind: "conflict",
    message: {
      zh: ({ number, stage }: At) => `项目 ${number} 的“${nameOf(stage).zh}”关口已有结果或已撤回。请刷新页面。`,
      en: ({ number, stage }: At) =>
        `The gate to ${nameOf(stage).en.toLowerCase()} of project ${number} is decided or withdrawn. Reload the page.`,
    },
  },
  "transformation.gate_applied": {
    kind: "conflict",
    message: {
      zh: ({ number, stage }: At) => `项目 ${number} 的“${nameOf(stage).zh}”关口已经申请，正在等待决定。`,
      en: ({ number, stage }: At) =>
        `The gate to ${nameOf(stage).en.toLowerCase()} of project ${number} has been applied for already.`,
    },
  },
  "transformation.gate_behind": {
    kind: "conflict",
    message: {
      zh: ({ number, stage }: At) => `项目 ${number} 已进入或走过“${nameOf(stage).zh}”，不需要再过这个关口。`,
      en: ({ number, stage }: At) =>
        `Project ${number} is in ${nameOf(stage).en.toLowerCase()}, or beyond it: that gate lies behind.`,
    },
  },
  "transformation.gate_unreasoned": {
    kind: "validation",
    message: {
      zh: () => "暂缓或终止要写明原因。",
      en: () => "Say why it is held or stopped.",
    },
  },
  "transformation.gate_day_to_come": {
    kind: "validation",
    message: {
      zh: ({ on }: { readonly on: string }) => `日期 ${on} 还没有到。请填实际的日期。`,
      en: ({ on }: { readonly on: string }) => `${on} is still to come. Give the day on which it happened.`,
    },
  },
  "transformation.gate_too_early": {
    kind: "validation",
    message: {
      zh: ({ on, before, since }: { readonly on: string; readonly before: Stage; readonly since: string }) =>
        `进入日期 ${on} 早于“${nameOf(before).zh}”的开始日期 ${since}。请改日期。`,
      en: ({ on, before, since }: { readonly on: string; readonly before: Stage; readonly since: string }) =>
        `It would begin on ${on}, before ${nameOf(before).en.toLowerCase()} began on ${since}. Change the day.`,
    },
  },
  "transformation.gate_before_ground": {
    kind: "validation",
    message: {
      zh: ({ number, on, requirement, since }: BeforeGround) =>
        `项目 ${number} 的进入日期 ${on} 早于所依据的“${REQUIREMENT_NAMES[requirement].zh}”，它 ${since} 起才有。请改日期。`,
      en: ({ number, on, requirement, since }: BeforeGround) =>
        `Project ${number} would enter on ${on}, before what the gate rests on: ${REQUIREMENT_NAMES[requirement].en.toLowerCase()} is there since ${since}. Change the day.`,
    },
  },
  "transformation.waiver_needless": {
    kind: "conflict",
    message: {
      zh: ({ requirement }: { readonly requirement: Requirement }) =>
        `“${REQUIREMENT_NAMES[requirement].zh}”已经具备、已经豁免，或这个关口不要求，无须豁免。`,
      en: ({ requirement }: { readonly requirement: Requirement }) =>
        `${REQUIREMENT_NAMES[requirement].en}: there, waived already, or not asked for by this gate. There is nothing to waive.`,
    },
  },
  "transformation.permits_contradict": {
    kind: "validation",
    message: {
      zh: () => "要么列出所需的许可，要么写明不需要，两者不能同时填。请改正。",
      en: () => "Either list the permits that are needed, or say that none is: not both, and not neither.",
    },
  },
  "transformation.permit_days": {
    kind: "validation",
    message: {
      zh: ({ name }: { readonly name: string }) => `许可“${name}”：有效期要晚于取得日期，取得日期不能在今天之后。`,
      en: ({ name }: { readonly name: string }) =>
        `Permit “${name}”: it expires after it was obtained, and was not obtained in time to come.`,
    },
  },
});

interface KnownAgreement {
  /** Null where whoever looks may not read it. */
  readonly number: string | null;
  readonly kind: AgreementKindName;
  readonly isInForce: boolean;
}

export interface GateKnown {
  readonly readinessLevel: number;
  /** Linked to the stage of the gate. */
  readonly agreements: readonly KnownAgreement[];
  readonly companyEvidence: readonly string[];
  /** What is promised or delivered and not withdrawn, in words. */
  readonly support: { readonly university: readonly Bilingual[]; readonly zone: readonly Bilingual[] };
  readonly permits: {
    readonly isStated: boolean;
    readonly noneNeeded: boolean;
    readonly missing: readonly string[];
    readonly held: readonly string[];
  };
  /** Grants for proofs of concept whose reports are asked for, and which of them are accepted. */
  readonly proofs: readonly { readonly title: string; readonly isReported: boolean }[];
  /** Requirements with a waiver that stands. */
  readonly waived: readonly Requirement[];
}

interface Looked {
  readonly isThere: boolean;
  readonly text: Bilingual;
}

const list = (names: readonly string[]): Bilingual => ({ zh: names.join("、"), en: names.join(", ") });

function listAgreements(agreements: readonly KnownAgreement[]): Bilingual {
  const names = agreements.map(({ number }) => (number === null ? CLOSED : { zh: number, en: number }));
  return { zh: names.map(({ zh }) => zh).join("、"), en: names.map(({ en }) => en).join(", ") };
}

/** Whether the agreement is in force and of a kind that carries the stage. */
export function carries(stage: GateStage, { kind, isInForce }: Omit<KnownAgreement, "number">): boolean {
  return isInForce && GATES[stage].agreements.includes(kind);
}

const NUMBER = /AGR-\d{4}-\d{6,}/g;

/** What was written down when somebody else looked, without the numbers of agreements that the reader may not see. */
export function hideClosed({ zh, en }: Bilingual, isOpen: (number: string) => boolean): Bilingual {
  return {
    zh: zh.replaceAll(NUMBER, (number) => (isOpen(number) ? number : CLOSED.zh)),
    en: en.replaceAll(NUMBER, (number) => (isOpen(number) ? number : CLOSED.en)),
  };
}

const LOOK: Readonly<Record<Requirement, (stage: GateStage, known: GateKnown) => Looked>> = {
  readiness(stage, { readinessLevel }) {
    const level = GATES[stage].level ?? 1;
    const isThere = readinessLevel >= level;
    if (isThere) {
      return {
        isThere,
        text: {
          zh: `已授予 ${readinessLevel} 级，要求 ${level} 级`,
          en: `level ${readinessLevel} granted, ${level} asked`,
        },
      };
    }
    const held =
      readinessLevel === 0
        ? { zh: "还没有授予任何级别", en: "no level granted yet" }
        : { zh: `现为 ${readinessLevel} 级`, en: `now ${readinessLevel}` };
    return { isThere, text: { zh: `要求 ${level} 级，${held.zh}`, en: `level ${level} asked, ${held.en}` } };
  },
  company(_, { companyEvidence }) {
    const isThere = companyEvidence.length > 0;
    return { isThere, text: isThere ? list(companyEvidence) : { zh: "还没有上传", en: "not uploaded yet" } };
  },
  agreement(stage, { agreements }) {
    const fit = GATES[stage].agreements;
    const inForce = agreements.filter((each) => carries(stage, each));
    if (inForce.length > 0) return { isThere: true, text: listAgreements(inForce) };
    const names = fit.map((kind) => nameOfKind(kind, null));
    const asked = {
      zh: names.map(({ zh }) => zh).join("或"),
      en: names.map(({ en }) => en.toLowerCase()).join(" or "),
    };
    const linked = agreements.filter(({ isInForce }) => !isInForce);
    const named = listAgreements(linked);
    const why =
      linked.length === 0
        ? { zh: "", en: "" }
        : { zh: `；${named.zh} 未生效、已终止或已到期`, en: `; ${named.en} not in force` };
    return {
      isThere: false,
      text: {
        zh: `本阶段没有关联生效的${asked.zh}合同${why.zh}`,
        en: `no ${asked.en} agreement in force is linked to this stage${why.en}`,
      },
    };
  },
  support_university: (_, { support }) => supportOf(support.university),
  support_zone: (_, { support }) => supportOf(support.zone),
  permits(_, { permits: { isStated, noneNeeded, missing, held } }) {
    if (!isStated) {
      return { isThere: false, text: { zh: "还没有人写明需要哪些许可", en: "nobody has stated which are needed" } };
    }
    if (noneNeeded) return { isThere: true, text: { zh: "已写明不需要许可", en: "stated that none is needed" } };
    if (missing.length > 0)
      return { isThere: false, text: { zh: `还缺 ${missing.join("、")}`, en: `still missing: ${missing.join(", ")}` } };
    return { isThere: true, text: list(held) };
  },
  proof_report: (_, { proofs }) => lookAtProofs(proofs),
};

/** What somebody was granted to prove is reported before the next stage; without a grant there is nothing to report. */
function lookAtProofs(proofs: GateKnown["proofs"]): Looked {
  const open = proofs.filter(({ isReported }) => !isReported).map(({ title }) => title);
  const isThere = open.length === 0;
  const done = list(proofs.map(({ title }) => title));
  if (isThere) return { isThere, text: { zh: `已验收：${done.zh}`, en: `accepted: ${done.en}` } };
  return {
    isThere,
    text: { zh: `还没有验收结题报告：${list(open).zh}`, en: `no accepted report yet: ${list(open).en}` },
  };
}

function supportOf(promises: readonly Bilingual[]): Looked {
  const isThere = promises.length > 0;
  const said = { zh: promises.map(({ zh }) => zh).join("；"), en: promises.map(({ en }) => en).join("; ") };
  return { isThere, text: isThere ? said : { zh: "还没有登记", en: "nothing recorded yet" } };
}

/** Everything that a gate asks for: there, missing, or missing and waived. */
export function lookAtGate(stage: GateStage, known: GateKnown): Finding[] {
  const asked = GATES[stage].requires.filter((each) => each !== "proof_report" || known.proofs.length > 0);
  return asked.map((requirement) => {
    const { isThere, text } = LOOK[requirement](stage, known);
    const state = isThere ? "there" : known.waived.includes(requirement) ? "waived" : "missing";
    return { requirement, name: REQUIREMENT_NAMES[requirement], state, text, supplier: SUPPLIERS[requirement] };
  });
}

interface Judged {
  readonly level: number;
  readonly state: ReviewState;
  readonly decidedAt: string | null;
}

/** Instants of the database, all in UTC and of as many digits as they need, sort as texts without the letter at their end. */
const withoutZone = (instant: string) => instant.replace("Z", "");

/**
 * Of a gate that was passed on a granted level: levels high enough that were granted by then and revoked since, where none as
 * high that it knew of stands. A gate whose level was waived relied on none.
 */
export function lostLevels<R extends Judged>(
  {
    stage,
    state,
    findings,
    decidedAt,
  }: {
    readonly stage: GateStage;
    readonly state: string;
    readonly findings: readonly Pick<Finding, "requirement" | "state">[] | null;
    readonly decidedAt: string | null;
  },
  reviews: readonly R[],
): R[] {
  const relied = (findings ?? []).some((each) => each.requirement === "readiness" && each.state === "there");
  if (state !== "passed" || !relied || decidedAt === null) return [];
  const known = reviews.filter(
    (review) =>
      review.level >= (GATES[stage].level ?? 1) &&
      review.decidedAt !== null &&
      withoutZone(review.decidedAt) <= withoutZone(decidedAt),
  );
  return known.some((review) => review.state === "granted") ? [] : known.filter((review) => review.state === "revoked");
}

/**
 * What has gone from under a stage that its gate opened: its agreement, or a side's support. What the gate did without was
 * never there.
 */
export function lostFrom(
  stage: GateStage,
  {
    agreements,
    supporters,
    waived,
  }: {
    /** Linked to the stage. */
    readonly agreements: readonly Omit<KnownAgreement, "number">[];
    /** Sides of which support is promised or delivered. */
    readonly supporters: readonly Side[];
    readonly waived: readonly Requirement[];
  },
): Requirement[] {
  const isThere: Partial<Record<Requirement, boolean>> = {
    agreement: agreements.some((each) => carries(stage, each)),
    support_university: supporters.includes("university"),
    support_zone: supporters.includes("zone"),
  };
  return GATES[stage].requires.filter((each) => isThere[each] === false && !waived.includes(each));
}

interface StageHeld {
  readonly stage: Stage;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
}

/** Whether the stage was entered, or one that comes after it on its track. */
export function liesBehind(stage: GateStage, stages: readonly StageHeld[]): boolean {
  return stages.some(
    (held) => held.startedOn !== null && (held.stage === stage || STAGE_FACTS[held.stage].follows.includes(stage)),
  );
}

export function refuseNeedlessApplication(
  { number, stage }: At,
  { stages, hasOpen }: { readonly stages: readonly StageHeld[]; readonly hasOpen: boolean },
): void {
  if (liesBehind(stage, stages)) throw gateError("transformation.gate_behind", { number, stage });
  if (hasOpen) throw gateError("transformation.gate_applied", { number, stage });
}

/** Throws unless the gate may be decided like this; to pass takes everything there or waived, whoever asks. */
export function allowDecision(
  { number, stage, state, appliedBy }: At & { readonly state: string; readonly appliedBy: string },
  { decision, on, reason }: GateDecision,
  {
    by,
    today,
    findings,
    since,
    stages,
  }: {
    readonly by: string;
    readonly today: string;
    readonly findings: readonly Finding[];
    /** The first day on which what is there was there. */
    readonly since: Readonly<Partial<Record<Requirement, string>>>;
    readonly stages: readonly StageHeld[];
  },
): void {
  if (state !== "open" && state !== "held") throw gateError("transformation.gate_decided", { number, stage });
  if (appliedBy === by) throw gateError("transformation.gate_own", { number, stage });
  if (on > today) throw gateError("transformation.gate_day_to_come", { on });
  if (decision !== "pass") {
    if (reason === "") throw gateError("transformation.gate_unreasoned", {});
    return;
  }
  if (liesBehind(stage, stages)) throw gateError("transformation.gate_behind", { number, stage });
  const missing = findings.filter((finding) => finding.state === "missing");
  if (missing.length > 0) throw gateError("transformation.gate_lacks", { number, stage, missing });
  for (const { requirement, state: found } of findings) {
    const day = since[requirement];
    if (found === "there" && day !== undefined && on < day) {
      throw gateError("transformation.gate_before_ground", { number, on, requirement, since: day });
    }
  }
  for (const { stage: before, startedOn } of endedBy(stage, stages)) {
    if (startedOn > on) throw gateError("transformation.gate_too_early", { on, before, since: startedOn });
  }
}

/** Stages that go on and end when this one begins. */
export function endedBy<S extends StageHeld>(
  stage: GateStage,
  stages: readonly S[],
): (S & { readonly startedOn: string })[] {
  return stages.flatMap((held) =>
    held.startedOn !== null && held.endedOn === null && STAGE_FACTS[stage].follows.includes(held.stage)
      ? [{ ...held, startedOn: held.startedOn }]
      : [],
  );
}

export function refuseUnfitPermits({ permits, noneNeeded }: PermitStatement, today: string): void {
  if (noneNeeded === permits.length > 0) throw gateError("transformation.permits_contradict", {});
  for (const { name, obtainedOn, expiresOn } of permits) {
    const isUpsideDown = obtainedOn !== null && expiresOn !== null && expiresOn < obtainedOn;
    const isEarly = obtainedOn !== null && obtainedOn > today;
    const isOdd = obtainedOn === null && expiresOn !== null;
    if (isUpsideDown || isEarly || isOdd) throw gateError("transformation.permit_days", { name });
  }
}

/** The gates that may be passed next: those that do not lie behind, the nearest of each track first. */
export function nextGates(stages: readonly StageHeld[]): GateStage[] {
  const open = (Object.keys(GATES) as GateStage[]).filter((stage) => !liesBehind(stage, stages));
  const nearest = open.find((stage) => STAGE_FACTS[stage].track === "technology");
  const company = open.filter((stage) => STAGE_FACTS[stage].track === "company");
  const joint = open.filter((stage) => STAGE_FACTS[stage].track === "joint");
  const next = [...(nearest === undefined ? joint : [nearest]), ...company];
  return next.toSorted((one, other) => STAGES.indexOf(one) - STAGES.indexOf(other));
}

/** Applied for and not decided for good. */
export function isPending({ state }: { readonly state: string }): boolean {
  return state === "open" || state === "held";
}
