import type { Achievement, Contact, Team } from "@dual-high/lists";
import type { CandidateText } from "@dual-high/matching";
import type { AchievementPartner, Caution, MatchOptions, PairLists, Partner, Supplier, TeamPartner } from "./types.ts";

/** Everyone and everything that a need can be matched with, under keys that no two lists share. */
export interface Partners {
  readonly byKey: ReadonlyMap<string, Partner>;
  readonly suppliers: ReadonlyMap<string, Supplier>;
  readonly texts: readonly CandidateText[];
}

export function gatherPartners(lists: Omit<PairLists, "needs">, options: MatchOptions): Partners {
  const byKey = new Map<string, Partner>();
  const suppliers = new Map<string, Supplier>();
  const texts: CandidateText[] = [];
  const teamsByLead = new Map<string, Team[]>();
  for (const team of lists.teams?.records ?? []) {
    const partner = teamPartner(team);
    byKey.set(partner.key, partner);
    suppliers.set(partner.supplier, {
      key: partner.supplier,
      name: partner.name,
      unit: partner.unit,
      contact: partner.contact,
      capacity: team.capacity ?? options.capacity,
    });
    texts.push({
      id: partner.key,
      title: team.name,
      content: joinLines(team.field, team.content),
      items: team.items ?? [],
    });
    if (team.lead !== undefined) teamsByLead.set(team.lead, [...(teamsByLead.get(team.lead) ?? []), team]);
  }
  for (const achievement of lists.achievements?.records ?? []) {
    const partner = achievementPartner(achievement, teamsByLead, options.today);
    byKey.set(partner.key, partner);
    if (!suppliers.has(partner.supplier)) {
      suppliers.set(partner.supplier, {
        key: partner.supplier,
        name: partner.people === "" ? partner.name : partner.people,
        unit: partner.unit,
        contact: partner.contact,
        capacity: options.capacity,
      });
    }
    texts.push({ id: partner.key, title: achievement.title, content: joinLines(achievement.content) });
  }
  return { byKey, suppliers, texts };
}

function teamPartner(team: Team): TeamPartner {
  return {
    kind: "team",
    record: team,
    key: `team ${team.id}`,
    supplier: `team ${team.id}`,
    name: team.name,
    unit: unitOf(team),
    people: team.lead ?? "",
    contact: describeContact(team.contact, team.lead),
    cautions: [],
  };
}

function achievementPartner(
  achievement: Achievement,
  teamsByLead: ReadonlyMap<string, readonly Team[]>,
  today: string,
): AchievementPartner {
  const people = splitPeople(achievement.inventors);
  const unit = unitOf(achievement);
  const [first] = people;
  return {
    kind: "achievement",
    record: achievement,
    key: `achievement ${achievement.id}`,
    supplier: supplierOf(achievement, people, unit, teamsByLead),
    name: achievement.title,
    unit,
    people: people.slice(0, 3).join("、") + (people.length > 3 ? "等" : ""),
    contact: describeContact(achievement.contact, first),
    cautions: cautionsOf(achievement, today),
  };
}

/**
 * Who would do the work behind an achievement: the team whose lead is among the inventors and whose college is theirs,
 * else the first inventor at the unit. People of one name at different units stay apart; without a name the title stands for
 * its people, so that one work listed three times is suggested once.
 */
function supplierOf(
  achievement: Achievement,
  people: readonly string[],
  unit: string,
  teamsByLead: ReadonlyMap<string, readonly Team[]>,
): string {
  for (const person of people) {
    const team = teamsByLead.get(person)?.find((candidate) => isSameUnit(unitOf(candidate), unit));
    if (team) return `team ${team.id}`;
  }
  return people[0] === undefined ? `work ${achievement.title} ${unit}` : `person ${people[0]} ${unit}`;
}

/** What stands in the way of using an achievement on a given day. */
function cautionsOf(achievement: Achievement, today: string): Caution[] {
  const { legalStatus, expiry, patentNumber, legalStatusText } = achievement;
  const cautions: Caution[] = [];
  const isExpired = expiry !== undefined && expiry < today;
  if (legalStatus === "lapsed" || isExpired) cautions.push("lapsed");
  if (achievement.exclusiveLicence === true) cautions.push("exclusive");
  if (cautions.length === 0) {
    if (expiry !== undefined && expiry < addYear(today)) cautions.push("expiring");
    if (legalStatus === "pending") cautions.push("pending");
    if (legalStatus === "unknown" && (patentNumber !== undefined || legalStatusText !== undefined))
      cautions.push("status_unknown");
  }
  if ((achievement.coOwners?.length ?? 0) > 0) cautions.push("co_owned");
  return cautions;
}

function addYear(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
}

/** Whether a partner can be worked with as things stand. */
export function isFree(partner: Partner): boolean {
  return !partner.cautions.includes("lapsed") && !partner.cautions.includes("exclusive");
}

/** 样例大学 机械学院 and 样例大学机械学院 are one; so is a unit of which one list names the college only. */
function isSameUnit(one: string, other: string): boolean {
  const [a, b] = [one.replace(/\s/g, ""), other.replace(/\s/g, "")];
  return a === b || (a !== "" && b !== "" && (a.endsWith(b) || b.endsWith(a)));
}

/** Names as a list writes them in one cell. */
export function splitPeople(text: string | undefined): string[] {
  if (text === undefined) return [];
  return [
    ...new Set(
      text
        .split(/[;；,，、|/\n]+|\s{2,}/)
        .map((name) => name.trim())
        .filter((name) => name !== ""),
    ),
  ];
}

function unitOf(record: { readonly unit?: string; readonly college?: string }): string {
  const { unit, college } = record;
  if (unit === undefined || college === undefined || college.includes(unit)) return college ?? unit ?? "";
  return unit.includes(college) ? unit : `${unit} ${college}`;
}

/** Name and ways to reach, one line: 张某 138…. */
export function describeContact(contact: Contact | undefined, otherwise?: string): string {
  const parts = [contact?.name ?? otherwise, contact?.phone, contact?.email];
  return parts.filter((part) => part !== undefined && part !== "").join(" ");
}

function joinLines(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n");
}
