import { type Bilingual, defineErrors, formatMoney, formatPercent, type Language } from "@dual-high/kernel";
import {
  type Concern,
  type ConsortiumAction,
  CONSORTIUM_ACTIONS,
  type ConsortiumState,
  type ConsortiumType,
  type ContributionKind,
  CONTRIBUTIONS,
  type Grade,
  type MemberKind,
  MEMBER_KIND_NAMES,
  STATE_NAMES,
  TASK_ACTIONS,
  TASK_STATE_NAMES,
  type TaskAction,
  type TaskState,
  TYPES,
} from "./types.ts";

const WHOLE = 10_000;
/** An assessment is announced as due this many days before. */
const ASSESSMENT_NOTICE_DAYS = 30;
const LEAST_MEMBERS = 2;

interface Stated {
  readonly number: string;
  readonly state: ConsortiumState;
}

const ACTION_NAMES: Readonly<Record<ConsortiumAction, Bilingual>> = {
  found: { zh: "成立", en: "founded" },
  run: { zh: "投入运行", en: "set running" },
  assess: { zh: "评估", en: "assessed" },
  end: { zh: "终止", en: "ended" },
};

const TASK_ACTION_NAMES: Readonly<Record<TaskAction, Bilingual>> = {
  report: { zh: "报完成", en: "reported" },
  take_back: { zh: "撤回报告", en: "taken back" },
  accept: { zh: "验收", en: "accepted" },
  return: { zh: "退回", en: "returned" },
  drop: { zh: "取消", en: "dropped" },
};

