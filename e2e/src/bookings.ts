import { ifMatch } from "@dual-high/client";
import type { Api } from "./client.ts";

const HOUR = 3_600_000;

/** Noon in Shanghai on the next Tuesday that is at least two days off, and so many hours later. */
export function nextTuesday(hours = 0): Date {
  const day = new Date(Math.floor((Date.now() + 8 * HOUR) / (24 * HOUR)) * 24 * HOUR + 2 * 24 * HOUR);
  while (day.getUTCDay() !== 2) day.setTime(day.getTime() + 24 * HOUR);
  return new Date(day.getTime() + (4 + hours) * HOUR);
}

const BOOKABLE = {
  capacity: 1,
  isOpen: true,
  opening: [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, from: "08:30", until: "12:00" },
    { weekday, from: "12:00", until: "18:00" },
  ]),
  rules: {
    slotMinutes: 30,
    leadMinutes: 120,
    horizonDays: 60,
    longestMinutes: 480,
    admits: ["university", "zone_enterprise", "other"],
    needsApproval: true,
    cancelMinutes: 1440,
    lateShare: 5000,
    offerMinutes: 120,
  },
  prices: [
    { userClass: "university", validFrom: "2026-01-01", fenPerHour: "12000" },
    { userClass: "zone_enterprise", validFrom: "2026-01-01", fenPerHour: "18000" },
    { userClass: "other", validFrom: "2026-01-01", fenPerHour: "30000" },
  ],
} as const;

/** An instrument and the pilot platform open to bookings, with a week in which some hours are taken. */
export async function makeBookings(
  lead: Api,
  enterprise: Api,
  { scopeId, ownScopeId, instrumentId, facilityId }: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const params = { path: { scopeId: scopeId ?? "" } };
  const open = async (body: object) =>
    lead.post("/api/scopes/{scopeId}/bookables", { params, body: { ...BOOKABLE, ...body } as never });
  const { id: bookableId } = await open({ instrumentId });
  const { id: lineId } = await open({ facilityId, capacity: 3 });
  const campaignId = await makeCampaign(lead, enterprise, ownScopeId ?? "", lineId);
  const book = async (by: Api, place: string, from: number, until: number, more: object = {}) =>
    by.post("/api/scopes/{scopeId}/bookings", {
      params: { path: { scopeId: place } },
      body: {
        bookableId,
        startsAt: nextTuesday(from).toISOString(),
        endsAt: nextTuesday(until).toISOString(),
        purpose: "发酵液成分测定",
        chargeKind: "other",
        chargeReference: "研发费用 2026-07",
        ...more,
      },
    });
  const asked = await book(enterprise, ownScopeId ?? "", -2, 0);
  const decided = await book(enterprise, ownScopeId ?? "", 1, 3);
  await lead.post("/api/bookings/{bookingId}/steps", {
    params: { path: { bookingId: decided.id }, header: ifMatch(decided) },
    body: { action: "approve" },
  });
  await book(lead, scopeId ?? "", 24, 26, { userClass: "university", chargeReference: "横向课题 2026-113" });
  return { lineId, campaignId, bookableId, bookingId: asked.id, facilityId: facilityId ?? "" };
}

/** Two floors of the base, two thirds of them taken, one room free again next month. */
export async function makeSpace(lead: Api, facilityId: string): Promise<void> {
  const ROOMS = [
    ["1F", 1, "101", "pilot_hall", 262_000, "某合成生物公司"],
    ["1F", 1, "102", "store", 48_000, null],
    ["2F", 2, "201", "laboratory", 126_050, "某检测公司"],
    ["2F", 2, "202", "laboratory", 98_000, null],
    ["2F", 2, "203", "meeting", 40_000, null],
    ["3F", 3, "301", "office", 64_000, "某高校转化团队"],
    ["3F", 3, "302", "office", 82_000, "某光电公司"],
  ] as const;
  const soon = new Date(Date.now() + 30 * 24 * HOUR).toISOString().slice(0, 10);
  for (const [floor, level, number, kind, areaHundredths, occupant] of ROOMS) {
    const room = await lead.post("/api/facilities/{facilityId}/rooms", {
      params: { path: { facilityId } },
      body: { building: "A 座", floor, level, number, kind, areaHundredths, fenPerM2Month: "3500" },
    });
    if (occupant === null) continue;
    const endsBefore = number === "201" ? soon : "2999-01-01";
    await lead.post("/api/rooms/{roomId}/allocations", {
      params: { path: { roomId: room.id } },
      body: { occupant, startsOn: "2026-01-01", endsBefore },
    });
  }
}

/** One that the enterprise applied for, quoted and accepted: its review waits. */
async function makeCampaign(lead: Api, enterprise: Api, scopeId: string, bookableId: string): Promise<string> {
  const asked = await enterprise.post("/api/scopes/{scopeId}/campaigns", {
    params: { path: { scopeId } },
    body: {
      bookableId,
      title: "母乳寡糖 5 吨罐放大",
      description: "发酵三批，每批 5 吨，分离纯化后取样。",
      hazards: "乙醇 200 升，废水约 12 吨。",
      chargeReference: "中试协议 2026-03",
    },
  });
  const take = async (by: Api, { id, version }: { id: string; version: number }, body: object) =>
    by.post("/api/campaigns/{campaignId}/steps", {
      params: { path: { campaignId: id }, header: ifMatch({ version }) },
      body: body as never,
    });
  const lines = [
    { text: "5 吨发酵罐", quantityThousandths: 3000, unit: "批", fenEach: "12000000" },
    { text: "分离纯化", quantityThousandths: 4500, unit: "天", fenEach: "1800000" },
    { text: "首次合作优惠", quantityThousandths: 1000, unit: "项", fenEach: "-2000000" },
  ];
  const quoted = await take(lead, asked, { action: "quote", lines });
  return (await take(enterprise, quoted, { action: "accept" })).id;
}
