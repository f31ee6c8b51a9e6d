// The stages of the full chain and the tracks on which they lie. docs/decisions/0066-stages-tracks-gates.md says why so.
import type { Bilingual } from "@dual-high/kernel";

export const TRACKS = ["technology", "company", "joint"] as const;
export type Track = (typeof TRACKS)[number];

export const STAGES = ["lab", "proof_of_concept", "pilot_scale", "incubation", "industrialization"] as const;
export type Stage = (typeof STAGES)[number];

interface StageFacts {
  readonly name: Bilingual;
  readonly track: Track;
  /** The stage before it on its track, which ends when this one begins. */
  readonly follows: readonly Stage[];
}

/** Two tracks that may overlap and that industrialization joins. */
export const STAGE_FACTS: Readonly<Record<Stage, StageFacts>> = {
  lab: { name: { zh: "实验室", en: "Laboratory" }, track: "technology", follows: [] },
  proof_of_concept: { name: { zh: "概念验证", en: "Proof of concept" }, track: "technology", follows: ["lab"] },
  pilot_scale: {
    name: { zh: "中试", en: "Pilot scale" },
    track: "technology",
    follows: ["lab", "proof_of_concept"],
  },
  incubation: { name: { zh: "孵化", en: "Incubation" }, track: "company", follows: [] },
  industrialization: {
    name: { zh: "产业化", en: "Industrialization" },
    track: "joint",
    follows: ["lab", "proof_of_concept", "pilot_scale", "incubation"],
  },
};

export function stageName(stage: Stage): Bilingual {
  return STAGE_FACTS[stage].name;
}
