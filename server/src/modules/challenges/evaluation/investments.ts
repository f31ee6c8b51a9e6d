// Who has money in whom, as far as it touches a challenge. Pure.
import type { Bilingual } from "@dual-high/kernel";
import { compareName, type StakeFact } from "../../directory/index.ts";
import type { BidFacts, ExpertFacts } from "./facts.ts";

const AS: Readonly<Record<StakeFact["role"], Bilingual>> = {
  founder: { zh: "创办人", en: "a founder" },
  investor: { zh: "出资人", en: "an investor" },
};

function isIn(stake: StakeFact, enterprises: ReadonlySet<string>): boolean {
  return stake.enterpriseNames.some((name) => enterprises.has(compareName(name)));
}

function keysOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(compareName).filter((key) => key !== ""));
}

function heldBy(stakes: readonly StakeFact[], holderKind: StakeFact["holderKind"], name: string): StakeFact[] {
  const key = compareName(name);
  return stakes.filter(
    (stake) => stake.holderKind === holderKind && key !== "" && compareName(stake.holderName) === key,
  );
}

/** Stakes of an expert, and of the institution where they work, in the enterprises that pose a challenge. */
export function findStakesInPoster(
  expert: ExpertFacts,
  stakes: readonly StakeFact[],
  enterprises: readonly string[],
): Bilingual[] {
  const posters = keysOf(enterprises);
  const own = heldBy(stakes, "person", expert.name).filter((stake) => isIn(stake, posters));
  const institution = heldBy(stakes, "organisation", expert.unit).filter((stake) => isIn(stake, posters));
  return [
    ...own.map(({ enterprise, role }) => ({
      zh: `专家是发榜企业${enterprise}的${AS[role].zh}`,
      en: `The expert is ${AS[role].en} of the enterprise ${enterprise}`,
    })),
    ...institution.map(({ enterprise, role }) => ({
      zh: `专家所在单位${expert.unit}是发榜企业${enterprise}的${AS[role].zh}`,
      en: `The expert's institution, ${expert.unit}, is ${AS[role].en} of the enterprise ${enterprise}`,
    })),
  ];
}

/**
 * Stakes of an expert, and of their institution, on a bidder's side: in an enterprise that bids or that a member is of, and
 * of the expert beside a member in one and the same enterprise.
 */
export function findStakesInBid(expert: ExpertFacts, bid: BidFacts, stakes: readonly StakeFact[]): Bilingual[] {
  const units = keysOf([bid.bidder, ...bid.members.map(({ unit }) => unit)]);
  const own = heldBy(stakes, "person", expert.name);
  const institution = heldBy(stakes, "organisation", expert.unit);
  const shared = bid.members.flatMap((member) => {
    if (compareName(member.name) === compareName(expert.name)) return [];
    const theirs = heldBy(stakes, "person", member.name);
    return own
      .filter((stake) => theirs.some(({ enterprise }) => enterprise === stake.enterprise))
      .map(({ enterprise }) => ({ enterprise, member: member.name }));
  });
  return [
    ...own
      .filter((stake) => isIn(stake, units))
      .map(({ enterprise, role }) => ({
        zh: `专家是揭榜方所属企业${enterprise}的${AS[role].zh}`,
        en: `The expert is ${AS[role].en} of ${enterprise}, which is on the bidder's side`,
      })),
    ...institution
      .filter((stake) => isIn(stake, units))
      .map(({ enterprise, role }) => ({
        zh: `专家所在单位${expert.unit}是揭榜方所属企业${enterprise}的${AS[role].zh}`,
        en: `The expert's institution, ${expert.unit}, is ${AS[role].en} of ${enterprise}, which is on the bidder's side`,
      })),
    ...shared.map(({ enterprise, member }) => ({
      zh: `专家与团队成员 ${member} 同在企业${enterprise}有出资`,
      en: `The expert and the member ${member} both have a stake in ${enterprise}`,
    })),
  ];
}

/** Stakes of the bidder and its members in the enterprises that pose the challenge: for who decides to weigh. */
export function findBidderStakes(
  bid: BidFacts,
  stakes: readonly StakeFact[],
  enterprises: readonly string[],
): Bilingual[] {
  const posters = keysOf(enterprises);
  const bidder = heldBy(stakes, "organisation", bid.bidder).map((stake) => ({ stake, who: bid.bidder }));
  const members = bid.members.flatMap(({ name }) =>
    heldBy(stakes, "person", name).map((stake) => ({ stake, who: name })),
  );
  return [...bidder, ...members]
    .filter(({ stake }) => isIn(stake, posters))
    .map(({ stake: { enterprise, role }, who }) => ({
      zh: `${who} 是发榜企业${enterprise}的${AS[role].zh}`,
      en: `${who} is ${AS[role].en} of the enterprise ${enterprise}`,
    }));
}
