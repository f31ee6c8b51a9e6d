import type { Bilingual } from "@dual-high/kernel";
import type { z } from "zod";
import { authorize, type Ctx, transact } from "../../platform/access/index.ts";
import { findToday } from "../../platform/db/index.ts";
import { type ActionCount, countActions } from "../../platform/audit/index.ts";
import { pageOf } from "../../platform/http/index.ts";
import type { FunnelSource, WaitingSource } from "../../platform/ports.ts";
import type { PersonalData } from "../identity/index.ts";
import {
  collectDeliveries,
  countUnread,
  eraseDeliveries,
  listDeliveries,
  markDeliveries,
  noteVisit,
} from "./queries.ts";
import { oldestFirst } from "./rules.ts";
import type { Inbox, InboxMark, Workbench } from "./types.ts";

export async function readInbox(
  ctx: Ctx,
  query: {
    readonly limit: number;
    readonly after: readonly [boolean, string, string] | null;
    readonly isUnreadOnly: boolean;
  },
): Promise<Inbox> {
  const { userId } = ctx.caller;
  return transact(ctx, async (tx) => {
    const rows = await listDeliveries(tx, userId, query);
    const page = pageOf(rows, query.limit, "inbox", ({ readAt, occurredAt, id }) => [readAt === null, occurredAt, id]);
    return { ...page, unread: await countUnread(tx, userId) };
  });
}

export async function markInbox(
  ctx: Ctx,
  { ids, path, isRead }: z.output<typeof InboxMark>,
): Promise<{ unread: number }> {
  const { userId } = ctx.caller;
  return transact(ctx, async (tx) => {
    await markDeliveries(tx, userId, { ids: ids ?? null, path: path ?? null, isRead });
    return { unread: await countUnread(tx, userId) };
  });
}

/** What the workbench is put together from. */
export interface WorkbenchSources {
  readonly waiting: readonly WaitingSource[];
  readonly funnel: readonly FunnelSource[];
}

const MOST_WAITING = 50;

export async function openWorkbench(ctx: Ctx, sources: WorkbenchSources, scopeId: string): Promise<Workbench> {
  const { caller } = ctx;
  authorize(caller, "scope.read", scopeId);
  return transact(ctx, async (tx) => {
    const today = await findToday(tx);
    const waiting = [];
    for (const source of sources.waiting) waiting.push(...(await source(tx, { caller }, scopeId)));
    const funnel = [];
    for (const source of sources.funnel) funnel.push(...(await source(tx, { caller }, scopeId)));
    // Administrators look at scopes from outside and have no visits there.
    const isInside = caller.readScopes.includes(scopeId);
    const since = isInside ? await noteVisit(tx, caller.userId, scopeId) : null;
    const done = since === null ? [] : await countActions(tx, scopeId, since, caller.userId);
    return {
      today: oldestFirst(waiting)
        .slice(0, MOST_WAITING)
        .map((item) => ({ ...item, isLate: item.due !== null && item.due < today })),
      funnel,
      changes: { since, groups: groupsOf(scopeId, done) },
    };
  });
}

interface Group {
  readonly key: string;
  readonly actions: readonly string[];
  readonly title: (count: number) => Bilingual;
  readonly page: string;
}

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

/** Actions of the record, in the words of who comes back to the office. */
const GROUPS: readonly Group[] = [
  {
    key: "needs_new",
    actions: ["need.created"],
    title: (n) => ({ zh: `新增 ${n} 条需求`, en: many(n, "need was written down", "needs were written down") }),
    page: "needs?sort=-createdAt",
  },
  {
    key: "needs_moved",
    actions: ["need.moved"],
    title: (n) => ({ zh: `需求状态变动 ${n} 次`, en: many(n, "step of a need", "steps of needs") }),
    page: "needs?sort=-stateSince",
  },
  {
    key: "needs_changed",
    actions: ["need.changed"],
    title: (n) => ({ zh: `需求内容修改 ${n} 次`, en: many(n, "change of a need", "changes of needs") }),
    page: "needs?sort=-updatedAt",
  },
  {
    key: "lists",
    actions: ["directory.list_imported"],
    title: (n) => ({ zh: `导入 ${n} 份清单`, en: many(n, "list was taken in", "lists were taken in") }),
    page: "imports/history",
  },
  {
    key: "runs",
    actions: ["match.run_completed"],
    title: (n) => ({ zh: `对接 ${n} 次`, en: many(n, "match run", "match runs") }),
    page: "runs",
  },
  {
    key: "decisions",
    actions: ["match.accepted", "match.refused", "match.postponed", "match.taken_back"],
    title: (n) => ({
      zh: `对推荐作出 ${n} 次决定`,
      en: many(n, "decision on a suggestion", "decisions on suggestions"),
    }),
    page: "runs",
  },
  {
    key: "ledger",
    actions: ["ledger.line_changed", "ledger.entry_written", "ledger.import_applied"],
    title: (n) => ({ zh: `台账更新 ${n} 次`, en: many(n, "update of the ledger", "updates of the ledger") }),
    page: "ledger",
  },
  {
    key: "members",
    actions: ["member.added", "member.removed"],
    title: (n) => ({ zh: `人员变动 ${n} 次`, en: many(n, "change of members", "changes of members") }),
    page: "members",
  },
];

function groupsOf(scopeId: string, done: readonly ActionCount[]): Workbench["changes"]["groups"] {
  return GROUPS.flatMap(({ key, actions, title, page }) => {
    const those = done.filter(({ action }) => actions.includes(action));
    const count = those.reduce((sum, each) => sum + each.count, 0);
    const [latest] = those;
    if (latest === undefined) return [];
    return [{ key, title: title(count), count, path: `/p/${scopeId}/${page}`, lastAt: latest.lastAt }];
  });
}

export const notifyPersonalData: PersonalData = {
  section: "notify",
  collect: collectDeliveries,
  erase: eraseDeliveries,
};
