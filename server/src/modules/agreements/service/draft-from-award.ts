import type { Outbox } from "../../../platform/outbox/index.ts";
import { type AwardedBid, type ChallengeAward, challengeAwarded } from "../../challenges/index.ts";
import { agreementDrafted } from "../events.ts";
import { hasDraftOf } from "../queries.ts";
import { equalShares } from "../rules.ts";
import type { AgreementContent, Party } from "../types.ts";
import { draftAgreement } from "./draft.ts";

/** One draft for each bid that was awarded, once, whatever is delivered twice. */
export function draftFromAwards(outbox: Outbox): void {
  outbox.subscribe(challengeAwarded, "agreements.draft_from_award", async (tx, { payload: award }) => {
    for (const bid of award.bids) {
      if (await hasDraftOf(tx, award.scopeId, award.challengeId, bid.bidId)) continue;
      const content = contentFrom(award, bid);
      const { id, number } = await draftAgreement(tx, award.scopeId, content, {
        origin: {
          kind: "challenge",
          id: award.challengeId,
          number: award.number,
          title: award.title,
          part: bid.bidId,
        },
        needIds: award.needIds,
      });
      await outbox.emit(tx, agreementDrafted, {
        aggregate: `agreement:${id}`,
        scopeId: award.scopeId,
        payload: {
          agreementId: id,
          scopeId: award.scopeId,
          number,
          title: content.title,
          enterpriseId: content.enterpriseId,
          originNumber: award.number,
        },
      });
    }
  });
}

/** What the challenge asked for and the bid promised; the office completes it. */
function contentFrom(award: ChallengeAward, bid: AwardedBid): AgreementContent {
  const shares = equalShares(bid.units.length);
  const buyer: Party = {
    role: "buyer",
    name: award.enterprise,
    creditCode: null,
    representative: "",
    shareBp: 0,
  };
  const sellers = bid.units.map(
    (name, index): Party => ({
      role: index === 0 ? "seller" : "partner",
      name,
      creditCode: null,
      representative: index === 0 ? bid.lead : "",
      shareBp: shares[index] ?? 0,
    }),
  );
  return {
    kind: "development",
    subKind: bid.units.length > 1 ? "cooperative" : "commissioned",
    title: award.title,
    enterpriseId: award.enterpriseId,
    amountFen: bid.amountFen,
    startsOn: null,
    endsOn: null,
    subject: [award.purpose, bid.plan].filter((text) => text !== "").join("\n\n"),
    indicators: bid.indicators === "" ? award.indicators : bid.indicators,
    ipTerms: award.ownership,
    otherTerms: "",
    parties: [...(award.enterprise === "" ? [] : [buyer]), ...sellers],
    milestones: award.milestones.map(({ title, deliverable, dueOn }) => ({ title, deliverable, dueOn, id: null })),
    payments: [],
  };
}
