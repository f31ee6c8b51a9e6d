/** The format of problems and plans for other languages; docs/assign.schema.json holds the same. */
import { RELAXATION_KINDS } from "./types.ts";

const ID = { type: "string", minLength: 1, pattern: "^[^|]*$" } as const;
const WHOLE = { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER } as const;
const SCORE = { type: "number", minimum: -1e12, maximum: 1e12 } as const;
const NUMBER_OR_NULL = { type: ["number", "null"] } as const;

function tuple(...items: readonly object[]) {
  return { type: "array", prefixItems: items, items: false, minItems: items.length } as const;
}

function object(required: readonly string[], properties: Readonly<Record<string, object>>) {
  return { type: "object", additionalProperties: false, required, properties } as const;
}

function list(items: object) {
  return { type: "array", items } as const;
}

/** JSON Schema (2020-12) of what `assign` takes (`$defs.problem`) and gives (`$defs.plan`). */
export const ASSIGNMENT_SCHEMA = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Assignment of needs to suppliers: the problem, and under $defs the plan",
  $ref: "#/$defs/problem",
  $defs: {
    problem: {
      description: "Within a need and a supplier, min is at most max; ids are unique; a pair has one edge at most.",
      ...object(["needs", "suppliers", "edges"], {
        sense: { enum: ["maximize", "minimize"], default: "maximize" },
        objective: { enum: ["total", "fair"], default: "total" },
        needs: list(
          object(["id"], {
            id: ID,
            min: { ...WHOLE, description: "Default 0. Absent under minimize: as many are served as can be." },
            max: { ...WHOLE, default: 1 },
            weight: { type: "number", minimum: 0, maximum: 1e12, default: 1 },
          }),
        ),
        suppliers: list(object(["id", "max"], { id: ID, min: { ...WHOLE, default: 0 }, max: WHOLE, group: ID })),
        edges: list(tuple(ID, ID, SCORE)),
        forbidden: list(tuple(ID, ID)),
        locked: list(tuple(ID, ID)),
        groupLimits: {
          type: "object",
          additionalProperties: object([], { min: { ...WHOLE, default: 0 }, max: WHOLE }),
        },
        loads: {
          description: "Keys are need|supplier; 1 where absent. Limits of suppliers and groups then count load.",
          type: "object",
          propertyNames: { pattern: "^[^|]+\\|[^|]+$" },
          additionalProperties: { type: "integer", minimum: 0, maximum: 1e9 },
        },
        seed: { ...WHOLE, default: 1 },
      }),
    },
    plan: object(["status", "total", "weakest", "gap", "pairs", "unassigned", "givenUp", "conflicts"], {
      status: { enum: ["optimal", "bound", "infeasible"] },
      total: { type: "number" },
      weakest: NUMBER_OR_NULL,
      gap: NUMBER_OR_NULL,
      pairs: list(tuple(ID, ID, SCORE)),
      unassigned: list(
        object(["id", "reason"], { id: ID, reason: { enum: ["no_edges", "all_forbidden", "not_worth", "capacity"] } }),
      ),
      givenUp: list(
        object(["id", "best", "got", "givenUp"], {
          id: ID,
          best: { type: "number" },
          got: { type: "number" },
          givenUp: { type: "number", minimum: 0 },
        }),
      ),
      conflicts: list(
        object(["kind", "id", "max", "locked"], {
          kind: { enum: ["need", "supplier"] },
          id: ID,
          max: WHOLE,
          locked: WHOLE,
        }),
      ),
      relaxations: list(
        object(["kind", "id", "from", "to", "units", "text"], {
          kind: { enum: RELAXATION_KINDS },
          id: { anyOf: [ID, tuple(ID, ID)] },
          from: WHOLE,
          to: WHOLE,
          units: WHOLE,
          text: object(["zh", "en"], { zh: { type: "string" }, en: { type: "string" } }),
        }),
      ),
    }),
  },
} as const;
