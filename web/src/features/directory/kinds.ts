import { ifMatch, type Schemas } from "@dual-high/client";
import { api } from "../../data/api.ts";

export type Achievement = Schemas["Achievement"];
export type AchievementItem = Schemas["AchievementItem"];
export type Team = Schemas["Team"];
export type TeamItem = Schemas["TeamItem"];
export type Person = Schemas["Person"];
export type Organisation = Schemas["Organisation"];
export type HistoryEntry = Schemas["HistoryEntry"];
export type RevealedContact = Schemas["RevealedContact"];

/** What every record of the directory has, whatever it is of. */
export interface DirectoryRecord {
  readonly id: string;
  readonly scopeId: string | null;
  readonly mergedInto: string | null;
  readonly archivedAt: string | null;
  readonly version: number;
}

/** The calls for one kind of record. */
export interface RecordCalls<R extends DirectoryRecord> {
  /** Plural, as in addresses and cache keys. */
  readonly plural: "achievements" | "teams" | "people" | "organisations";
  readonly get: (id: string, signal: AbortSignal) => Promise<R>;
  readonly create: (scopeId: string, body: object) => Promise<R>;
  readonly change: (id: string, version: number, body: object) => Promise<R>;
  readonly archive: (record: R) => Promise<R>;
  readonly restore: (record: R) => Promise<R>;
  readonly history: (id: string, signal: AbortSignal) => Promise<{ readonly items: readonly HistoryEntry[] }>;
  /** Null where a kind has nobody to be reached. */
  readonly reveal: ((id: string) => Promise<RevealedContact>) | null;
}

// A form knows its fields by name and not by type; the server parses every body.
type Body = never;

export const achievementCalls: RecordCalls<Achievement> = {
  plural: "achievements",
  get: async (achievementId, signal) =>
    api.get("/api/achievements/{achievementId}", { params: { path: { achievementId } }, signal }),
  create: async (scopeId, body) =>
    api.post("/api/scopes/{scopeId}/achievements", { params: { path: { scopeId } }, body: body as Body }),
  change: async (achievementId, version, body) =>
    api.patch("/api/achievements/{achievementId}", {
      params: { path: { achievementId }, header: ifMatch({ version }) },
      body: body as Body,
    }),
  archive: async (record) =>
    api.post("/api/achievements/{achievementId}/archive", {
      params: { path: { achievementId: record.id }, header: ifMatch(record) },
    }),
  restore: async (record) =>
    api.post("/api/achievements/{achievementId}/restore", {
      params: { path: { achievementId: record.id }, header: ifMatch(record) },
    }),
  history: async (achievementId, signal) =>
    api.get("/api/achievements/{achievementId}/history", { params: { path: { achievementId } }, signal }),
  reveal: async (achievementId) =>
    api.post("/api/achievements/{achievementId}/contact", { params: { path: { achievementId } } }),
};

export const teamCalls: RecordCalls<Team> = {
  plural: "teams",
  get: async (teamId, signal) => api.get("/api/teams/{teamId}", { params: { path: { teamId } }, signal }),
  create: async (scopeId, body) =>
    api.post("/api/scopes/{scopeId}/teams", { params: { path: { scopeId } }, body: body as Body }),
  change: async (teamId, version, body) =>
    api.patch("/api/teams/{teamId}", {
      params: { path: { teamId }, header: ifMatch({ version }) },
      body: body as Body,
    }),
  archive: async (record) =>
    api.post("/api/teams/{teamId}/archive", { params: { path: { teamId: record.id }, header: ifMatch(record) } }),
  restore: async (record) =>
    api.post("/api/teams/{teamId}/restore", { params: { path: { teamId: record.id }, header: ifMatch(record) } }),
  history: async (teamId, signal) => api.get("/api/teams/{teamId}/history", { params: { path: { teamId } }, signal }),
  reveal: async (teamId) => api.post("/api/teams/{teamId}/contact", { params: { path: { teamId } } }),
};

export const personCalls: RecordCalls<Person> = {
  plural: "people",
  get: async (personId, signal) => api.get("/api/people/{personId}", { params: { path: { personId } }, signal }),
  create: async (scopeId, body) =>
    api.post("/api/scopes/{scopeId}/people", { params: { path: { scopeId } }, body: body as Body }),
  change: async (personId, version, body) =>
    api.patch("/api/people/{personId}", {
      params: { path: { personId }, header: ifMatch({ version }) },
      body: body as Body,
    }),
  archive: async (record) =>
    api.post("/api/people/{personId}/archive", { params: { path: { personId: record.id }, header: ifMatch(record) } }),
  restore: async (record) =>
    api.post("/api/people/{personId}/restore", { params: { path: { personId: record.id }, header: ifMatch(record) } }),
  history: async (personId, signal) =>
    api.get("/api/people/{personId}/history", { params: { path: { personId } }, signal }),
  reveal: async (personId) => api.post("/api/people/{personId}/contact", { params: { path: { personId } } }),
};

export const organisationCalls: RecordCalls<Organisation> = {
  plural: "organisations",
  get: async (organisationId, signal) =>
    api.get("/api/organisations/{organisationId}", { params: { path: { organisationId } }, signal }),
  create: async (scopeId, body) =>
    api.post("/api/scopes/{scopeId}/enterprises", { params: { path: { scopeId } }, body: body as Body }),
  change: async (organisationId, version, body) =>
    api.patch("/api/organisations/{organisationId}", {
      params: { path: { organisationId }, header: ifMatch({ version }) },
      body: body as Body,
    }),
  archive: async (record) =>
    api.post("/api/organisations/{organisationId}/archive", {
      params: { path: { organisationId: record.id }, header: ifMatch(record) },
    }),
  restore: async (record) =>
    api.post("/api/organisations/{organisationId}/restore", {
      params: { path: { organisationId: record.id }, header: ifMatch(record) },
    }),
  history: async (organisationId, signal) =>
    api.get("/api/organisations/{organisationId}/history", { params: { path: { organisationId } }, signal }),
  reveal: null,
};
