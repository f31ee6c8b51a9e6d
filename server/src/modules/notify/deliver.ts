// Which events are told to whom. A subscriber runs as the system, once for each event.
import type { Bilingual } from "@dual-high/kernel";
import { type Role, ROLES } from "../../platform/access/matrix.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Outbox, OutboxEvent } from "../../platform/outbox/index.ts";
import { listImported } from "../directory/index.ts";
import { bookingMoved, bookingRequested } from "../facilities/index.ts";
import { listHolders } from "../identity/index.ts";
import {
  agreementDrafted,
  agreementMoved,
  approvalMoved,
  deliveryMoved,
  distributionLost,
} from "../agreements/index.ts";
import { teamAnswered } from "../challenges/index.ts";
import { dayAnswered, lineAssigned, matchAnswered, matchShown, runCompleted } from "../matchmaking/index.ts";
import {
  findNeedState,
  listNeedReaders,
  NEED_VISIBILITY_NAMES,
  needChanged,
  needMoved,
  needSubmitted,
  needVisibilityChanged,
  readerInvited,
  rewriteDecided,
  rewriteProposed,
} from "../needs/index.ts";
import { insertDeliveries, replaceTitlesOf } from "./queries.ts";

const TRIAGE: readonly Role[] = ["pair_lead", "pair_officer"];
export const OFFICE: readonly Role[] = ["pair_lead", "pair_officer", "technology_manager"];
export const ENTERPRISE: readonly Role[] = ["enterprise_lead", "enterprise_member"];
const HEADS: readonly Role[] = ["pair_lead"];

interface Message {
  readonly scopeId: string;
  readonly kind: string;
  readonly title: Bilingual;
  readonly path: string;
  /** The need that it is about: whoever may not read it is not told. */
  readonly needId?: string;
}

/** Nobody is told of what they did themselves, nor twice of one event. */
export async function tell(
  tx: Tx,
  event: Pick<OutboxEvent<unknown>, "id" | "actorId" | "occurredAt">,
  userIds: readonly (string | null)[],
  message: Message,
): Promise<void> {
  const readers = message.needId === undefined ? null : await listNeedReaders(tx, message.needId);
  const to = new Set(userIds.filter((id) => id !== null && id !== event.actorId && readers?.has(id) !== false));
  if (to.size === 0) return;
  await insertDeliveries(
    tx,
    [...to].map((userId) => ({
      ...message,
      userId: userId ?? "",
      id: newId(),
      zoneId: message.scopeId,
      eventId: event.id,
      occurredAt: event.occurredAt,
    })),
  );
}

/** A need as it is called where it is told of. The title of a restricted one is not in the event. */
function named(number: string, title: string): string {
  return title === "" ? number : `${number} ${title}`;
}

export async function idsOf(tx: Tx, scopeId: string | null, roles: readonly Role[]): Promise<string[]> {
  return scopeId === null ? [] : (await listHolders(tx, scopeId, roles)).map(({ id }) => id);
}

const MOVED: Readonly<Record<string, Bilingual>> = {
  return: { zh: "已退回，请补充", en: "was returned for completion" },
  accept: { zh: "已受理", en: "was accepted" },
  match: { zh: "已找到对接伙伴", en: "was matched with a partner" },
  begin_talks: { zh: "进入洽谈", en: "is in talks" },
  pose_challenge: { zh: "已发榜", en: "was posed as a challenge" },
  sign: { zh: "已签约", en: "was contracted" },
  deliver: { zh: "已交付", en: "was delivered" },
  close: { zh: "已办结", en: "was closed" },
  reopen: { zh: "重新受理", en: "was taken up again" },
};

const DECIDED = {
  confirm: { zh: "改写稿已确认", en: "the rewrite was confirmed" },
  decline: { zh: "改写稿未被接受", en: "the rewrite was declined" },
  withdraw: { zh: "改写稿已撤回", en: "the rewrite was withdrawn" },
} as const satisfies Readonly<Record<string, Bilingual>>;

