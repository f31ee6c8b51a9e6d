/** Seeded team problems of the sizes and limits that occur: capabilities of a need, people of one university or of several. */
import type { TeamProblem } from "@dual-high/matching";
import { seededChance } from "../seeded-chance.ts";

/** A requirement like the others: at least one who has it. */
const SENIOR = "senior";
const CAPABILITIES = [4, 6, 8, 12, 16, 20];
const PEOPLE = [20, 60, 200, 600, 2000];
/** Nobody who has as many projects is asked. */
const MOST_PROJECTS = 4;

export interface TeamInstance {
  readonly problem: TeamProblem;
  readonly capabilities: number;
  readonly people: number;
}

export function makeTeamInstances(count: number, seed: number): TeamInstance[] {
  const chance = seededChance(seed);
  return Array.from({ length: count }, (_, at) => {
    const capabilities = CAPABILITIES[at % CAPABILITIES.length]!;
    const people = PEOPLE[Math.floor(at / CAPABILITIES.length) % PEOPLE.length]!;
    return { capabilities, people, problem: makeProblem(capabilities, people, chance) };
  });
}

function makeProblem(capabilities: number, people: number, chance: () => number): TeamProblem {
  const below = (most: number) => Math.floor(chance() * most);
  const most = 1 + below(6);
  // Some capabilities are common and some rare, as squares of even numbers are.
  const isEven = chance() < 0.5;
  const draw = () => (isEven ? below(capabilities) : Math.floor(chance() ** 2 * capabilities));
  const universities = 1 + below(3);
  const candidates = Array.from({ length: people }, (_, at) => {
    const has = Array.from({ length: 1 + below(most) }, () => `c${draw()}`);
    return {
      id: `p${at}`,
      capabilities: chance() < 0.25 ? [...has, SENIOR] : has,
      group: `u${below(universities)}`,
      // Projects that a person has: of two teams of a size the freer one is better.
      cost: below(MOST_PROJECTS + 1),
    };
  });
  const busy = candidates.filter(({ cost }) => cost >= MOST_PROJECTS).map(({ id }) => id);
  const hasTwice = chance() < 0.3;
  return {
    candidates,
    exclude: busy,
    required: [
      { id: SENIOR },
      ...Array.from({ length: capabilities }, (_, c) => ({ id: `c${c}`, times: hasTwice && c < 2 ? 2 : 1 })),
    ],
    ...(universities > 1 && chance() < 0.5
      ? { groupLimits: { u0: { min: 1 + below(2) }, u1: { max: 1 + below(3) } } }
      : {}),
  };
}
