import { mayIn } from "../../../platform/access/index.ts";
import type { WaitingItem, WaitingSource } from "../../../platform/ports.ts";
import { listWaitingBookings, type WaitingBooking } from "./waiting-queries.ts";

/** Requests and hours to record wait for those who run it, an offered place for whom it is offered to. */
export const bookingsWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  const rows = await listWaitingBookings(tx, scopeId, caller.userId);
  const isManager = mayIn(caller, "booking.manage", scopeId);
  return rows
    .filter(
      ({ bookedBy, state, isClosedOver }) =>
        state === "offered" || (isManager && (isClosedOver || bookedBy !== caller.userId)),
    )
    .map(asItem);
};

function asItem({ id, number, name, unit, state, since, due, scopeId, isClosedOver }: WaitingBooking): WaitingItem {
  const path = `/p/${scopeId}/bookings/${id}`;
  const base = { id, path, since, due };
  if (state === "offered") {
    return {
      ...base,
      kind: "booking_offered",
      title: { zh: `候补轮到您：${name}（${number}）`, en: `A place came free for you: ${name} (${number})` },
      action: { zh: "去接受", en: "Take it" },
    };
  }
  if (state === "requested") {
    return {
      ...base,
      kind: "booking_requested",
      title: { zh: `${unit} 预约 ${name}，待审批`, en: `${unit} asks to book ${name}` },
      action: { zh: "去审批", en: "Decide" },
    };
  }
  if (isClosedOver) {
    return {
      ...base,
      kind: "booking_closed_over",
      title: {
        zh: `${number} ${name}（${unit}）落在停用时段`,
        en: `${number} ${name} (${unit}) falls in a closure`,
      },
      action: { zh: "去取消并说明", en: "Cancel it and say why" },
    };
  }
  return {
    ...base,
    kind: "booking_to_record",
    title: { zh: `${number} ${name} 已结束，待登记用时`, en: `${number} ${name} is over: record its use` },
    action: { zh: "去登记", en: "Record" },
  };
}
