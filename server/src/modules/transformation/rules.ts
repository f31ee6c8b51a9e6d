import { type Bilingual, defineErrors } from "@dual-high/kernel";
import { STAGE_FACTS, STAGES, type Stage } from "./stages/types.ts";
import {
  PROJECT_ACTIONS,
  PROJECT_STATE_NAMES,
  type ProjectAction,
  type ProjectState,
  type StageChange,
} from "./types.ts";

interface Stated {
  readonly number: string;
  readonly state: ProjectState;
}

interface StatedLate {
  readonly number: string;
  readonly stage: Stage;
  readonly endedOn: string;
  readonly enteredOn: string;
}

const ACTION_NAMES: Readonly<Record<ProjectAction, Bilingual>> = {
  license_out: { zh: "许可转让", en: "licensed out" },
  stop: { zh: "终止", en: "stopped" },
  return: { zh: "退回来源", en: "returned" },
  resume: { zh: "恢复", en: "resumed" },
};

export const projectError = defineErrors({
  "transformation.wrong_state": {
    kind: "conflict",
    message: {
      zh: ({ number, state, action }: Stated & { readonly action: ProjectAction }) =>
        `项目 ${number} 现在是“${PROJECT_STATE_NAMES[state].zh}”，不能${ACTION_NAMES[action].zh}。请刷新页面查看是谁在何时办理的。`,
      en: ({ number, state, action }: Stated & { readonly action: ProjectAction }) =>
        `Project ${number} is ${PROJECT_STATE_NAMES[state].en} and cannot be ${ACTION_NAMES[action].en}. Reload the page to see who did what when.`,
    },
  },
  "transformation.ended": {
    kind: "conflict",
    message: {
      zh: ({ number, state }: Stated) =>
        `项目 ${number} 现在是“${PROJECT_STATE_NAMES[state].zh}”，不能再改。如需继续，请先恢复项目。`,
      en: ({ number, state }: Stated) =>
        `Project ${number} is ${PROJECT_STATE_NAMES[state].en} and cannot be changed. Resume it first.`,
    },
  },
  "transformation.reason_missing": {
    kind: "validation",
    message: {
      zh: ({ number }: { readonly number: string }) => `项目 ${number}：请写明原因。`,
      en: ({ number }: { readonly number: string }) => `Project ${number}: say why.`,
    },
  },
  "transformation.day_to_come": {
    kind: "validation",
    message: {
      zh: ({ number, on }: { readonly number: string; readonly on: string }) =>
        `项目 ${number}：填写的日期 ${on} 还没有到。请填实际发生的日期。`,
      en: ({ number, on }: { readonly number: string; readonly on: string }) =>
        `Project ${number}: ${on} is still to come. Give the day on which it happened.`,
    },
  },
  "transformation.moved_early": {
    kind: "validation",
    message: {
      zh: ({ number, on, since }: { readonly number: string; readonly on: string; readonly since: string }) =>
        `项目 ${number}：日期 ${on} 早于 ${since}，项目在那一天还没有走到这一步。请改日期。`,
      en: ({ number, on, since }: { readonly number: string; readonly on: string; readonly since: string }) =>
        `Project ${number}: ${on} is before ${since}, when it had not come that far. Change the day.`,
    },
  },
  "transformation.license_missing": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: string }) =>
        `项目 ${number} 还没有关联生效的技术许可或技术转让合同，不能登记“已许可转让”。请先关联这份合同。`,
      en: ({ number }: { readonly number: string }) =>
        `Project ${number} has no licence or transfer agreement in force and cannot be recorded as licensed out. Link that agreement first.`,
    },
  },
  "transformation.stage_days": {
    kind: "validation",
    message: {
      zh: ({
        stage,
        startedOn,
        endedOn,
      }: {
        readonly stage: Stage;
        readonly startedOn: string;
        readonly endedOn: string;
      }) => `“${STAGE_FACTS[stage].name.zh}”的结束日期 ${endedOn} 早于开始日期 ${startedOn}。请改其中一个。`,
      en: ({
        stage,
        startedOn,
        endedOn,
      }: {
        readonly stage: Stage;
        readonly startedOn: string;
        readonly endedOn: string;
      }) =>
        `${STAGE_FACTS[stage].name.en} would end on ${endedOn}, before it began on ${startedOn}. Change one of the days.`,
    },
  },
  "transformation.stage_needs_gate": {
    kind: "conflict",
    message: {
      zh: ({ stage }: { readonly stage: Stage }) =>
        `“${STAGE_FACTS[stage].name.zh}”要通过关口才能开始。在此只能补记录入项目之前已结束的阶段，开始和结束日期都要填。`,
      en: ({ stage }: { readonly stage: Stage }) =>
        `${STAGE_FACTS[stage].name.en} begins by passing its gate. Only a stage that was over before can be stated here, with its first and its last day.`,
    },
  },
  "transformation.stage_stated_late": {
    kind: "conflict",
    message: {
      zh: ({ number, stage, endedOn, enteredOn }: StatedLate) =>
        `项目 ${number} 于 ${enteredOn} 录入，“${STAGE_FACTS[stage].name.zh}”的结束日期 ${endedOn} 不早于这一天。在此只能补记录入之前已结束的阶段：请核对日期，或申请这个阶段的关口。`,
      en: ({ number, stage, endedOn, enteredOn }: StatedLate) =>
        `Project ${number} was entered here on ${enteredOn}, and ${STAGE_FACTS[stage].name.en.toLowerCase()} would have ended on ${endedOn}, not before. Only what was over before is stated here: check the day, or apply for the gate.`,
    },
  },
  "transformation.stage_gate_known": {
    kind: "conflict",
    message: {
      zh: ({ number, stage, gate }: { readonly number: string; readonly stage: Stage; readonly gate: Stage }) =>
        `项目 ${number} 的“${STAGE_FACTS[gate].name.zh}”关口已经申请或决定过，“${STAGE_FACTS[stage].name.zh}”不能补记。请在这个关口上办理：等待决定，撤回后重新申请，或由决策人豁免。`,
      en: ({ number, stage, gate }: { readonly number: string; readonly stage: Stage; readonly gate: Stage }) =>
        `The gate to ${STAGE_FACTS[gate].name.en.toLowerCase()} of project ${number} has been applied for or decided, so ${STAGE_FACTS[stage].name.en.toLowerCase()} cannot be stated. Settle it at that gate: wait for the decision, apply anew, or have what is missing waived.`,
    },
  },
  "transformation.stage_by_gate": {
    kind: "conflict",
    message: {
      zh: ({ stage, startedOn }: { readonly stage: Stage; readonly startedOn: string }) =>
        `“${STAGE_FACTS[stage].name.zh}”于 ${startedOn} 经关口开始，开始日期不能在此修改，只能登记结束日期。`,
      en: ({ stage, startedOn }: { readonly stage: Stage; readonly startedOn: string }) =>
        `${STAGE_FACTS[stage].name.en} began on ${startedOn} by passing its gate: its first day cannot be changed here, its last can be recorded.`,
    },
  },
  "transformation.enterprise_unfit": {
    kind: "validation",
    message: {
      zh: () => "“企业账号”要选系统中的一家企业。请重新选择，或不填。",
      en: () => "The company's account must be an enterprise of the system. Choose again, or leave it empty.",
    },
  },
  "transformation.owner_unfit": {
    kind: "validation",
    message: {
      zh: () => "项目经办人要是本专班人员。请重新选择。",
      en: () => "The owner of a project is somebody of the pair office. Choose again.",
    },
  },
  "transformation.login_unknown": {
    kind: "validation",
    message: {
      zh: ({ login }: { readonly login: string }) =>
        `没有登录名为“${login}”的可邀请账号，或您不能邀请他人。请核对，或由专班负责人邀请；也可以不填登录名。`,
      en: ({ login }: { readonly login: string }) =>
        `No account with the login “${login}” can be invited by you. Check it, have the head of the pair office invite them, or leave it empty.`,
    },
  },
  "transformation.agreement_taken": {
    kind: "conflict",
    message: {
      zh: ({ agreement, number }: { readonly agreement: string; readonly number: string }) =>
        `合同 ${agreement} 已关联到项目 ${number}，一份合同只支撑一个项目。请先在那个项目取消关联，或为本项目另签合同。`,
      en: ({ agreement, number }: { readonly agreement: string; readonly number: string }) =>
        `Agreement ${agreement} carries project ${number} already, and an agreement carries one project. Unlink it there first, or sign one for this project.`,
    },
  },
  "transformation.agreement_elsewhere": {
    kind: "validation",
    message: {
      zh: () => "这份合同不在本结对之内，不能关联。请选择本结对的合同。",
      en: () => "This agreement is not one of the pair's and cannot be linked. Choose one of them.",
    },
  },
});