const LISTS: Readonly<Record<string, { readonly words: Bilingual; readonly page: string }>> = {
  needs: { words: { zh: "需求", en: "needs" }, page: "needs" },
  achievements: { words: { zh: "成果", en: "achievements" }, page: "achievements" },
  instruments: { words: { zh: "仪器", en: "instruments" }, page: "instruments" },
  teams: { words: { zh: "团队", en: "teams" }, page: "teams" },
};

const BOOKED: Readonly<Record<string, Bilingual>> = {
  approved: { zh: "已预约成功", en: "is booked" },
  refused: { zh: "未获批准", en: "was refused" },
  offered: { zh: "候补轮到您，请在保留时间内接受", en: "has a place for you: take it while it is kept" },
  lapsed: { zh: "候补已过期", en: "has lapsed on the waiting list" },
  cancelled: { zh: "已取消", en: "was cancelled" },
  settled: { zh: "已结算", en: "was settled" },
};

function deliverBookings(outbox: Outbox): void {
  outbox.subscribe(bookingRequested, "notify.booking_requested", async (tx, event) => {
    const { bookingId, number, name, scopeId, managerScopeId } = event.payload;
    const here = managerScopeId ?? scopeId;
    const roles: readonly Role[] = managerScopeId === null ? TRIAGE : ["facility_manager"];
    await tell(tx, event, await idsOf(tx, here, roles), {
      scopeId: here,
      kind: event.type,
      title: { zh: `预约待审批：${name}（${number}）`, en: `A booking awaits your decision: ${name} (${number})` },
      path: `/p/${here}/bookings/${bookingId}`,
    });
  });
  outbox.subscribe(bookingMoved, "notify.booking_moved", async (tx, event) => {
    const { bookingId, number, name, to, reason, bookerScopeId, bookedBy } = event.payload;
    const words = BOOKED[to];
    if (words === undefined) return;
    const why = reason === null ? "" : reason;
    await tell(tx, event, [bookedBy], {
      scopeId: bookerScopeId,
      kind: event.type,
      title: {
        zh: `${name}（${number}）${words.zh}${why === "" ? "" : `：${why}`}`,
        en: `${name} (${number}) ${words.en}${why === "" ? "" : `: ${why}`}`,
      },
      path: `/p/${bookerScopeId}/bookings/${bookingId}`,
    });
  });
}

