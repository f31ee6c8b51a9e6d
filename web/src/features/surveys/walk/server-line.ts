import { createApiClient, type Schemas } from "@dual-high/client";
import type { RoundPackage } from "./kept-visit.ts";
import type { Line } from "./send-queue.ts";
import { fileBody, fileName } from "../../../data/upload.ts";

const PATIENCE_MS = 60_000;

/**
 * The server, asked once: pages elsewhere wait through an outage, here the visits wait in the store and the page goes on. Runs
 * in the page and in the service worker.
 */
export function openLine(origin: string, language: () => "zh" | "en") {
  const api = createApiClient({
    baseUrl: origin,
    language,
    fetch: async (request) => fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) }),
  });
  const findMe = async (): Promise<Schemas["Me"] | null> => {
    try {
      return await api.get("/api/me");
    } catch (error) {
      if ((error as { readonly status?: number }).status === 401) return null;
      throw error;
    }
  };
  const line: Line = {
    whoAmI: async () => (await findMe())?.userId ?? null,
    putVisit: async ({ roundId, id: visitId }, body) =>
      api.put("/api/survey-rounds/{roundId}/visits/{visitId}", { params: { path: { roundId, visitId } }, body }),
    putPhoto: async ({ roundId, id: visitId }, { sha256, name, bytes }) => {
      const file = new Blob([bytes]);
      return api.put("/api/survey-rounds/{roundId}/visits/{visitId}/files/{sha256}", {
        params: { path: { roundId, visitId, sha256 }, header: fileName({ name }) },
        ...fileBody(file),
      });
    },
  };
  return {
    ...line,
    findMe,
    getPackage: async (roundId: string): Promise<RoundPackage> =>
      api.get("/api/survey-rounds/{roundId}/package", { params: { path: { roundId } } }),
    claim: async (siteId: string) => api.put("/api/survey-sites/{siteId}/claim", { params: { path: { siteId } } }),
    listOpenRounds: async (scopeId: string) =>
      (
        await api.get("/api/scopes/{scopeId}/survey-rounds", {
          params: { path: { scopeId }, query: { state: "open" } },
        })
      ).items,
  };
}
