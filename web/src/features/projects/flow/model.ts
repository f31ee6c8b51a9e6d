import { formatFen } from "../../../text/format.ts";
import type { Language } from "@dual-high/kernel";
import type { Say } from "../../../text/texts.ts";
import type { Gate, Project, ProjectAgreement, ProjectStage } from "../data.ts";
import { sayingOf } from "../support/saying.ts";
import { type Side, sumOf, SUPPORT_KINDS } from "../support/sums.ts";
import type { ProjectsKey } from "../texts.ts";
import type { FlowGate, FlowModel, FlowStage, FlowTag } from "./layout.ts";

interface Speaking {
  readonly t: Say<ProjectsKey>;
  readonly language: Language;
  readonly scopeId: string;
}

export function datesOf({ startedOn, endedOn, plannedOn }: ProjectStage, t: Say<ProjectsKey>): string {
  if (startedOn !== null && endedOn !== null) return t("during", { from: startedOn, to: endedOn });
  if (startedOn !== null) return t("since", { day: startedOn });
  return plannedOn === null ? t("notBegun") : t("planned", { day: plannedOn });
}

function markOf({ entered, startedOn, endedOn, plannedOn }: ProjectStage): FlowStage["mark"] {
  if (entered === "stated") return "stated";
  if (startedOn === null) return plannedOn === null ? "none" : "planned";
  return endedOn === null ? "current" : "past";
}

/** In force is said by its dot; what is not is said in words. */
export function standOf({ isInForce, isToCome, state }: ProjectAgreement, t: Say<ProjectsKey>): string {
  if (isInForce) return t("inForce");
  if (isToCome) return t("agreementState.toCome");
  if (state === "signed") return t("agreementState.expired");
  if (state === "completed") return t("agreementState.completed");
  return t(state === "draft" ? "agreementState.draft" : "agreementState.ended");
}

function tagOf(agreement: ProjectAgreement, company: string, { t, language, scopeId }: Speaking): FlowTag {
  const { agreementId, isOpen, kindName, number, amountFen, signedOn, isInForce, isToCome, state, parties } = agreement;
  if (!isOpen) return { key: agreementId, lines: [t("closedAgreement")], mark: "other", href: null };
  const others = parties.filter((name) => name !== company).join(t("comma"));
  const facts = [number, formatFen(amountFen, language).replaceAll(" ", "\u00a0")].filter((part) => part !== "");
  const stand = [signedOn ?? "", standOf(agreement, t)].filter((part) => part !== "");
  return {
    key: agreementId,
    lines: [kindName[language], others, facts.join(" · "), stand.join(" ")],
    mark: isInForce ? "in_force" : isToCome || state === "draft" ? "other" : "ended",
    href: `/p/${scopeId}/agreements/${agreementId}`,
  };
}

/** The day on which agreements of the technology's and of the company's track were signed together. */
function findTogether({ stages, agreements }: Project): string | null {
  const daysOf = (track: ProjectStage["track"]) =>
    agreements
      .filter(({ stage }) => stages.some((each) => each.stage === stage && each.track === track))
      .flatMap(({ isOpen, signedOn }) => (isOpen && signedOn !== null ? [signedOn] : []));
  const company = daysOf("company");
  return daysOf("technology").find((day) => company.includes(day)) ?? null;
}

function gateOf(gate: Gate, { stages }: Project, t: Say<ProjectsKey>): FlowGate[] {
  const { stage, state, isNext, findings, waivers } = gate;
  const standing = waivers.filter(({ revokedAt }) => revokedAt === null).length;
  const waived = standing === 0 ? "" : t("waiverCount", { count: standing });
  if (state === "passed") {
    const since = stages.find((each) => each.stage === stage)?.startedOn ?? "";
    return [{ stage, mark: "passed", note: since.slice(0, 7), waived }];
  }
  const missing = findings.filter((finding) => finding.state === "missing").length;
  const note = missing === 0 ? t("ready") : t("lackCount", { count: missing });
  // One that lies behind a stage that was stated was never passed here.
  const isOver = stages.some((each) => each.stage === stage && each.startedOn !== null);
  if (isOver) return [];
  return [{ stage, mark: isNext ? "open" : "closed", note: isNext ? note : "", waived }];
}

function bandOf({ support, sees }: Project, side: Side, { t, language }: Speaking): FlowModel["above"] {
  const items = SUPPORT_KINDS.flatMap((kind) => {
    const sum = sumOf(support, side, kind);
    if (sum.count === 0) return [];
    const said =
      sum.promisedFen === 0n && sum.promisedHundredths === 0 ? sum.words.join(t("comma")) : sayingOf(sum, t, language);
    return [`${t(`support.${kind}`)} ${said}`];
  });
  const shown = items.length === 0 && sees === "all" ? [t("nothingRecorded")] : items;
  return { name: t(`figure.${side}`), items: shown };
}

export function flowModelOf(project: Project, speaking: Speaking): FlowModel {
  const { t, language } = speaking;
  const together = findTogether(project);
  return {
    stages: project.stages.map((stage) => ({
      stage: stage.stage,
      name: stage.name[language],
      dates: datesOf(stage, t),
      mark: markOf(stage),
      tags: project.agreements
        .filter((each) => each.stage === stage.stage)
        .map((each) => tagOf(each, project.company, speaking)),
    })),
    gates: project.gates.flatMap((gate) => gateOf(gate, project, t)),
    company: project.company,
    together: together === null ? "" : t("signedTogether", { day: together }),
    trackNames: { technology: t("track.technology"), company: t("track.company") },
    above: bandOf(project, "university", speaking),
    below: bandOf(project, "zone", speaking),
  };
}
