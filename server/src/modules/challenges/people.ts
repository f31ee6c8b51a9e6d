// Whom the lists know, and what each of them can do of what is asked for. Pure.
import type { Achievement, Team } from "@dual-high/lists";
import { splitPeople } from "@dual-high/matchlist";
import { compareName, type DirectoryPerson, type Loaded } from "../directory/index.ts";
import { foldText, type SoughtTerm } from "./terms.ts";
import type { Evidence } from "./types.ts";

export interface PersonSaid {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly adds: readonly string[];
  readonly removes: readonly string[];
  readonly isSenior: boolean | null;
  readonly otherProjects: number;
}

export interface PersonSources {
  /** The unit of whoever's list does not say: the pair's university; empty where there is none. */
  readonly home: string;
  readonly achievements: readonly Loaded<Achievement>[];
  readonly teams: readonly Loaded<Team>[];
  readonly people: readonly DirectoryPerson[];
  readonly said: readonly PersonSaid[];
}

/** Somebody of the lists. */
export interface PoolPerson {
  readonly key: string;
  personId: string | null;
  readonly name: string;
  readonly unit: string;
  college: string;
  title: string;
  isSenior: boolean;
  works: number;
  /** The list of teams says that the team that this person leads can take nothing. */
  isFull: boolean;
  /** Somebody else of the same unit has the same name: works that name them are given to neither. */
  isNamesake: boolean;
  otherProjects: number;
  /** By capability, the best that shows it. */
  readonly evidence: Map<string, Evidence>;
}

/** Who somebody of a list is: name and unit as they are compared. */
export function personKey(name: string, unit: string): string {
  return `${compareName(name)}|${compareName(unit)}`;
}

const SENIOR = /教授|研究员|正高|高级|主任医师|院士|professor|senior|principal|fellow/i;
const JUNIOR = /助理|assistant|postdoctoral/i;

/** 副高 and above; the person's own word goes before it. */
export function isSeniorTitle(title: string): boolean {
  return SENIOR.test(title) && !JUNIOR.test(title);
}

const joined = (...parts: readonly (string | null | undefined)[]): string =>
  foldText(parts.filter((part) => part !== null && part !== undefined && part !== "").join("\n"));

/** Everybody whom the lists name, each with the sought terms that their works, teams and records use. */
export function gatherPeople(
  { home, achievements, teams, people, said }: PersonSources,
  sought: readonly SoughtTerm[],
): PoolPerson[] {
  const byKey = new Map<string, PoolPerson>();
  const open = (name: string, unit: string, key = personKey(name, unit)): PoolPerson => {
    const known = byKey.get(key);
    if (known !== undefined) return known;
    const person: PoolPerson = {
      key,
      personId: null,
      name,
      unit,
      college: "",
      title: "",
      isSenior: false,
      works: 0,
      isFull: false,
      isNamesake: false,
      otherProjects: 0,
      evidence: new Map(),
    };
    byKey.set(key, person);
    return person;
  };
  const show = (person: PoolPerson, terms: readonly string[], found: Omit<Evidence, "term" | "works">): void => {
    for (const term of terms) {
      const before = person.evidence.get(term);
      if (before === undefined) person.evidence.set(term, { ...found, term, works: 1 });
      else person.evidence.set(term, { ...before, works: before.works + 1 });
    }
  };
  const termsIn = (text: string): string[] => sought.filter(({ isIn }) => isIn(text)).map(({ term }) => term);

  const namesakes = new Set<string>();
  const recorded = new Map<string, number>();
  for (const { name, unit } of people) {
    const key = personKey(name, unit ?? home);
    recorded.set(key, (recorded.get(key) ?? 0) + 1);
    if (recorded.get(key) === 2) namesakes.add(key);
  }
  for (const { id, name, unit, college, personNumber, title, field } of people) {
    const plain = personKey(name, unit ?? home);
    const person = open(name, unit ?? home, namesakes.has(plain) ? `${plain}#${personNumber ?? id}` : plain);
    person.personId = id;
    person.college = college ?? "";
    person.title = title ?? "";
    person.isSenior = isSeniorTitle(title ?? "");
    person.isNamesake = namesakes.has(plain);
    show(person, termsIn(joined(field)), { kind: "person", id, text: field ?? "" });
  }
  for (const { id, record } of achievements) {
    const { title, content, keywords, field, unit = home, college = "" } = record;
    const named = splitPeople(record.inventors).filter((name) => !namesakes.has(personKey(name, unit)));
    if (named.length === 0) continue;
    const terms = termsIn(joined(title, content, keywords, field));
    for (const name of named) {
      const person = open(name, unit);
      person.works += 1;
      if (person.college === "") person.college = college;
      show(person, terms, { kind: "achievement", id, text: title });
    }
  }
  for (const { id, record } of teams) {
    const { name, content, field, items = [], unit = home, college = "", lead, capacity } = record;
    if (lead === undefined || namesakes.has(personKey(lead, unit))) continue;
    const person = open(lead, unit);
    if (person.college === "") person.college = college;
    // Who leads a team may answer for one.
    person.isSenior = true;
    person.isFull = capacity === 0;
    const texts = items.flatMap((item) => [item.title, item.content]);
    show(person, termsIn(joined(name, content, field, ...texts)), { kind: "team", id, text: name });
  }
  for (const { key, name, unit, adds, removes, isSenior, otherProjects } of said) {
    const person = open(name, unit, key);
    show(person, termsIn(joined(...adds)), { kind: "typed", id: null, text: adds.join("、") });
    const gone = removes.map(foldText);
    for (const term of person.evidence.keys()) if (gone.includes(foldText(term))) person.evidence.delete(term);
    if (isSenior !== null) person.isSenior = isSenior;
    person.otherProjects = otherProjects;
  }
  return [...byKey.values()];
}