interface Transition {
  readonly from: readonly ProjectState[];
  readonly to: ProjectState;
}
const TRANSITIONS: Readonly<Record<ProjectAction, Transition>> = {
  license_out: { from: ["active"], to: "licensed_out" },
  stop: { from: ["active"], to: "stopped" },
  return: { from: ["active"], to: "returned" },
  // Also where a licence has ended, or was recorded by mistake.
  resume: { from: ["stopped", "returned", "licensed_out"], to: "active" },
};

export function actionsFrom(state: ProjectState): ProjectAction[] {
  return PROJECT_ACTIONS.filter((action) => TRANSITIONS[action].from.includes(state));
}

interface Movable extends Stated {
  readonly hasLicence: boolean;
  /** The last day that is known of its course, which no move comes before. */
  readonly since: string | null;
}

/** The last day of a project's course so far: that of its end, or the latest on which a stage began or ended. */
export function lastDayOf(endedOn: string | null, stages: readonly StageDays[]): string | null {
  const days = stages.flatMap((stage) => [stage.startedOn, stage.endedOn]);
  return (
    [endedOn, ...days]
      .filter((day) => day !== null)
      .toSorted()
      .at(-1) ?? null
  );
}

export function refuseEarlyMove(number: string, on: string, since: string | null): void {
  if (since !== null && on < since) throw projectError("transformation.moved_early", { number, on, since });
}

