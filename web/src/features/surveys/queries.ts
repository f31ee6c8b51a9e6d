import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api, isProblem } from "../../data/api.ts";

export type Round = Schemas["SurveyRound"];
export type Floor = Schemas["SurveyFloor"];
export type Counts = Schemas["SurveyCounts"];
export type Site = Schemas["SurveySite"];
export type Visit = Schemas["SurveyVisit"];
export type VisitSummary = Schemas["SurveyVisitSummary"];
export type VisitVersion = Schemas["SurveyVisitVersion"];

/** Everything of a round lies under this, so that a change reads all of it again. */
export function roundKey(roundId: string): readonly unknown[] {
  return ["surveys", "one", roundId];
}

export function roundQuery(roundId: string) {
  return queryOptions({
    queryKey: [...roundKey(roundId), "round"],
    queryFn: async () => api.get("/api/survey-rounds/{roundId}", { params: { path: { roundId } } }),
  });
}

export function coverageQuery(roundId: string) {
  return queryOptions({
    queryKey: [...roundKey(roundId), "coverage"],
    queryFn: async () => api.get("/api/survey-rounds/{roundId}/coverage", { params: { path: { roundId } } }),
  });
}

export function officersQuery(roundId: string) {
  return queryOptions({
    queryKey: [...roundKey(roundId), "officers"],
    queryFn: async () => api.get("/api/survey-rounds/{roundId}/officers", { params: { path: { roundId } } }),
  });
}

/** A version of the questionnaire, that of now without a number; null where there is none. */
export function questionnaireQuery(roundId: string, number?: number) {
  return queryOptions({
    queryKey: [...roundKey(roundId), "questionnaire", number ?? "now"],
    queryFn: async () => {
      if (number === 0) return null;
      const query = number === undefined ? {} : { number };
      try {
        return await api.get("/api/survey-rounds/{roundId}/questionnaire", { params: { path: { roundId }, query } });
      } catch (error) {
        if (isProblem(error, "survey.no_questionnaire")) return null;
        throw error;
      }
    },
  });
}

export function visitQuery(roundId: string, visitId: string) {
  return queryOptions({
    queryKey: [...roundKey(roundId), "visit", visitId],
    queryFn: async () =>
      api.get("/api/survey-rounds/{roundId}/visits/{visitId}", { params: { path: { roundId, visitId } } }),
  });
}