export const consortiaError = defineErrors({
  "consortia.wrong_state": {
    kind: "conflict",
    message: {
      zh: ({ number, state, action }: Stated & { readonly action: ConsortiumAction }) =>
        `联合体 ${number} 现在是“${STATE_NAMES[state].zh}”，不能${ACTION_NAMES[action].zh}。请刷新页面查看是谁在何时办理的。`,
      en: ({ number, state, action }: Stated & { readonly action: ConsortiumAction }) =>
        `Consortium ${number} is ${STATE_NAMES[state].en} and cannot be ${ACTION_NAMES[action].en}. Reload the page to see who did what when.`,
    },
  },
  "consortia.ended": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: string }) => `联合体 ${number} 已终止，内容不能再改。如需继续，请新建一个。`,
      en: ({ number }: { readonly number: string }) =>
        `Consortium ${number} has ended and is not changed any more. Enter another one to go on.`,
    },
  },
  "consortia.incomplete": {
    kind: "validation",
    message: {
      zh: ({ number, lacks }: { readonly number: string; readonly lacks: readonly Bilingual[] }) =>
        `联合体 ${number} 成立前还缺：${lacks.map(({ zh }) => zh).join("；")}。请补全后再办理。`,
      en: ({ number, lacks }: { readonly number: string; readonly lacks: readonly Bilingual[] }) =>
        `Before consortium ${number} is founded it needs ${lacks.map(({ en }) => en).join("; ")}. Add that first.`,
    },
  },
  "consortia.people_missing": {
    kind: "validation",
    message: {
      zh: ({ number }: { readonly number: string }) => `联合体 ${number}：请在“决定或评估人”写明姓名。`,
      en: ({ number }: { readonly number: string }) =>
        `Consortium ${number}: name those who decided or assessed under “People”.`,
    },
  },
  "consortia.grade_missing": {
    kind: "validation",
    message: {
      zh: ({ number }: { readonly number: string }) => `联合体 ${number}：评估要选一个等次。`,
      en: ({ number }: { readonly number: string }) => `Consortium ${number}: choose the grade of the assessment.`,
    },
  },
  "consortia.reason_missing": {
    kind: "validation",
    message: {
      zh: ({ number }: { readonly number: string }) => `终止联合体 ${number} 要写明原因。`,
      en: ({ number }: { readonly number: string }) => `Say why consortium ${number} ends.`,
    },
  },
  "consortia.assessed_by_starter": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: string }) =>
        `联合体 ${number} 是您登记投入运行的，评估要由另一位工作人员登记。请换一位同事办理。`,
      en: ({ number }: { readonly number: string }) =>
        `You set consortium ${number} running: somebody else records its assessment. Ask a colleague.`,
    },
  },
  "consortia.day_to_come": {
    kind: "validation",
    message: {
      zh: ({ on, today }: { readonly on: string; readonly today: string }) =>
        `日期 ${on} 还没有到（今天是 ${today}）。请改“日期”。`,
      en: ({ on, today }: { readonly on: string; readonly today: string }) =>
        `The day ${on} is still to come (today is ${today}). Change “Day”.`,
    },
  },
  "consortia.day_before": {
    kind: "validation",
    message: {
      zh: ({ on, since, what }: { readonly on: string; readonly since: string; readonly what: Bilingual }) =>
        `日期 ${on} 早于${what.zh} ${since}。请改“日期”。`,
      en: ({ on, since, what }: { readonly on: string; readonly since: string; readonly what: Bilingual }) =>
        `The day ${on} is before ${what.en} ${since}. Change “Day”.`,
    },
  },
  "consortia.member_known": {
    kind: "conflict",
    message: {
      zh: ({ name }: { readonly name: string }) => `“${name}”已经是成员。请打开已有的那一行，或核对名称。`,
      en: ({ name }: { readonly name: string }) => `“${name}” is a member already. Open that line, or check the name.`,
    },
  },
  "consortia.member_gone": {
    kind: "conflict",
    message: {
      zh: ({ name, leftOn }: { readonly name: string; readonly leftOn: string }) =>
        `“${name}”已于 ${leftOn} 退出，请选择现有成员。`,
      en: ({ name, leftOn }: { readonly name: string; readonly leftOn: string }) =>
        `“${name}” left on ${leftOn}. Choose somebody who is a member now.`,
    },
  },
  "consortia.lead_leaves": {
    kind: "conflict",
    message: {
      zh: ({ name }: { readonly name: string }) => `“${name}”是牵头单位，不能直接退出。请先把牵头交给另一成员。`,
      en: ({ name }: { readonly name: string }) =>
        `“${name}” leads the consortium and cannot leave. Hand the lead over to another member first.`,
    },
  },
  "consortia.exit_not_agreed": {
    kind: "validation",
    message: {
      zh: ({ name }: { readonly name: string }) => `“${name}”退出要经牵头单位同意：请在“牵头单位同意人”写明姓名。`,
      en: ({ name }: { readonly name: string }) =>
        `The lead agrees to the exit of “${name}”: name who did under “Agreed by”.`,
    },
  },
  "consortia.exit_leaves_tasks": {
    kind: "conflict",
    message: {
      zh: ({ name, tasks }: { readonly name: string; readonly tasks: readonly string[] }) =>
        `“${name}”还有未完成的任务：${tasks.join("、")}。请先改由其他成员承担或取消。`,
      en: ({ name, tasks }: { readonly name: string; readonly tasks: readonly string[] }) =>
        `“${name}” still has tasks: ${tasks.join(", ")}. Give them to another member or drop them first.`,
    },
  },
  "consortia.task_wrong_state": {
    kind: "conflict",
    message: {
      zh: (task: { readonly title: string; readonly state: TaskState; readonly action: TaskAction }) =>
        `任务“${task.title}”现在是“${TASK_STATE_NAMES[task.state].zh}”，不能${TASK_ACTION_NAMES[task.action].zh}。请刷新页面。`,
      en: (task: { readonly title: string; readonly state: TaskState; readonly action: TaskAction }) =>
        `The task “${task.title}” is ${TASK_STATE_NAMES[task.state].en} and cannot be ${TASK_ACTION_NAMES[task.action].en}. Reload the page.`,
    },
  },
  "consortia.delivered_after_exit": {
    kind: "validation",
    message: {
      zh: ({ name, on, leftOn }: { readonly name: string; readonly on: string; readonly leftOn: string }) =>
        `“${name}”已于 ${leftOn} 退出，不能登记 ${on} 的投入。请改日期。`,
      en: ({ name, on, leftOn }: { readonly name: string; readonly on: string; readonly leftOn: string }) =>
        `“${name}” left on ${leftOn}: it delivered nothing on ${on}. Change the day.`,
    },
  },
  "consortia.task_settled": {
    kind: "conflict",
    message: {
      zh: ({ title, state }: { readonly title: string; readonly state: TaskState }) =>
        state === "reported"
          ? `任务“${title}”已报告完成，不能修改。请先退回，再修改。`
          : `任务“${title}”现在是“${TASK_STATE_NAMES[state].zh}”，不能修改。请另加一项任务。`,
      en: ({ title, state }: { readonly title: string; readonly state: TaskState }) =>
        state === "reported"
          ? `The task “${title}” is reported done and cannot be changed. Return it first.`
          : `The task “${title}” is ${TASK_STATE_NAMES[state].en} and cannot be changed. Add another task instead.`,
    },
  },
  "consortia.task_text_missing": {
    kind: "validation",
    message: {
      zh: ({ title, action }: { readonly title: string; readonly action: TaskAction }) =>
        action === "report"
          ? `任务“${title}”：请写明完成了什么。`
          : `任务“${title}”：请写明${TASK_ACTION_NAMES[action].zh}的原因。`,
      en: ({ title, action }: { readonly title: string; readonly action: TaskAction }) =>
        action === "report"
          ? `The task “${title}”: say what came of it.`
          : `The task “${title}”: say why it is ${TASK_ACTION_NAMES[action].en}.`,
    },
  },
  "consortia.accepted_by_reporter": {
    kind: "conflict",
    message: {
      zh: ({ title }: { readonly title: string }) => `任务“${title}”是您报完成的，要由另一人验收。请换一位同事办理。`,
      en: ({ title }: { readonly title: string }) =>
        `You reported the task “${title}”: somebody else accepts it. Ask a colleague.`,
    },
  },
  "consortia.accepted_by_member": {
    kind: "conflict",
    message: {
      zh: ({ title, member }: { readonly title: string; readonly member: string }) =>
        `任务“${title}”是“${member}”报完成的，您也是该单位人员，要由另一方验收。请换一位同事办理。`,
      en: ({ title, member }: { readonly title: string; readonly member: string }) =>
        `“${member}” reported the task “${title}”, and you are one of its people: the other side accepts it. Ask a colleague.`,
    },
  },
  "consortia.task_of_another": {
    kind: "forbidden",
    message: {
      zh: ({ title, member }: { readonly title: string; readonly member: string }) =>
        `任务“${title}”由“${member}”承担，只有该单位或联合体管理方可以办理。您可以办理本单位的任务。`,
      en: ({ title, member }: { readonly title: string; readonly member: string }) =>
        `The task “${title}” is of “${member}”: only its people, or those who look after the consortium, see to it. You can report your own unit's tasks.`,
    },
  },
  "consortia.task_not_yours_to_decide": {
    kind: "forbidden",
    message: {
      zh: ({ title, action }: { readonly title: string; readonly action: TaskAction }) =>
        `任务“${title}”由联合体管理方${TASK_ACTION_NAMES[action].zh}。贵单位可以报完成，验收前可以撤回报告。`,
      en: ({ title, action }: { readonly title: string; readonly action: TaskAction }) =>
        `The task “${title}” is ${TASK_ACTION_NAMES[action].en} by those who look after the consortium. Your unit reports it, and takes the report back until it is accepted.`,
    },
  },
  "consortia.report_of_another": {
    kind: "conflict",
    message: {
      zh: ({ title, member }: { readonly title: string; readonly member: string }) =>
        `任务“${title}”不是“${member}”自己报完成的，不能撤回。请联合体管理方退回。`,
      en: ({ title, member }: { readonly title: string; readonly member: string }) =>
        `The task “${title}” was not reported by “${member}” itself: nobody takes that back. Those who look after the consortium can return it.`,
    },
  },
  "consortia.request_of_another": {
    kind: "forbidden",
    message: {
      zh: ({ name }: { readonly name: string }) =>
        `“${name}”的申请不是贵单位提出的，不能撤回。请由提出申请的单位办理。`,
      en: ({ name }: { readonly name: string }) =>
        `The request about “${name}” is not of your unit: whoever asked withdraws it.`,
    },
  },
  "consortia.beyond_promise": {
    kind: "validation",
    message: {
      zh: ({
        title,
        left,
        quantity,
      }: {
        readonly title: string;
        readonly left: Bilingual;
        readonly quantity: Bilingual;
      }) => `“${title}”承诺的还剩 ${left.zh}，不能登记 ${quantity.zh}。请改数量；多投入的部分另加一项承诺。`,
      en: ({
        title,
        left,
        quantity,
      }: {
        readonly title: string;
        readonly left: Bilingual;
        readonly quantity: Bilingual;
      }) =>
        `Of “${title}” ${left.en} is left, less than ${quantity.en}. Change the quantity, or add a promise for what is more.`,
    },
  },
  "consortia.confirmed_by_noter": {
    kind: "conflict",
    message: {
      zh: ({ title }: { readonly title: string }) =>
        `“${title}”的这笔到位是您登记的，要由另一人确认。请换一位同事办理。`,
      en: ({ title }: { readonly title: string }) =>
        `You noted this delivery of “${title}”: somebody else confirms it. Ask a colleague.`,
    },
  },
  "consortia.confirmed_already": {
    kind: "conflict",
    message: {
      zh: ({ title }: { readonly title: string }) => `“${title}”的这笔到位已经有人确认。请刷新页面。`,
      en: ({ title }: { readonly title: string }) =>
        `Somebody has confirmed this delivery of “${title}”. Reload the page.`,
    },
  },
  "consortia.shares_do_not_sum": {
    kind: "validation",
    message: {
      zh: ({ title, sum }: { readonly title: string; readonly sum: number }) =>
        `成果“${title}”的权属份额合计为 ${formatPercent(sum)}，应为 100%。请改“份额”一列，使各方相加正好为 100%。`,
      en: ({ title, sum }: { readonly title: string; readonly sum: number }) =>
        `The shares in “${title}” are ${formatPercent(sum)} together and must be 100 %. Change the column “Share”.`,
    },
  },
  "consortia.share_twice": {
    kind: "validation",
    message: {
      zh: ({ title, name }: { readonly title: string; readonly name: string }) =>
        `成果“${title}”里“${name}”出现了两次。请合成一行。`,
      en: ({ title, name }: { readonly title: string; readonly name: string }) =>
        `“${name}” stands twice in the shares of “${title}”. Make it one line.`,
    },
  },
  "consortia.asked_already": {
    kind: "conflict",
    message: {
      zh: ({ name }: { readonly name: string }) => `“${name}”已经有一份申请在等决定。请等答复，或联系联合体秘书处。`,
      en: ({ name }: { readonly name: string }) =>
        `A request about “${name}” waits for a decision. Wait for the answer, or ask the secretariat.`,
    },
  },
  "consortia.request_decided": {
    kind: "conflict",
    message: {
      zh: ({ name }: { readonly name: string }) => `“${name}”的申请已有决定或已撤回。请刷新页面。`,
      en: ({ name }: { readonly name: string }) =>
        `The request about “${name}” was decided or withdrawn. Reload the page.`,
    },
  },
  "consortia.decided_by_asker": {
    kind: "conflict",
    message: {
      zh: ({ name }: { readonly name: string }) => `“${name}”的申请是您提出的，要由另一人决定。请换一位同事办理。`,
      en: ({ name }: { readonly name: string }) => `You asked for “${name}”: somebody else decides. Ask a colleague.`,
    },
  },
  "consortia.decline_unreasoned": {
    kind: "validation",
    message: {
      zh: ({ name }: { readonly name: string }) => `不同意“${name}”的申请要写明理由，请填“答复”。`,
      en: ({ name }: { readonly name: string }) => `Say under “Answer” why the request about “${name}” is declined.`,
    },
  },
  "consortia.account_unfit": {
    kind: "validation",
    message: {
      zh: () => "“企业账号”要选一家在本系统有账号的企业，且成员类别为“企业”。请重新选择，或不填。",
      en: () =>
        "“Account” must be that of an enterprise here, for a member that is one. Choose again, or leave it empty.",
    },
  },
  "consortia.account_taken": {
    kind: "conflict",
    message: {
      zh: ({ name }: { readonly name: string }) => `这个企业账号已经用于成员“${name}”。请核对选择的企业。`,
      en: ({ name }: { readonly name: string }) =>
        `This account belongs to the member “${name}”. Check the enterprise.`,
    },
  },
  "consortia.agreement_unfit": {
    kind: "validation",
    message: {
      zh: () => "“联合体协议”要选一份类型为“创新联合体”的合同。请重新选择，或不填。",
      en: () => "“Agreement” must be an agreement of the kind “Consortium”. Choose again, or leave it empty.",
    },
  },
  "consortia.name_taken": {
    kind: "conflict",
    message: {
      zh: ({ name, number }: { readonly name: string; readonly number: string }) =>
        `已有同名的联合体“${name}”（${number}）。请打开已有的那一个，或换个名称。`,
      en: ({ name, number }: { readonly name: string; readonly number: string }) =>
        `There is a consortium “${name}” (${number}) already. Open that one, or choose another name.`,
    },
  },
  "consortia.list_header_missing": {
    kind: "validation",
    message: {
      zh: ({ file }: { readonly file: string }) =>
        `“${file}”里没有找到表头：要有“联合体名称”一列。请下载导出的清单作为模板。`,
      en: ({ file }: { readonly file: string }) =>
        `“${file}” has no header row: a column “Consortium” is needed. Use the exported list as a template.`,
    },
  },
});

