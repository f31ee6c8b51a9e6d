// Which bids an expert must not judge, by facts that the directory holds. Pure.
import type { Bilingual } from "@dual-high/kernel";
import type { Achievement } from "@dual-high/lists";
import { splitPeople } from "@dual-high/matchlist";
import { compareName, type DirectoryPerson, type Loaded, type StakeFact } from "../../directory/index.ts";
import type { BidFacts, ExpertFacts } from "./facts.ts";
import { findStakesInBid, findStakesInPoster } from "./investments.ts";
import type { ConflictKind } from "./types.ts";

export interface DirectoryFacts {
  readonly achievements: readonly Loaded<Achievement>[];
  readonly people: readonly DirectoryPerson[];
  /** Held today. */
  readonly stakes: readonly StakeFact[];
  /** The enterprise that poses the challenge, and those whose needs it is made of. */
  readonly enterprises: readonly string[];
}

export interface FoundConflict {
  readonly bidId: string;
  readonly kind: ConflictKind;
  readonly fact: Bilingual;
}

/**
 * Every conflict of an expert with bids. `institution`: works where the bidder or a member works. `shared_work`: stands beside a
 * member among the people of an achievement. `enterprise`: works at the enterprise, or made something that it owns; that is a
 * conflict with every bid. `investment`: the expert, or where they work, has a stake in the enterprise (with every bid), or on
 * the bidder's side. A name alone is taken for the person: a namesake is cleared by the office, who sees the fact.
 */
export function findExpertConflicts(
  expert: ExpertFacts,
  bids: readonly BidFacts[],
  { achievements, people, stakes, enterprises }: DirectoryFacts,
): FoundConflict[] {
  const name = compareName(expert.name);
  const unit = compareName(expert.unit);
  const works = achievements
    .map(({ record }) => ({ record, makers: splitPeople(record.inventors).map(compareName) }))
    .filter(({ makers }) => makers.includes(name));
  const withEnterprise = enterpriseFacts(expert, { people, enterprises }, works);
  const inPoster = findStakesInPoster(expert, stakes, enterprises);
  return bids.flatMap((bid) => {
    const found: FoundConflict[] = withEnterprise.map((fact) => ({ bidId: bid.id, kind: "enterprise", fact }));
    for (const fact of [...inPoster, ...findStakesInBid(expert, bid, stakes)]) {
      found.push({ bidId: bid.id, kind: "investment", fact });
    }
    if (compareName(bid.bidder) === unit) {
      found.push({
        bidId: bid.id,
        kind: "institution",
        fact: {
          zh: `专家与揭榜单位同为${expert.unit}`,
          en: `The expert and the bidder are both of ${expert.unit}`,
        },
      });
    }
    for (const member of bid.members) {
      if (compareName(member.unit) === unit && compareName(bid.bidder) !== unit) {
        found.push({
          bidId: bid.id,
          kind: "institution",
          fact: {
            zh: `专家与团队成员 ${member.name} 同为${expert.unit}`,
            en: `The expert and the member ${member.name} are both of ${expert.unit}`,
          },
        });
      }
      const shared = works.find(({ makers }) => makers.includes(compareName(member.name)));
      if (shared !== undefined && compareName(member.name) !== name) {
        const { title, patentNumber } = shared.record;
        const what = patentNumber === undefined ? "" : `（${patentNumber}）`;
        found.push({
          bidId: bid.id,
          kind: "shared_work",
          fact: {
            zh: `专家与团队成员 ${member.name} 同为成果《${title}》${what}的完成人`,
            en: `The expert and the member ${member.name} both made “${title}”${patentNumber === undefined ? "" : ` (${patentNumber})`}`,
          },
        });
      }
      if (compareName(member.name) === name) {
        found.push({
          bidId: bid.id,
          kind: "institution",
          fact: {
            zh: `专家本人（或同名者）在团队中：${member.name} · ${member.unit}`,
            en: `The expert, or somebody of that name, is in the team: ${member.name}, ${member.unit}`,
          },
        });
      }
    }
    return found;
  });
}

function enterpriseFacts(
  expert: ExpertFacts,
  { people, enterprises }: Pick<DirectoryFacts, "people" | "enterprises">,
  works: readonly { readonly record: Achievement }[],
): Bilingual[] {
  return enterprises.flatMap((enterprise) => {
    const key = compareName(enterprise);
    if (key === "") return [];
    const facts: Bilingual[] = [];
    const isRecorded = people.some(
      (person) => compareName(person.name) === compareName(expert.name) && compareName(person.unit ?? "") === key,
    );
    if (compareName(expert.unit) === key || isRecorded) {
      facts.push({ zh: `专家在发榜企业${enterprise}任职`, en: `The expert works at the enterprise ${enterprise}` });
    }
    const owned = works.find(({ record }) =>
      [...(record.owners ?? []), ...(record.coOwners ?? [])].some((owner) => compareName(owner) === key),
    );
    if (owned !== undefined) {
      facts.push({
        zh: `专家是发榜企业${enterprise}所有的成果《${owned.record.title}》的完成人`,
        en: `The expert made “${owned.record.title}”, which ${enterprise} owns`,
      });
    }
    return facts;
  });
}
