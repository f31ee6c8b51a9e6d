import { type Bilingual, defineErrors } from "@dual-high/kernel";
import { STATE_NAMES } from "../rules.ts";
import type { LineState } from "../types.ts";

interface Named {
  readonly title: string;
}

export const dayError = defineErrors({
  "matchmaking.day_in_past": {
    kind: "validation",
    message: {
      zh: ({ day }: { readonly day: string }) => `${day} 已经过去，不能定为对接会的日期。请选今天或以后的日期。`,
      en: ({ day }: { readonly day: string }) => `${day} is over. Choose today or a later day for the meeting day.`,
    },
  },
  "matchmaking.day_over": {
    kind: "conflict",
    message: {
      zh: ({ title, day }: Named & { readonly day: string }) =>
        `“${title}”已于 ${day} 结束，不能再排时间、改安排或发邀请；结果仍可登记。要再办一次，请新建一场对接会。`,
      en: ({ title, day }: Named & { readonly day: string }) =>
        `“${title}” took place on ${day}: it can no longer be planned, changed or invited to. Outcomes can still be recorded. To hold it again, make a new meeting day.`,
    },
  },
  "matchmaking.day_not_yet": {
    kind: "conflict",
    message: {
      zh: ({ title, day }: Named & { readonly day: string }) =>
        `“${title}”在 ${day} 举行，当天才能签到和登记结果。日期不对的话，请先改对接会的日期。`,
      en: ({ title, day }: Named & { readonly day: string }) =>
        `“${title}” takes place on ${day}: arrivals and outcomes are recorded on the day. If the date is wrong, change it first.`,
    },
  },
  "matchmaking.day_cancelled": {
    kind: "conflict",
    message: {
      zh: ({ title }: Named) => `“${title}”已经取消，不能再改。请新建一场对接会。`,
      en: ({ title }: Named) => `“${title}” was cancelled and cannot be changed. Make a new meeting day.`,
    },
  },
  "matchmaking.day_has_outcomes": {
    kind: "conflict",
    message: {
      zh: ({ title }: Named) => `“${title}”已登记了结果，不能改日期或取消。`,
      en: ({ title }: Named) => `Outcomes of “${title}” were recorded: its date stays, and it cannot be cancelled.`,
    },
  },
  "matchmaking.day_too_long": {
    kind: "validation",
    message: {
      zh: ({ ends }: { readonly ends: string }) =>
        `按这样安排，最后一场要到次日 ${ends} 才结束。请减少场次、缩短每场时间，或提早开始。`,
      en: ({ ends }: { readonly ends: string }) =>
        `The last slot would end at ${ends} of the next day. Take fewer or shorter slots, or begin earlier.`,
    },
  },
  "matchmaking.day_slot_unknown": {
    kind: "validation",
    message: {
      zh: ({ slots, tables }: { readonly slots: number; readonly tables: number }) =>
        `这一天只有 ${slots} 场、${tables} 张桌。请选其中的位置，或先在“安排”里增加。`,
      en: ({ slots, tables }: { readonly slots: number; readonly tables: number }) =>
        `The day has ${slots} slots and ${tables} tables. Choose a place among them, or add some first.`,
    },
  },
  "matchmaking.day_place_taken": {
    kind: "conflict",
    message: {
      zh: ({ zh }: Bilingual) => `不能放在这里：${zh}。请换一个位置，或先把那一场移开。`,
      en: ({ en }: Bilingual) => `It cannot stand there: ${en}. Choose another place, or move the other meeting first.`,
    },
  },
  "matchmaking.day_lock_without_place": {
    kind: "validation",
    message: {
      zh: () => "还没有位置的洽谈不能锁定。请先给它场次和桌号。",
      en: () => "A meeting without a place cannot be locked. Give it a slot and a table first.",
    },
  },
  "matchmaking.day_nothing_to_add": {
    kind: "conflict",
    message: {
      zh: () => "台账里没有可加入的对接：请先在“对接”里接受推荐，或在这里手动添加一对。",
      en: () => "The ledger has no match to add: accept suggestions of a run first, or add a pair by hand.",
    },
  },
  "matchmaking.day_line_unfit": {
    kind: "conflict",
    message: {
      zh: ({ number, state }: { readonly number: number; readonly state: LineState }) =>
        `台账第 ${number} 条是“${STATE_NAMES[state].zh}”，不能安排见面。请先在台账里改它的状态，或不选这一条。`,
      en: ({ number, state }: { readonly number: number; readonly state: LineState }) =>
        `Line ${number} of the ledger is “${STATE_NAMES[state].en}”: no meeting can be arranged for it. Change its state first, or leave it out.`,
    },
  },
  "matchmaking.day_too_many_meetings": {
    kind: "limit",
    message: {
      zh: ({ most }: { readonly most: number }) => `一场对接会最多安排 ${most} 场洽谈。请分成两天，或少选一些。`,
      en: ({ most }: { readonly most: number }) => `A meeting day holds ${most} meetings at most. Make two days of it.`,
    },
  },
  "matchmaking.day_partner_missing": {
    kind: "validation",
    message: {
      zh: () => "请选择一个已参加的团队，或写上对方的姓名。",
      en: () => "Choose a partner that comes already, or give the name of another.",
    },
  },
  "matchmaking.day_pair_known": {
    kind: "conflict",
    message: {
      zh: () => "这一对已在这场对接会里。",
      en: () => "These two meet on this day already.",
    },
  },
  "matchmaking.day_participant_known": {
    kind: "conflict",
    message: {
      zh: ({ name }: { readonly name: string }) => `“${name}”已在名单上，请直接为它签到。`,
      en: ({ name }: { readonly name: string }) => `“${name}” is on the list already: sign them in there.`,
    },
  },
  "matchmaking.day_participant_gone": {
    kind: "conflict",
    message: {
      zh: () => "这一方已从这场对接会除名，名字和联系方式已删除。要重新参加，请另行添加。",
      en: () => "This participant was taken off the day, and its name was erased. Add it anew if it comes after all.",
    },
  },
  "matchmaking.day_changed_meanwhile": {
    kind: "stale",
    message: {
      zh: () => "这一项在您打开之后被别人改过，您的修改没有保存。页面已更新，请核对后再改。",
      en: () => "Somebody changed this after you opened it. Nothing was saved; look at it again before you change it.",
    },
  },
  "matchmaking.meeting_withdrawn": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: number }) =>
        `台账第 ${number} 条的对接已被撤回，这一场不再举行，也不能登记结果。双方若仍要谈，请在“对接”里重新接受。`,
      en: ({ number }: { readonly number: number }) =>
        `The match of line ${number} was taken back: this meeting does not take place and has no outcome. If the two want to talk after all, accept the match again.`,
    },
  },
  "matchmaking.meeting_dropped": {
    kind: "conflict",
    message: {
      zh: () => "有一方已从这场对接会除名，这一场不再举行。",
      en: () => "One side was taken off the day: this meeting does not take place.",
    },
  },
  "matchmaking.meeting_has_outcome": {
    kind: "conflict",
    message: {
      zh: () => "这一场已登记结果，不能移动或删除。",
      en: () => "The outcome of this meeting was recorded: it can be neither moved nor taken off.",
    },
  },
  "matchmaking.outcome_recorded_meanwhile": {
    kind: "stale",
    message: {
      zh: ({ who, outcome, at }: { readonly who: string; readonly outcome: Bilingual; readonly at: string }) =>
        `${who}已在 ${at} 登记了这一场：${outcome.zh}。您填的没有保存，请看过后再改。`,
      en: ({ who, outcome, at }: { readonly who: string; readonly outcome: Bilingual; readonly at: string }) =>
        `${who} recorded this meeting at ${at}: ${outcome.en}. What you entered was not saved; look before you change it.`,
    },
  },
  "matchmaking.day_invites_nobody": {
    kind: "conflict",
    message: {
      zh: () => "没有需要邀请的：有洽谈的各方都已邀请过。要重发，请点选其中一方。",
      en: () => "There is nobody to invite: all who have a meeting were asked. To ask again, choose somebody.",
    },
  },
  "matchmaking.day_too_many_forwards": {
    kind: "limit",
    message: {
      zh: () => "这个链接已转发多次，请联系发送人另发。",
      en: () => "This link was passed on many times. Ask who sent it for a new one.",
    },
  },
});