/** "120.0 万元", "12 人月". */
export function quantityText(kind: ContributionKind, quantity: bigint, language: Language): string {
  if (kind === "money") return formatMoney(quantity, language);
  return `${quantity} ${CONTRIBUTIONS[kind].unit[language]}`;
}

function quantityWords(kind: ContributionKind, quantity: bigint): Bilingual {
  return { zh: quantityText(kind, quantity, "zh"), en: quantityText(kind, quantity, "en") };
}

export function formatNumber(year: number, sequence: number): string {
  return `CON-${year}-${String(sequence).padStart(6, "0")}`;
}

// Life cycle ------------------------------------------------------------------------------------------------------------------

const TRANSITIONS: Readonly<Record<ConsortiumAction, { from: readonly ConsortiumState[]; to: ConsortiumState }>> = {
  found: { from: ["preparing"], to: "founded" },
  run: { from: ["founded", "assessed"], to: "running" },
  assess: { from: ["running"], to: "assessed" },
  end: { from: ["preparing", "founded", "running", "assessed"], to: "ended" },
};

export function actionsFrom(state: ConsortiumState): ConsortiumAction[] {
  return CONSORTIUM_ACTIONS.filter((action) => TRANSITIONS[action].from.includes(state));
}

interface Founding {
  readonly goal: string;
  readonly basis: string;
  readonly agreementState: string | null;
  readonly members: readonly { readonly kind: MemberKind; readonly isLead: boolean; readonly leftOn: string | null }[];
}

