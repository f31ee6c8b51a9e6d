// What an award says to whoever draws up the agreement. Pure.
import type { ChallengeRow } from "../../notice/queries.ts";
import type { ChallengeTerms } from "../../notice/types.ts";
import type { ChallengeAward } from "../events.ts";
import type { JudgedRow } from "../queries.ts";
import { leadOf } from "./found.ts";

interface NeedOfChallenge {
  readonly needId: string;
  readonly enterprise: string;
  readonly enterpriseId: string | null;
}

const OWNERS: Readonly<Record<ChallengeTerms["ownership"]["kind"], string>> = {
  poster: "成果归发榜方所有。",
  bidder: "成果归揭榜方所有。",
  shared: "成果归双方共有。",
  agreed: "成果归属由双方在合同中约定。",
};

/** In Chinese: an agreement is. The amount is that of the joint application where there is one, else the bid's price. */
export function describeAward(
  { id, scopeId, code, title, purpose, terms, posterId, posterName }: ChallengeRow,
  needs: readonly NeedOfChallenge[],
  bids: readonly JudgedRow[],
  agreedFen: string | null,
): ChallengeAward {
  const first = needs[0];
  return {
    challengeId: id,
    scopeId,
    number: code,
    title,
    needIds: needs.map(({ needId }) => needId),
    enterprise: posterName === "" ? (first?.enterprise ?? "") : posterName,
    enterpriseId: posterId ?? first?.enterpriseId ?? null,
    purpose,
    indicators: terms.indicators.map(({ name, target, unit }) => `${name}：${target}${unit}`).join("\n"),
    ownership: [OWNERS[terms.ownership.kind], terms.ownership.note].filter((text) => text !== "").join("\n"),
    milestones: terms.milestones.map(({ name, deliverable, due }) => ({ title: name, deliverable, dueOn: due })),
    bids: bids.map(({ id: bidId, number, bidderName, content }) => {
      const units = content.members.map(({ unit }) => unit).filter((unit) => unit !== "");
      return {
        bidId,
        number: String(number ?? ""),
        lead: leadOf(content),
        units: [...new Set([bidderName, ...units])],
        amountFen: agreedFen ?? content.price,
        plan: content.plan,
        indicators: content.indicators
          .map(({ key, promised }) => {
            const asked = terms.indicators.find((indicator) => indicator.key === key);
            return `${asked?.name ?? key}：${promised}${asked?.unit ?? ""}`;
          })
          .join("\n"),
      };
    }),
  };
}