export function deliverEvents(outbox: Outbox): void {
  deliverBookings(outbox);
  outbox.subscribe(needSubmitted, "notify.need_submitted", async (tx, event) => {
    const { needId, needScopeId: scopeId, number, title } = event.payload;
    await tell(tx, event, await idsOf(tx, scopeId, TRIAGE), {
      scopeId,
      kind: event.type,
      title: {
        zh: `新提交的需求待初审：${named(number, title)}`,
        en: `Submitted, awaits triage: ${named(number, title)}`,
      },
      needId,
      path: `/p/${scopeId}/needs/${needId}`,
    });
  });
  outbox.subscribe(needMoved, "notify.need_moved", async (tx, event) => {
    const { needId, needScopeId: scopeId, number, title, action, reason, createdBy, enterpriseId } = event.payload;
    const words = MOVED[action];
    if (words === undefined) return;
    const why = reason === null ? "" : reason;
    const people = [createdBy, ...(await idsOf(tx, enterpriseId, ENTERPRISE))];
    const readsIn = enterpriseId ?? scopeId;
    await tell(tx, event, people, {
      scopeId,
      kind: event.type,
      title: {
        zh: `${named(number, title)}：${words.zh}${why === "" ? "" : `（${why}）`}`,
        en: `${named(number, title)} ${words.en}${why === "" ? "" : ` (${why})`}`,
      },
      needId,
      path: `/p/${readsIn}/needs/${needId}`,
    });
  });
  // What the enterprise itself does with a need that an office has in hand.
  outbox.subscribe(needMoved, "notify.need_withdrawn", async (tx, event) => {
    const { needId, needScopeId: scopeId, number, title, action, reason, enterpriseId } = event.payload;
    if (action !== "close" || event.scopeId !== enterpriseId) return;
    const why = reason ?? "";
    await tell(tx, event, await idsOf(tx, scopeId, TRIAGE), {
      scopeId,
      kind: event.type,
      title: {
        zh: `企业撤回了 ${named(number, title)}：${why}`,
        en: `The enterprise withdrew ${named(number, title)}: ${why}`,
      },
      needId,
      path: `/p/${scopeId}/needs/${needId}`,
    });
  });
  outbox.subscribe(needChanged, "notify.need_changed_by_enterprise", async (tx, event) => {
    const { needId, needScopeId: scopeId, number, title, enterpriseId } = event.payload;
    if (event.scopeId !== enterpriseId) return;
    const state = await findNeedState(tx, needId);
    if (state !== "submitted" && state !== "in_triage") return;
    await tell(tx, event, await idsOf(tx, scopeId, TRIAGE), {
      scopeId,
      kind: event.type,
      title: {
        zh: `企业改了待初审的需求：${named(number, title)}`,
        en: `Changed by the enterprise, awaits triage: ${named(number, title)}`,
      },
      needId,
      path: `/p/${scopeId}/needs/${needId}`,
    });
  });
  outbox.subscribe(rewriteProposed, "notify.rewrite_proposed", async (tx, event) => {
    const { needId, needScopeId: scopeId, number, title, createdBy, enterpriseId } = event.payload;
    await tell(tx, event, [createdBy, ...(await idsOf(tx, enterpriseId, ENTERPRISE))], {
      scopeId,
      kind: event.type,
      title: {
        zh: `${named(number, title)}：有改写稿请确认`,
        en: `${named(number, title)}: a rewrite awaits your confirmation`,
      },
      needId,
      path: `/p/${enterpriseId ?? scopeId}/needs/${needId}`,
    });
  });
  outbox.subscribe(rewriteDecided, "notify.rewrite_decided", async (tx, event) => {
    const { needId, needScopeId: scopeId, number, title, decision, proposedBy } = event.payload;
    const words = DECIDED[decision];
    await tell(tx, event, [proposedBy], {
      scopeId,
      kind: event.type,
      title: { zh: `${named(number, title)}：${words.zh}`, en: `${named(number, title)}: ${words.en}` },
      needId,
      path: `/p/${scopeId}/needs/${needId}`,
    });
  });
  outbox.subscribe(needVisibilityChanged, "notify.need_visibility_changed", async (tx, event) => {
    const { needId, needScopeId: scopeId, number, title, to, createdBy, enterpriseId } = event.payload;
    const words = NEED_VISIBILITY_NAMES[to];
    if (to === "restricted") await replaceTitlesOf(tx, needId, { zh: number, en: number });
    const people = [createdBy, ...(await idsOf(tx, enterpriseId, ENTERPRISE)), ...(await idsOf(tx, scopeId, HEADS))];
    await tell(tx, event, people, {
      scopeId,
      kind: event.type,
      title: {
        zh: `${named(number, title)}：可见范围改为“${words.zh}”`,
        en: `${named(number, title)} is now for ${words.en}`,
      },
      needId,
      path: `/p/${enterpriseId ?? scopeId}/needs/${needId}`,
    });
  });
  outbox.subscribe(readerInvited, "notify.reader_invited", async (tx, event) => {
    const { needId, needScopeId: scopeId, number, userId } = event.payload;
    await tell(tx, event, [userId], {
      scopeId,
      kind: event.type,
      title: {
        zh: `邀请您阅读限定人员的需求 ${number}，请先阅读保密声明`,
        en: `You are invited to read ${number}, which is for named people; read the confidentiality statement first`,
      },
      path: `/needs/${needId}/reading`,
    });
  });
  outbox.subscribe(listImported, "notify.list_imported", async (tx, event) => {
    const { kind, fileName, added, updated, acceptedBy } = event.payload;
    const { scopeId } = event;
    const list = LISTS[kind];
    if (scopeId === null || list === undefined) return;
    await tell(tx, { ...event, actorId: null }, [acceptedBy], {
      scopeId,
      kind: event.type,
      title: {
        zh: `“${fileName}”已导入：新增 ${added} 条、更新 ${updated} 条${list.words.zh}`,
        en: `“${fileName}” was taken in: ${added} ${list.words.en} added, ${updated} updated`,
      },
      path: `/p/${scopeId}/${list.page}`,
    });
  });
  outbox.subscribe(runCompleted, "notify.run_completed", async (tx, event) => {
    const { scopeId, runId } = event.payload;
    await tell(tx, event, await idsOf(tx, scopeId, OFFICE), {
      scopeId,
      kind: event.type,
      title: { zh: "对接已完成，结果待您决定", en: "A match run is complete; its suggestions await your decision" },
      path: `/p/${scopeId}/runs/${runId}`,
    });
  });
  outbox.subscribe(matchAnswered, "notify.match_answered", async (tx, event) => {
    const { scopeId, lineId, ownerId, createdBy, answer } = event.payload;
    await tell(tx, event, [ownerId ?? createdBy], {
      scopeId,
      kind: event.type,
      title:
        answer === "interested"
          ? { zh: "对方答复：感兴趣", en: "Answered through a link: interested" }
          : { zh: "对方答复：不合适", en: "Answered through a link: not theirs" },
      path: lineId === null ? `/p/${scopeId}/ledger` : `/p/${scopeId}/ledger?line=${lineId}`,
    });
  });
  outbox.subscribe(matchShown, "notify.match_shown", async (tx, event) => {
    const { scopeId, needId, enterpriseId, number, partnerName } = event.payload;
    await tell(tx, event, await idsOf(tx, enterpriseId, ENTERPRISE), {
      scopeId,
      kind: event.type,
      title: {
        zh: `${number}：专班推荐了伙伴“${partnerName}”`,
        en: `${number}: the office suggests ${partnerName}`,
      },
      needId,
      path: `/p/${enterpriseId}/needs/${needId}`,
    });
  });
  outbox.subscribe(dayAnswered, "notify.day_answered", async (tx, event) => {
    const { scopeId, dayId, title, createdBy, answer } = event.payload;
    const words = {
      coming: { zh: "有一方确认参加", en: "somebody is coming" },
      not_coming: { zh: "有一方不能来，请看安排", en: "somebody cannot come, look at the timetable" },
      other_time: { zh: "有一方要换时间，请重新安排", en: "somebody asks for another time, plan again" },
    }[answer];
    await tell(tx, event, [createdBy], {
      scopeId,
      kind: event.type,
      title: { zh: `对接会“${title}”：${words.zh}`, en: `Meeting day “${title}”: ${words.en}` },
      path: `/p/${scopeId}/meeting-days/${dayId}/people`,
    });
  });
  outbox.subscribe(teamAnswered, "notify.team_answered", async (tx, event) => {
    const { scopeId, teamId, number, originTitle, createdBy, answer, isFormed } = event.payload;
    const words = isFormed
      ? { zh: "全员接受，团队已组成", en: "everybody accepted, the team is formed" }
      : answer === "accept"
        ? { zh: "有一人接受", en: "somebody accepted" }
        : { zh: "有一人谢绝，请换人", en: "somebody declined, find somebody else" };
    await tell(tx, event, [createdBy], {
      scopeId,
      kind: event.type,
      title: {
        zh: `第 ${number} 个团队（${originTitle}）：${words.zh}`,
        en: `Team ${number} (${originTitle}): ${words.en}`,
      },
      path: `/p/${scopeId}/formed-teams/${teamId}`,
    });
  });
  outbox.subscribe(agreementDrafted, "notify.agreement_drafted", async (tx, event) => {
    const { scopeId, agreementId, number, title, originNumber } = event.payload;
    await tell(tx, event, await idsOf(tx, scopeId, OFFICE), {
      scopeId,
      kind: event.type,
      title: {
        zh: `${originNumber} 已授榜，合同草稿 ${number}（${title}）请补充`,
        en: `${originNumber} was awarded; complete the draft agreement ${number} (${title})`,
      },
      path: `/p/${scopeId}/agreements/${agreementId}`,
    });
  });
  outbox.subscribe(agreementMoved, "notify.agreement_moved", async (tx, event) => {
    const { scopeId, agreementId, number, title, enterpriseId, action, createdBy } = event.payload;
    const words = {
      sign: { zh: "已登记签署", en: "was signed" },
      send: { zh: "的草稿已发来，请审阅", en: "was sent to you as a draft to look at" },
      complete: { zh: "已登记履约完成", en: "was fulfilled" },
      end: { zh: "已登记终止", en: "was terminated" },
    }[action];
    const message = (readsIn: string): Message => ({
      scopeId,
      kind: event.type,
      title: { zh: `合同 ${number}（${title}）${words.zh}`, en: `Agreement ${number} (${title}) ${words.en}` },
      path: `/p/${readsIn}/agreements/${agreementId}`,
    });
    const enterprise = await idsOf(tx, enterpriseId, ENTERPRISE);
    if (enterpriseId !== null) await tell(tx, event, enterprise, message(enterpriseId));
    if (action === "send") return;
    const office = [createdBy].filter((id) => id !== null && !enterprise.includes(id));
    await tell(tx, event, office, message(scopeId));
  });
  outbox.subscribe(approvalMoved, "notify.approval_moved", async (tx, event) => {
    const { scopeId, agreementId, number, title, institution, institutionId, what, step, roles, to } = event.payload;
    const words = {
      waits: { zh: `等您办理“${step}”`, en: `waits for you: “${step}”` },
      through: { zh: "已走完审批，可以签署", en: "is approved and can be signed" },
      sent_back: { zh: `在“${step}”被退回`, en: `was sent back at “${step}”` },
    }[what];
    const holders = roles.filter((role): role is Role => role in ROLES);
    const asked = what === "waits" ? [...new Set([scopeId, institutionId])] : [];
    const people = await Promise.all(asked.map(async (where) => idsOf(tx, where, holders)));
    await tell(tx, event, what === "waits" ? people.flat() : to, {
      scopeId,
      kind: event.type,
      title: {
        zh: `${institution}审批：合同 ${number}（${title}）${words.zh}`,
        en: `${institution}: agreement ${number} (${title}) ${words.en}`,
      },
      path: `/p/${scopeId}/agreements/${agreementId}`,
    });
  });
  outbox.subscribe(distributionLost, "notify.distribution_lost", async (tx, event) => {
    const { scopeId, agreementId, number, title, receipt, wasApproved, to } = event.payload;
    const was = wasApproved ? { zh: "已批准的", en: "approved " } : { zh: "待批准的", en: "proposed " };
    await tell(tx, event, to, {
      scopeId,
      kind: event.type,
      title: {
        zh: `合同 ${number}（${title}）的到款 ${receipt} 已冲销，${was.zh}分配随之收回`,
        en: `Receipt ${receipt} of agreement ${number} (${title}) was reversed, and its ${was.en}distribution with it`,
      },
      path: `/p/${scopeId}/agreements/${agreementId}/money`,
    });
  });
  outbox.subscribe(deliveryMoved, "notify.delivery_moved", async (tx, event) => {
    const { scopeId, agreementId, number, milestone, enterpriseId, what, side, createdBy } = event.payload;
    const words = {
      delivered: { zh: "已交付，请验收", en: "was delivered; please accept or refuse it" },
      accepted: { zh: "已通过验收", en: "was accepted" },
      refused: { zh: "验收未通过，请看理由", en: "was refused; see why" },
    }[what];
    const isForEnterprise = side === "office" && enterpriseId !== null;
    const readsIn = isForEnterprise ? enterpriseId : scopeId;
    const to = isForEnterprise
      ? await idsOf(tx, enterpriseId, ENTERPRISE)
      : [createdBy, ...(await idsOf(tx, scopeId, OFFICE))];
    await tell(tx, event, to, {
      scopeId,
      kind: event.type,
      title: { zh: `合同 ${number} 的“${milestone}”${words.zh}`, en: `“${milestone}” of ${number} ${words.en}` },
      path: `/p/${readsIn ?? scopeId}/agreements/${agreementId}`,
    });
  });
  outbox.subscribe(lineAssigned, "notify.line_assigned", async (tx, event) => {
    const { scopeId, lineId, ownerId } = event.payload;
    await tell(tx, event, [ownerId], {
      scopeId,
      kind: event.type,
      title: { zh: "有一条台账分派给您跟进", en: "A line of the ledger was assigned to you" },
      path: `/p/${scopeId}/ledger?line=${lineId}`,
    });
  });
}