/** What has to be added before it is founded. */
export function findLacks({ goal, basis, agreementState, members }: Founding): Bilingual[] {
  const present = members.filter(({ leftOn }) => leftOn === null);
  const lacks: Bilingual[] = [];
  if (!present.some(({ isLead }) => isLead)) lacks.push({ zh: "牵头单位", en: "a lead" });
  if (present.length < LEAST_MEMBERS) lacks.push({ zh: "至少两个成员", en: "at least two members" });
  if (goal === "") lacks.push({ zh: "目标与方向", en: "its goal" });
  if (basis === "" && agreementState !== "signed") {
    lacks.push({ zh: "已签署的联合体协议，或成立文件", en: "a signed agreement, or the document that founds it" });
  }
  return lacks;
}

/** What is unusual and allowed: the guideline says who normally leads, not who must. */
export function findNotes(type: ConsortiumType, leadKind: MemberKind | null): Bilingual[] {
  const { name, usualLeads } = TYPES[type];
  if (leadKind === null || usualLeads.includes(leadKind)) return [];
  const kind = MEMBER_KIND_NAMES[leadKind];
  return [
    {
      zh: `${name.zh}联合体通常由${usualLeads.map((lead) => MEMBER_KIND_NAMES[lead].zh).join("、")}牵头，这一个由${kind.zh}牵头`,
      en: `One of the type ${name.en} is usually led by ${usualLeads.map((lead) => MEMBER_KIND_NAMES[lead].en.toLowerCase()).join(" or ")}; this one by a ${kind.en.toLowerCase()}`,
    },
  ];
}

