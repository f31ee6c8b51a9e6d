import type { Schemas } from "@dual-high/client";
import { formatPerson } from "../../text/format.ts";
import type { Values } from "../../ui/record/merge.ts";
import { achievementValues, organisationValues, personValues, teamValues } from "./forms.ts";
import { achievementCalls, organisationCalls, personCalls, type RecordCalls, teamCalls } from "./kinds.ts";

export type DuplicateKind = Schemas["Duplicate"]["kind"];

export const DUPLICATE_KINDS = [
  "achievement",
  "team",
  "person",
  "organisation",
] as const satisfies readonly DuplicateKind[];

interface Mergeable {
  readonly label: "achievements" | "teams" | "people" | "enterprises";
  readonly plural: RecordCalls<never>["plural"];
  /** The part of an address under which the kind is opened. */
  readonly place: string;
  readonly nameOf: (id: string, signal: AbortSignal) => Promise<string>;
  /** What the record says, field by field, as its form would show it. */
  readonly valuesOf: (id: string, signal: AbortSignal) => Promise<Values>;
}

export const MERGEABLE: Readonly<Record<DuplicateKind, Mergeable>> = {
  achievement: {
    label: "achievements",
    plural: "achievements",
    place: "achievements",
    nameOf: async (id, signal) => (await achievementCalls.get(id, signal)).title,
    valuesOf: async (id, signal) => achievementValues(await achievementCalls.get(id, signal)),
  },
  team: {
    label: "teams",
    plural: "teams",
    place: "teams",
    nameOf: async (id, signal) => (await teamCalls.get(id, signal)).name,
    valuesOf: async (id, signal) => teamValues(await teamCalls.get(id, signal)),
  },
  person: {
    label: "people",
    plural: "people",
    place: "people",
    nameOf: async (id, signal) => {
      const { name, unit, college, personNumber } = await personCalls.get(id, signal);
      return formatPerson(name, unit, college, personNumber);
    },
    valuesOf: async (id, signal) => personValues(await personCalls.get(id, signal)),
  },
  organisation: {
    label: "enterprises",
    plural: "organisations",
    place: "enterprises",
    nameOf: async (id, signal) => (await organisationCalls.get(id, signal)).name,
    valuesOf: async (id, signal) => organisationValues(await organisationCalls.get(id, signal)),
  },
};
