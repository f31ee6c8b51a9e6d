// What a team is formed for: the same steps for a need and for a challenge, each at its own address.
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";
import { type FormedTeam, type Wish, wishBody } from "./data.ts";

/** The pair in which the team is formed, and what for. */
export interface Origin extends Pick<FormedTeam["origin"], "kind" | "id"> {
  readonly scopeId: string;
}

export function originPath({ kind, id, scopeId }: Origin): string {
  return kind === "need" ? `/p/${scopeId}/needs/${id}` : `/p/${scopeId}/challenges/${id}`;
}

const ofNeed = ({ id }: Origin) => ({ path: { needId: id } });
const ofChallenge = ({ scopeId, id }: Origin) => ({ path: { scopeId, challengeId: id } });

export function suggestionQuery(origin: Origin) {
  return queryOptions({
    queryKey: ["team-suggestion", origin],
    queryFn: async () =>
      origin.kind === "need"
        ? api.get("/api/needs/{needId}/team-suggestion", { params: ofNeed(origin) })
        : api.get("/api/scopes/{scopeId}/challenges/{challengeId}/team-suggestion", { params: ofChallenge(origin) }),
  });
}

export async function proposeTeam(origin: Origin, wish: Wish) {
  const body = wishBody(wish);
  return origin.kind === "need"
    ? api.post("/api/needs/{needId}/team-proposals", { params: ofNeed(origin), body })
    : api.post("/api/scopes/{scopeId}/challenges/{challengeId}/team-proposals", { params: ofChallenge(origin), body });
}

export function candidatesQuery(origin: Origin, wish: Wish, search: string) {
  const body = { ...wishBody(wish), search, limit: 30 };
  return queryOptions({
    queryKey: ["team-candidates", origin.id, wish, search],
    queryFn: async ({ signal }) =>
      origin.kind === "need"
        ? api.post("/api/needs/{needId}/team-candidates", { params: ofNeed(origin), body, signal })
        : api.post("/api/scopes/{scopeId}/challenges/{challengeId}/team-candidates", {
            params: ofChallenge(origin),
            body,
            signal,
          }),
  });
}

export async function keepTeam(origin: Origin, wish: Wish, members: readonly string[]) {
  const body = { ...wishBody(wish), members: [...members] };
  return origin.kind === "need"
    ? api.post("/api/needs/{needId}/formed-teams", { params: ofNeed(origin), body })
    : api.post("/api/scopes/{scopeId}/challenges/{challengeId}/formed-teams", { params: ofChallenge(origin), body });
}

/** The teams that were formed for it, the latest first. */
export function teamsOfQuery({ scopeId, id }: Pick<Origin, "scopeId" | "id">) {
  return queryOptions({
    queryKey: ["formed-teams", scopeId, "of", id],
    queryFn: async ({ signal }) => {
      const params = { path: { scopeId }, query: { originId: id, sort: "-number" as const, limit: 20 } };
      return (await api.get("/api/scopes/{scopeId}/formed-teams", { params, signal })).items;
    },
  });
}