interface Step {
  readonly action: ConsortiumAction;
  readonly on: string;
  readonly people: string;
  readonly grade: Grade | null;
  readonly nextOn: string | null;
  readonly reason: string;
}

/** The state after the step, or what stands against it. `today` is the day in Shanghai. */
export function advanceConsortium(
  consortium: Stated & {
    readonly foundedOn: string | null;
    readonly startedBy: string | null;
    readonly lacks: readonly Bilingual[];
  },
  { action, on, people, grade, nextOn, reason }: Step,
  { actorId, today }: { readonly actorId: string; readonly today: string },
): ConsortiumState {
  const { number, state, foundedOn, startedBy, lacks } = consortium;
  const { from, to } = TRANSITIONS[action];
  if (!from.includes(state)) throw consortiaError("consortia.wrong_state", { number, state, action });
  refuseDayToCome(on, today);
  if (foundedOn !== null) refuseDayBefore(on, foundedOn, { zh: "成立日期", en: "the day it was founded," });
  if (action !== "run" && people === "") throw consortiaError("consortia.people_missing", { number });
  if (action === "found" && lacks.length > 0) throw consortiaError("consortia.incomplete", { number, lacks });
  if (action === "end" && reason === "") throw consortiaError("consortia.reason_missing", { number });
  if (action === "assess") {
    if (grade === null) throw consortiaError("consortia.grade_missing", { number });
    if (startedBy === actorId) throw consortiaError("consortia.assessed_by_starter", { number });
    if (nextOn !== null) refuseDayBefore(nextOn, on, { zh: "本次评估", en: "this assessment on" });
  }
  return to;
}

