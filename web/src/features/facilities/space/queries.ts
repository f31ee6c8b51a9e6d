import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";

export type Space = Schemas["Space"];
export type Room = Schemas["Room"];
export type Allocation = Schemas["RoomAllocation"];

export function spaceKey(facilityId: string) {
  return ["space", facilityId] as const;
}

export function spaceQuery(facilityId: string, on: string | undefined) {
  return queryOptions({
    queryKey: [...spaceKey(facilityId), on ?? ""],
    queryFn: async () =>
      api.get("/api/facilities/{facilityId}/space", {
        params: { path: { facilityId }, query: on === undefined ? {} : { on } },
      }),
  });
}
