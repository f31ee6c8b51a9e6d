// What bidders, posters and offices are told of challenges. Of sealed bids nobody is told anything.
import type { Bilingual } from "@dual-high/kernel";
import type { Outbox } from "../../platform/outbox/index.ts";
import { addendumPublished, bidMoved, bidTalked, challengeMoved, listBidders } from "../challenges/index.ts";
import { ENTERPRISE, idsOf, OFFICE, tell } from "./deliver.ts";

const MOVED: Readonly<Record<string, Bilingual>> = {
  publish: { zh: "已发榜", en: "was published" },
  close: { zh: "已收榜", en: "was closed" },
  open: { zh: "已开标", en: "was opened" },
  apply: { zh: "联合申报已受理", en: "the joint application was taken in" },
  take_back_application: { zh: "联合申报已退回", en: "the joint application was given back" },
  start_race: { zh: "赛马已开始", en: "the race has begun" },
  fail: { zh: "已宣布流榜", en: "was declared failed" },
  cancel: { zh: "已撤榜", en: "was cancelled" },
};

interface AboutChallenge {
  readonly challengeId: string;
  readonly scopeId: string;
  readonly posterId: string | null;
  readonly code: string;
  readonly title: string;
}

const named = ({ code, title }: AboutChallenge, zh: string, en: string): Bilingual => ({
  zh: `${code} ${title}：${zh}`,
  en: `${code} ${title}: ${en}`,
});

/** Each bidder reads the notice in their own institution. */
async function tellBidders(
  tx: Parameters<typeof tell>[0],
  event: Parameters<typeof tell>[1] & { readonly type: string },
  about: AboutChallenge,
  title: Bilingual,
): Promise<string[]> {
  const bidders = await listBidders(tx, about.challengeId);
  for (const { bidderId, people } of bidders) {
    const path = `/p/${bidderId}/challenges/${about.challengeId}`;
    await tell(tx, event, people, { scopeId: bidderId, kind: event.type, title, path });
  }
  return bidders.flatMap(({ people }) => people);
}

export function deliverChallenges(outbox: Outbox): void {
  outbox.subscribe(challengeMoved, "notify.challenge_moved", async (tx, event) => {
    const { action, reason, posterId, scopeId, challengeId } = event.payload;
    const words = MOVED[action];
    if (words === undefined) return;
    const why = reason === null ? "" : reason;
    const title = named(
      event.payload,
      `${words.zh}${why === "" ? "" : `（${why}）`}`,
      `${words.en}${why === "" ? "" : ` (${why})`}`,
    );
    const told = await tellBidders(tx, event, event.payload, title);
    const others = (await idsOf(tx, posterId, ENTERPRISE)).filter((id) => !told.includes(id));
    const inScope = posterId ?? scopeId;
    const message = { kind: event.type, title };
    await tell(tx, event, others, { ...message, scopeId: inScope, path: `/p/${inScope}/challenges/${challengeId}` });
    // Nobody of the office did it themselves: the enterprise was put away.
    if (event.actorId === null) {
      const office = await idsOf(tx, scopeId, OFFICE);
      await tell(tx, event, office, { ...message, scopeId, path: `/p/${scopeId}/challenges/${challengeId}` });
    }
  });
  outbox.subscribe(addendumPublished, "notify.addendum_published", async (tx, event) => {
    const { number, closesAt } = event.payload;
    const title = named(
      event.payload,
      `发布第 ${number} 号补充公告${closesAt === null ? "" : "，截止时间延后"}`,
      `addendum ${number} was published${closesAt === null ? "" : "; the window is longer"}`,
    );
    await tellBidders(tx, event, event.payload, title);
  });
  outbox.subscribe(bidMoved, "notify.bid_moved", async (tx, event) => {
    const { action, bidderName, posterId, scopeId, challengeId } = event.payload;
    const title = named(
      event.payload,
      `${bidderName} ${action === "submit" ? "揭榜" : "撤回揭榜"}`,
      `${bidderName} ${action === "submit" ? "put in a bid" : "withdrew its bid"}`,
    );
    const message = { kind: event.type, title };
    const enterprise = await idsOf(tx, posterId, ENTERPRISE);
    if (posterId !== null) {
      const path = `/p/${posterId}/challenges/${challengeId}/bids`;
      await tell(tx, event, enterprise, { ...message, scopeId: posterId, path });
    }
    const office = (await idsOf(tx, scopeId, OFFICE)).filter((id) => !enterprise.includes(id));
    await tell(tx, event, office, { ...message, scopeId, path: `/p/${scopeId}/challenges/${challengeId}/bids` });
  });
  outbox.subscribe(bidTalked, "notify.bid_talked", async (tx, event) => {
    const { side, to, bidderId, bidderName, posterId, scopeId, bidId } = event.payload;
    const title = named(event.payload, `${bidderName} 的洽谈有新记录`, `something new in the talks with ${bidderName}`);
    const [people, inScope] =
      side === "bidder"
        ? [await idsOf(tx, posterId ?? scopeId, posterId === null ? OFFICE : ENTERPRISE), posterId ?? scopeId]
        : [to, bidderId];
    await tell(tx, event, people, { scopeId: inScope, kind: event.type, title, path: `/p/${inScope}/bids/${bidId}` });
  });
}