export function refuseEnded({ number, state }: Stated): void {
  if (state === "ended") throw consortiaError("consortia.ended", { number });
}

export function refuseDayToCome(on: string, today: string): void {
  if (on > today) throw consortiaError("consortia.day_to_come", { on, today });
}

function refuseDayBefore(on: string, since: string, what: Bilingual): void {
  if (on < since) throw consortiaError("consortia.day_before", { on, since, what });
}

// Members ---------------------------------------------------------------------------------------------------------------------

interface MemberFact {
  readonly name: string;
  readonly isLead: boolean;
  readonly enteredOn: string;
  readonly leftOn: string | null;
}

export function refuseGone({ name, leftOn }: Pick<MemberFact, "name" | "leftOn">): void {
  if (leftOn !== null) throw consortiaError("consortia.member_gone", { name, leftOn });
}

export function refuseKnownMember(name: string, members: readonly Pick<MemberFact, "name" | "leftOn">[]): void {
  const isKnown = members.some((one) => one.leftOn === null && one.name.toLowerCase() === name.toLowerCase());
  if (isKnown) throw consortiaError("consortia.member_known", { name });
}

/** Whoever leaves hands over the lead and the open tasks first, and leaves with the lead's agreement. */
export function refuseExit(
  member: MemberFact,
  { on, agreedBy }: { readonly on: string; readonly agreedBy: string },
  work: { readonly openTasks: readonly string[]; readonly lastDay: string | null; readonly today: string },
): void {
  const { openTasks, lastDay, today } = work;
  const { name, isLead, enteredOn } = member;
  refuseGone(member);
  if (isLead) throw consortiaError("consortia.lead_leaves", { name });
  if (agreedBy === "") throw consortiaError("consortia.exit_not_agreed", { name });
  refuseDayToCome(on, today);
  refuseDayBefore(on, enteredOn, { zh: "加入日期", en: "its entry on" });
  if (lastDay !== null)
    refuseDayBefore(on, lastDay, { zh: "它最后一次报告或交付的日期", en: "what it last reported or delivered, on" });
  if (openTasks.length > 0) throw consortiaError("consortia.exit_leaves_tasks", { name, tasks: openTasks });
}

