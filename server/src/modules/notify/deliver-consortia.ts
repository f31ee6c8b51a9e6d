// What people are told of consortia: those who look after one what came in, members what concerns them, all what is shared.
import type { Bilingual } from "@dual-high/kernel";
import type { Outbox } from "../../platform/outbox/index.ts";
import { listPreferring } from "../../platform/preferences/index.ts";
import { CONSORTIUM_ENTERPRISE_ROLES, consortiumNews, keepersOf, type News } from "../consortia/index.ts";
import { idsOf, tell } from "./deliver.ts";

/** A person's own setting: nothing of consortia in the inbox. The workbench shows what waits for them all the same. */
const MUTE = "mute:consortia";

interface Telling {
  /** Whom besides those who look after it: the member whom it concerns, or every member and pair that takes part. */
  readonly to: "member" | "everybody";
  readonly words: (about: string, on: string | null) => Bilingual;
}

const TELLINGS: Readonly<Record<News, Telling>> = {
  task_assigned: {
    to: "member",
    words: (about, on) => ({ zh: `任务“${about}”已分派，${on} 前完成`, en: `the task “${about}” is given, due ${on}` }),
  },
  task_reported: {
    to: "member",
    words: (about) => ({
      zh: `任务“${about}”已报完成，待验收`,
      en: `the task “${about}” is reported and to be accepted`,
    }),
  },
  task_taken_back: {
    to: "member",
    words: (about) => ({
      zh: `任务“${about}”的完成报告已撤回，暂不验收`,
      en: `the report of the task “${about}” was taken back, nothing to accept`,
    }),
  },
  task_accepted: {
    to: "member",
    words: (about) => ({ zh: `任务“${about}”已通过验收`, en: `the task “${about}” was accepted` }),
  },
  task_returned: {
    to: "member",
    words: (about) => ({ zh: `任务“${about}”被退回，请看原因`, en: `the task “${about}” was returned, see why` }),
  },
  task_dropped: {
    to: "member",
    words: (about) => ({ zh: `任务“${about}”已取消`, en: `the task “${about}” was dropped` }),
  },
  entry_asked: {
    to: "member",
    words: (about) => ({ zh: `${about} 申请加入，请决定`, en: `${about} asks to enter: decide` }),
  },
  entry_accepted: {
    to: "member",
    words: (about, on) => ({ zh: `同意 ${about} 于 ${on} 加入`, en: `${about} was let in on ${on}` }),
  },
  entry_declined: {
    to: "member",
    words: (about) => ({ zh: `${about} 的加入申请未获同意，请看理由`, en: `${about} was not let in, see why` }),
  },
  entry_withdrawn: {
    to: "member",
    words: (about) => ({ zh: `${about} 的加入申请已撤回`, en: `the request that ${about} enters was withdrawn` }),
  },
  exit_asked: {
    to: "member",
    words: (about) => ({ zh: `${about} 申请退出，请决定`, en: `${about} asks to leave: decide` }),
  },
  exit_accepted: {
    to: "member",
    words: (about, on) => ({ zh: `同意 ${about} 于 ${on} 退出`, en: `${about} was let go on ${on}` }),
  },
  exit_declined: {
    to: "member",
    words: (about) => ({ zh: `${about} 的退出申请未获同意，请看理由`, en: `${about} was not let go, see why` }),
  },
  exit_withdrawn: {
    to: "member",
    words: (about) => ({ zh: `${about} 的退出申请已撤回`, en: `the request that ${about} leaves was withdrawn` }),
  },
  member_entered: {
    to: "member",
    words: (about, on) => ({ zh: `${about} 已于 ${on} 加入`, en: `${about} entered on ${on}` }),
  },
  member_left: {
    to: "member",
    words: (about, on) => ({ zh: `${about} 已于 ${on} 退出`, en: `${about} left on ${on}` }),
  },
  result_shared: {
    to: "everybody",
    words: (about) => ({
      zh: `共有成果“${about}”已登记，请看权属`,
      en: `a shared result, “${about}”: see whose it is`,
    }),
  },
  assessed: {
    to: "everybody",
    words: (_, on) => ({ zh: `已完成评估（${on}），请看等次`, en: `was assessed on ${on}, see the grade` }),
  },
};

export function deliverConsortia(outbox: Outbox): void {
  outbox.subscribe(consortiumNews, "notify.consortium_news", async (tx, event) => {
    const { consortiumId, name, what, about, on, pairIds, enterpriseIds, enterpriseId } = event.payload;
    const { to, words } = TELLINGS[what];
    const said = words(about, on);
    const keepers = keepersOf(event.payload);
    const muted = await listPreferring(tx, MUTE, true);
    const isEverybody = to === "everybody";
    const members = isEverybody ? enterpriseIds : [enterpriseId].filter((id) => id !== null);
    const { userIds, usersIn } = event.payload;
    // Who sits in several of these is told once, where they do most.
    const groups = [
      { scopeId: keepers.scopeId, people: await idsOf(tx, keepers.scopeId, keepers.roles) },
      { scopeId: usersIn ?? keepers.scopeId, people: userIds },
    ];
    for (const scopeId of isEverybody ? pairIds : []) {
      groups.push({ scopeId, people: await idsOf(tx, scopeId, ["pair_lead"]) });
    }
    for (const scopeId of members) {
      groups.push({ scopeId, people: await idsOf(tx, scopeId, CONSORTIUM_ENTERPRISE_ROLES) });
    }
    const told = new Set<string>(muted);
    for (const { scopeId, people } of groups) {
      // A member that has left reads it no longer.
      const isGone = scopeId === enterpriseId && !enterpriseIds.includes(scopeId);
      await tell(
        tx,
        event,
        people.filter((id) => !told.has(id)),
        {
          scopeId,
          kind: event.type,
          title: { zh: `${name}：${said.zh}`, en: `${name}: ${said.en}` },
          path: isGone ? `/p/${scopeId}/consortia` : `/p/${scopeId}/consortia/${consortiumId}`,
        },
      );
      for (const id of people) told.add(id);
    }
  });
}