/** The state after the action, or what stands against it. `today` is the day in Shanghai. */
export function advanceProject(
  project: Movable,
  action: ProjectAction,
  { on, reason, today }: { readonly on: string; readonly reason: string; readonly today: string },
): ProjectState {
  const { number, state, hasLicence, since } = project;
  const { from, to } = TRANSITIONS[action];
  if (!from.includes(state)) throw projectError("transformation.wrong_state", { number, state, action });
  if (reason === "") throw projectError("transformation.reason_missing", { number });
  if (on > today) throw projectError("transformation.day_to_come", { number, on });
  refuseEarlyMove(number, on, since);
  if (action === "license_out" && !hasLicence) throw projectError("transformation.license_missing", { number });
  return to;
}

export function refuseEnded({ number, state }: Stated): void {
  if (state !== "active") throw projectError("transformation.ended", { number, state });
}

export interface StageDays {
  readonly entered: "begun" | "stated" | "gate" | null;
  readonly plannedOn: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
}

interface StatedStage {
  readonly number: string;
  readonly stage: Stage;
  readonly held: StageDays | null;
  readonly today: string;
  /** The day on which the project was entered here. */
  readonly enteredOn: string;
  readonly gates: readonly GateOutcome[];
}
interface GateOutcome {
  readonly stage: Stage;
  readonly state: string;
  readonly decidedBy: string | null;
}

/**
 * What a stage becomes when its days are stated. No gate is passed by it: a stage of which only the days are known is one that
 * was over before the project was entered, and only the laboratory begins without a gate.
 */
export function stateStage(
  { number, stage, held, today, enteredOn, gates }: StatedStage,
  change: StageChange,
): StageDays {
  const { plannedOn, startedOn, endedOn } = change;
  for (const on of [startedOn, endedOn]) {
    if (on !== null && on > today) throw projectError("transformation.day_to_come", { number, on });
  }
  if (startedOn !== null && endedOn !== null && endedOn < startedOn) {
    throw projectError("transformation.stage_days", { stage, startedOn, endedOn });
  }
  if (held?.entered === "gate") {
    const since = held.startedOn ?? "";
    if (startedOn !== null && startedOn !== since) {
      throw projectError("transformation.stage_by_gate", { stage, startedOn: since });
    }
    if (endedOn !== null && endedOn < since) {
      throw projectError("transformation.stage_days", { stage, startedOn: since, endedOn });
    }
    return { ...held, plannedOn, endedOn };
  }
  if (startedOn === null) {
    if (endedOn !== null) throw projectError("transformation.stage_needs_gate", { stage });
    return { entered: null, plannedOn, startedOn: null, endedOn: null };
  }
  if (stage === "lab") return { entered: "begun", plannedOn, startedOn, endedOn };
  if (endedOn === null || stage === "industrialization")
    throw projectError("transformation.stage_needs_gate", { stage });
  if (endedOn >= enteredOn)
    throw projectError("transformation.stage_stated_late", { number, stage, endedOn, enteredOn });
  const gate = gates.find((each) => contradicts(each, stage));
  if (gate !== undefined) throw projectError("transformation.stage_gate_known", { number, stage, gate: gate.stage });
  return { entered: "stated", plannedOn, startedOn, endedOn };
}

/** A gate that somebody asked for or decided says that its stage was not over; one that waits is not put behind either. */
function contradicts(gate: GateOutcome, stage: Stage): boolean {
  const isPending = gate.state === "open" || gate.state === "held";
  if (gate.stage === stage) return isPending || gate.decidedBy !== null;
  return isPending && STAGE_FACTS[stage].follows.includes(gate.stage);
}

/** Stages that have begun and go on, in the order of the chain. */
export function currentStages<T extends StageDays & { readonly stage: Stage }>(stages: readonly T[]): T[] {
  return stages
    .filter(({ startedOn, endedOn }) => startedOn !== null && endedOn === null)
    .toSorted((one, other) => STAGES.indexOf(one.stage) - STAGES.indexOf(other.stage));
}

export function refuseUnfitEnterprise(kind: string | null): void {
  if (kind !== "enterprise") throw projectError("transformation.enterprise_unfit", {});
}

export function formatNumber(year: number, sequence: number): string {
  return `PRJ-${year}-${String(sequence).padStart(6, "0")}`;
}