// Tasks -----------------------------------------------------------------------------------------------------------------------

const TASK_TRANSITIONS: Readonly<Record<TaskAction, { from: readonly TaskState[]; to: TaskState }>> = {
  report: { from: ["open"], to: "reported" },
  take_back: { from: ["reported"], to: "open" },
  accept: { from: ["reported"], to: "accepted" },
  return: { from: ["reported"], to: "open" },
  drop: { from: ["open", "reported"], to: "dropped" },
};

/** Who stands before a task: those who look after the consortium, people of the member whose it is, both, or neither. */
export interface TaskActor {
  readonly actorId: string;
  readonly mayManage: boolean;
  readonly isOwn: boolean;
}

interface Reported {
  readonly reportedBy: string | null;
  /** By people of the member whose task it is. */
  readonly isReportedByMember: boolean;
}

export function taskActionsFrom(
  task: Reported & { readonly state: TaskState },
  { actorId, mayManage, isOwn }: TaskActor,
): TaskAction[] {
  const ownReport = isOwn && task.isReportedByMember;
  const mayTake: Readonly<Record<TaskAction, boolean>> = {
    report: mayManage || isOwn,
    take_back: ownReport,
    accept: mayManage && task.reportedBy !== actorId && !ownReport,
    return: mayManage,
    drop: mayManage,
  };
  return TASK_ACTIONS.filter((action) => TASK_TRANSITIONS[action].from.includes(task.state) && mayTake[action]);
}

/** A member's people report their own tasks and take that back; everything else is for those who look after the consortium. */
function refuseOthersTask(
  { title, memberName }: { readonly title: string; readonly memberName: string },
  action: TaskAction,
  { mayManage, isOwn }: TaskActor,
): void {
  if (mayManage) return;
  if (!isOwn) throw consortiaError("consortia.task_of_another", { title, member: memberName });
  if (!["report", "take_back"].includes(action))
    throw consortiaError("consortia.task_not_yours_to_decide", { title, action });
}

/** What was reported, and what a third person accepted, stays under the title and the member that it was done for. */
export function refuseSettledTask({ title, state }: { readonly title: string; readonly state: TaskState }): void {
  if (state !== "open") throw consortiaError("consortia.task_settled", { title, state });
}

/** Approving is not completing: neither whoever reported a task accepts it, nor anybody of the unit that did. */
export function advanceTask(
  task: Reported & {
    readonly title: string;
    readonly memberName: string;
    readonly state: TaskState;
    readonly reportedOn: string | null;
    /** When its member entered. */
    readonly memberSince: string;
  },
  { action, on, result }: { readonly action: TaskAction; readonly on: string; readonly result: string },
  actor: TaskActor,
  today: string,
): TaskState {
  const { title, memberName: member, state, reportedBy, reportedOn, memberSince } = task;
  refuseOthersTask(task, action, actor);
  const { from, to } = TASK_TRANSITIONS[action];
  if (!from.includes(state)) throw consortiaError("consortia.task_wrong_state", { title, state, action });
  refuseDayToCome(on, today);
  refuseDayBefore(on, memberSince, { zh: "负责成员的加入日期", en: "the entry of its member on" });
  if (reportedOn !== null) refuseDayBefore(on, reportedOn, { zh: "报告完成的日期", en: "its report on" });
  const ownReport = actor.isOwn && task.isReportedByMember;
  if (action === "take_back" && !ownReport) throw consortiaError("consortia.report_of_another", { title, member });
  if (action === "accept") {
    if (reportedBy === actor.actorId) throw consortiaError("consortia.accepted_by_reporter", { title });
    if (ownReport) throw consortiaError("consortia.accepted_by_member", { title, member });
  }
  const isTextNeeded = action !== "accept" && action !== "take_back";
  if (isTextNeeded && result === "") throw consortiaError("consortia.task_text_missing", { title, action });
  return to;
}

