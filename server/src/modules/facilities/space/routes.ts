import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { exportOptions } from "../../../platform/listing/index.ts";
import type { ChargeSources } from "../costs/charge.ts";
import { exportSpace } from "./export.ts";
import { addRoom, allocateRoom, changeAllocation, changeRoom, getSpace } from "./service.ts";
import {
  Allocation,
  AllocationChange,
  AllocationDraft,
  Room,
  RoomChange,
  RoomChanged,
  RoomDraft,
  Space,
} from "./types.ts";

const tag = "base space";
const read = { permission: "facility.read", in: "row" } as const;
const manage = { permission: "facility.update", in: "row" } as const;
const facilityParams = z.object({ facilityId: z.uuid() });
const roomParams = z.object({ roomId: z.uuid() });

export function spaceRoutes(api: Router, charges: ChargeSources): void {
  api.route(
    {
      method: "get",
      path: "/api/facilities/{facilityId}/space",
      access: read,
      id: "getSpace",
      tag,
      summary: "Rooms of a facility by building and floor, and who has them on a day",
      params: facilityParams,
      query: z.object({ on: z.iso.date().optional().describe("Today where left out") }),
      answer: Space,
    },
    async ({ ctx, params, query }) => getSpace(ctx, params.facilityId, query.on ?? null),
  );
  api.route(
    {
      method: "get",
      path: "/api/facilities/{facilityId}/space/export",
      access: { permission: "facility.export", in: "row" },
      id: "exportSpace",
      tag,
      summary: "The same as a file, a line for each room",
      params: facilityParams,
      query: z.object({ on: z.iso.date().optional().describe("Today where left out"), ...exportOptions }),
      answer: "file",
    },
    async ({ ctx, params, query, language }) =>
      exportSpace(ctx, params.facilityId, query.on ?? null, { ...query, language }),
  );
  api.route(
    {
      method: "post",
      path: "/api/facilities/{facilityId}/rooms",
      access: manage,
      id: "addRoom",
      tag,
      summary: "Add a room to a facility",
      params: facilityParams,
      body: RoomDraft,
      answer: Room,
      status: 201,
    },
    async ({ ctx, params, body }) => addRoom(ctx, params.facilityId, body),
  );
  api.route(
    {
      method: "patch",
      path: "/api/rooms/{roomId}",
      access: manage,
      id: "changeRoom",
      tag,
      summary: "Change a room, or take it out of use",
      params: roomParams,
      body: RoomChange,
      answer: RoomChanged,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => ({ room: await changeRoom(ctx, params.roomId, body, version) }),
  );
  api.route(
    {
      method: "post",
      path: "/api/rooms/{roomId}/allocations",
      access: manage,
      id: "allocateRoom",
      tag,
      summary: "Give a room to somebody for a period in which nobody else has it",
      params: roomParams,
      body: AllocationDraft,
      answer: Allocation,
      status: 201,
    },
    async ({ ctx, params, body }) => allocateRoom(ctx, params.roomId, body, charges),
  );
  api.route(
    {
      method: "patch",
      path: "/api/room-allocations/{allocationId}",
      access: manage,
      id: "changeRoomAllocation",
      tag,
      summary: "Prolong, shorten or cancel who has a room",
      params: z.object({ allocationId: z.uuid() }),
      body: AllocationChange,
      answer: Allocation,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeAllocation(ctx, params.allocationId, body, { version, charges }),
  );
}
