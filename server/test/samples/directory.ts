import { achievementsCsv, makeImport } from "../lists.ts";
import type { Sample, SamplesOf, Target } from "./sample.ts";

export const directorySamples: SamplesOf = (world) => {
  const inScope = ({ scopeId }: Target): Sample => ({ params: { scopeId } });
  const onImport =
    (more: Sample = {}, state: "previewed" | "accepted" = "previewed") =>
    async ({ scopeId }: Target): Promise<Sample> => ({
      ...more,
      params: { importId: await makeImport(world(), scopeId, state) },
    });
  return {
    "POST /api/scopes/{scopeId}/imports": ({ scopeId }) => ({
      params: { scopeId },
      query: "?kind=achievements",
      file: achievementsCsv(["A1,一种传感器,用于测温,某大学,,有效"]),
    }),
    "GET /api/scopes/{scopeId}/imports": inScope,
    "POST /api/scopes/{scopeId}/imports/accept": async ({ scopeId }) => ({
      params: { scopeId },
      body: { importIds: [await makeImport(world(), scopeId, "previewed")] },
    }),
    "GET /api/imports/{importId}": onImport(),
    "PATCH /api/imports/{importId}": onImport({ body: { classification: "public" }, ifMatch: '"1"' }),
    "DELETE /api/imports/{importId}": onImport(),
    "GET /api/imports/{importId}/rows": onImport(),
    "GET /api/imports/{importId}/corrections": onImport(),
    "POST /api/imports/{importId}/undo": onImport({}, "accepted"),
    "GET /api/scopes/{scopeId}/achievements": inScope,
  };
};