/** A delivery is of a day on which its member took part. */
export function refuseUnfitDelivery(
  { enteredOn, leftOn, name }: Pick<MemberFact, "name" | "enteredOn" | "leftOn">,
  { on, today }: { readonly on: string; readonly today: string },
): void {
  refuseDayToCome(on, today);
  refuseDayBefore(on, enteredOn, { zh: "提供方的加入日期", en: "the entry of its member on" });
  if (leftOn !== null && on > leftOn) throw consortiaError("consortia.delivered_after_exit", { name, on, leftOn });
}

// Contributions and results ---------------------------------------------------------------------------------------------------

/** What was noted counts against the promise, confirmed or not. */
export function refuseBeyondPromise(
  {
    title,
    kind,
    promised,
    noted,
  }: {
    readonly title: string;
    readonly kind: ContributionKind;
    readonly promised: bigint;
    readonly noted: bigint;
  },
  quantity: bigint,
): void {
  const left = promised - noted;
  if (quantity <= left) return;
  throw consortiaError("consortia.beyond_promise", {
    title,
    left: quantityWords(kind, left),
    quantity: quantityWords(kind, quantity),
  });
}

export function refuseOwnConfirmation(
  title: string,
  { notedBy, confirmedBy }: { readonly notedBy: string; readonly confirmedBy: string | null },
  actorId: string,
): void {
  if (confirmedBy !== null) throw consortiaError("consortia.confirmed_already", { title });
  if (notedBy === actorId) throw consortiaError("consortia.confirmed_by_noter", { title });
}

/** Shares are of members, of those who left as well, once each, and come to exactly the whole. */
export function refuseUnfitShares(
  title: string,
  shares: readonly { readonly memberId: string; readonly shareBp: number }[],
  names: ReadonlyMap<string, string>,
): void {
  const seen = new Set<string>();
  for (const { memberId } of shares) {
    if (seen.has(memberId)) throw consortiaError("consortia.share_twice", { title, name: names.get(memberId) ?? "" });
    seen.add(memberId);
  }
  const sum = shares.reduce((total, { shareBp }) => total + shareBp, 0);
  if (sum !== WHOLE) throw consortiaError("consortia.shares_do_not_sum", { title, sum });
}

// What asks for a look --------------------------------------------------------------------------------------------------------

export interface Survey {
  readonly state: ConsortiumState;
  readonly hasLead: boolean;
  readonly members: number;
  readonly tasksOverdue: number;
  readonly contributionsOverdue: number;
  /** Days until the assessment; less than none when it is overdue. */
  readonly assessIn: number | null;
  /** Tasks that were reported and deliveries that were noted, which somebody else has to look at. */
  readonly waiting: number;
}

export function findConcerns(survey: Survey): Concern[] {
  const { state } = survey;
  if (state === "ended") return [];
  const isAtWork = state !== "preparing";
  const days = isAtWork ? survey.assessIn : null;
  const found: readonly (readonly [Concern, boolean])[] = [
    ["no_lead", isAtWork && !survey.hasLead],
    ["tasks_overdue", survey.tasksOverdue > 0],
    ["contributions_overdue", survey.contributionsOverdue > 0],
    ["assessment_overdue", days !== null && days < 0],
    ["assessment_due", days !== null && days >= 0 && days <= ASSESSMENT_NOTICE_DAYS],
    ["too_few_members", isAtWork && survey.members < LEAST_MEMBERS],
    ["waits_for_another", survey.waiting > 0],
  ];
  return found.flatMap(([concern, isSo]) => (isSo ? [concern] : []));
}

/** Each kind counts alike, for hours and money have no common measure; null where nothing was promised. */
export function deliveredOf(sums: readonly { readonly promised: bigint; readonly delivered: bigint }[]): number | null {
  const known = sums.filter(({ promised }) => promised > 0n);
  if (known.length === 0) return null;
  const parts = known.map(({ promised, delivered }) => Number((delivered * BigInt(WHOLE)) / promised));
  return Math.floor(parts.reduce((total, part) => total + part, 0) / parts.length);
}
