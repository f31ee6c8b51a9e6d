import { said } from "@dual-high/kernel";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import { type ExportColumn, type AskedExport, exportList } from "../../../platform/listing/index.ts";
import { openSpans } from "../booking/hours.ts";
import { minuteOf, spanOf } from "../booking/instants.ts";
import { readClock } from "../booking/queries.ts";
import { USER_CLASS_NAMES } from "../booking/types.ts";
import {
  type CampaignUseRow,
  listCampaignUse,
  listRunBookables,
  listSpaceUse,
  listUse,
  type RunBookable,
  type UseRow,
} from "./queries.ts";
import type { Utilisation, UtilisationRow } from "./types.ts";

interface Period {
  readonly from: string;
  readonly until: string;
}

const startOf = (day: string) => `${day}T00:00:00+08:00`;

interface Asked {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** As it was asked for, else last month and this one. */
async function periodOf(tx: Tx, { from, until }: Asked): Promise<Period> {
  if (from !== undefined && until !== undefined) return { from, until };
  const { today } = await readClock(tx);
  const month = (offset: number) => {
    const [year = 0, number = 1] = today.split("-").map(Number);
    return new Date(Date.UTC(year, number - 1 + offset, 1)).toISOString().slice(0, 10);
  };
  return { from: month(-1), until: month(1) };
}

/** Hours open, booked and used of what a scope runs, by thing and by user. Days are half-open. */
export async function getUtilisation(ctx: Ctx, scopeId: string, asked: Asked): Promise<Utilisation> {
  authorize(ctx.caller, "facility.read", scopeId);
  const { period, bookables, use, spaces } = await transact(ctx, async (tx) => {
    const read = await readUse(tx, scopeId, asked);
    return { ...read, spaces: await listSpaceUse(tx, scopeId, read.period.from, read.period.until) };
  });
  const users = Map.groupBy(use, ({ unit, userClass }) => `${userClass} ${unit}`);
  return {
    ...period,
    bookables: bookables.map((bookable) => ({
      bookableId: bookable.id,
      name: bookable.name,
      openMinutes: openMinutes(bookable, period),
      ...sumOf(use.filter(({ bookableId }) => bookableId === bookable.id)),
    })),
    spaces,
    users: [...users.values()]
      .flatMap((rows) => {
        const [first] = rows;
        return first === undefined ? [] : { unit: first.unit, userClass: first.userClass, ...sumOf(rows) };
      })
      .toSorted((a, b) => b.bookedMinutes - a.bookedMinutes),
  };
}

async function readUse(tx: Tx, scopeId: string, asked: Asked) {
  const period = await periodOf(tx, asked);
  const bookables = await listRunBookables(tx, scopeId);
  const [startsAt, endsAt] = [startOf(period.from), startOf(period.until)];
  const hourly = await listUse(tx, scopeId, startsAt, endsAt);
  const campaigns = await listCampaignUse(tx, scopeId, startsAt, endsAt);
  const byDay = campaigns.map((campaign) => useOf(campaign, bookables));
  return { period, bookables, use: merged([...hourly, ...byDay]) };
}

/** The open hours of its days: so the share of a line that is never idle is the whole. */
function useOf(campaign: CampaignUseRow, bookables: readonly RunBookable[]): UseRow {
  const { bookableId, unit, userClass, amountFen, beginsInPeriod } = campaign;
  const line = bookables.find(({ id }) => id === bookableId);
  const open = line === undefined ? [] : openSpans(line.opening, line.closures.map(spanOf), spanOf(campaign));
  const bookedMinutes = open.reduce((total, { from, until }) => total + until - from, 0);
  const counted = beginsInPeriod ? { campaigns: 1, amountFen } : { campaigns: 0, amountFen: 0n };
  return { bookableId, unit, userClass, bookings: 0, bookedMinutes, usedMinutes: 0, ...counted };
}

/** One row for each thing and user. */
function merged(rows: readonly UseRow[]): UseRow[] {
  const groups = Map.groupBy(rows, ({ bookableId, unit, userClass }) => `${bookableId} ${userClass} ${unit}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { amountFen, ...sums } = sumOf(group);
    return { ...first, ...sums, amountFen: BigInt(amountFen) };
  });
}

function openMinutes({ capacity, opening, closures }: RunBookable, { from, until }: Period): number {
  const span = { from: minuteOf(startOf(from)), until: minuteOf(startOf(until)) };
  const open = openSpans(opening, closures.map(spanOf), span);
  return open.reduce((total, each) => total + each.until - each.from, 0) * capacity;
}

function sumOf(rows: readonly UseRow[]) {
  const sum = (key: "bookings" | "campaigns" | "bookedMinutes" | "usedMinutes") =>
    rows.reduce((total, row) => total + row[key], 0);
  return {
    bookings: sum("bookings"),
    campaigns: sum("campaigns"),
    bookedMinutes: sum("bookedMinutes"),
    usedMinutes: sum("usedMinutes"),
    amountFen: rows.reduce((total, { amountFen }) => total + amountFen, 0n).toString(),
  };
}

const hours = (minutes: number) => Math.round((minutes / 60) * 100) / 100;
const COLUMNS: readonly ExportColumn<UtilisationRow>[] = [
  { key: "bookable", header: said("仪器或平台", "What"), width: 32, value: ({ bookableName }) => bookableName },
  { key: "unit", header: said("使用单位", "User"), width: 28, value: ({ unit }) => unit },
  {
    key: "userClass",
    header: said("使用者类别", "Class of user"),
    width: 14,
    value: ({ userClass }, language) => (userClass === null ? null : USER_CLASS_NAMES[userClass][language]),
  },
  { key: "bookings", header: said("次数", "Bookings"), width: 10, value: ({ bookings }) => bookings },
  { key: "campaigns", header: said("中试", "Campaigns"), width: 10, value: ({ campaigns }) => campaigns },
  {
    key: "booked",
    header: said("预约（小时）", "Booked (h)"),
    width: 14,
    value: ({ bookedMinutes }) => hours(bookedMinutes),
  },
  {
    key: "used",
    header: said("实际使用（小时）", "Used (h)"),
    width: 16,
    value: ({ usedMinutes }) => hours(usedMinutes),
  },
  { key: "amount", header: said("应付（分）", "Owed (fen)"), width: 14, value: ({ amountFen }) => amountFen },
];

/** A line for each thing and user; one without a user where nobody used it. */
export async function exportUtilisation(
  ctx: Ctx,
  scopeId: string,
  asked: Asked,
  wanted: AskedExport,
): Promise<FileAnswer> {
  authorize(ctx.caller, "facility.export", scopeId);
  const { counted, rows } = await transact(ctx, async (tx) => {
    const { period, bookables, use } = await readUse(tx, scopeId, asked);
    const none = {
      unit: "",
      userClass: null,
      bookings: 0,
      campaigns: 0,
      bookedMinutes: 0,
      usedMinutes: 0,
      amountFen: 0n,
    };
    const lines = bookables.flatMap(({ id, name }) => {
      const own = use.filter(({ bookableId }) => bookableId === id);
      return (own.length === 0 ? [none] : own).map((row) => ({
        ...row,
        id,
        bookableId: id,
        bookableName: name,
        amountFen: row.amountFen.toString(),
      }));
    });
    await audit(tx, {
      scopeId,
      action: "facility.exported",
      subjectKind: "scope",
      subjectId: scopeId,
      details: { list: "utilisation", rows: lines.length, format: wanted.format, ...period },
    });
    return { counted: period, rows: lines };
  });
  const title = said(`使用率 ${counted.from} 至 ${counted.until}`, `Utilisation ${counted.from} to ${counted.until}`);
  return exportList({ title, columns: COLUMNS, rows, query: wanted, language: wanted.language, madeAt: new Date() });
}
