import { said } from "@dual-high/kernel";
import { type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import { type ExportColumn, type AskedExport, exportList } from "../../../platform/listing/index.ts";
import { findFacilityRow } from "../queries.ts";
import { authorizePlace, getSpace, recordIn } from "./service.ts";
import { type Room, ROOM_KIND_NAMES, ROOM_STATE_NAMES } from "./types.ts";

const hundredths = (whole: number | string) => Number(whole) / 100;

const COLUMNS: readonly ExportColumn<Room>[] = [
  { key: "building", header: said("楼宇", "Building"), width: 14, value: ({ building }) => building },
  { key: "floor", header: said("楼层", "Floor"), width: 8, value: ({ floor }) => floor },
  { key: "number", header: said("房号", "Room"), width: 10, value: ({ number }) => number },
  {
    key: "kind",
    header: said("类型", "Kind"),
    width: 12,
    value: ({ kind }, language) => ROOM_KIND_NAMES[kind][language],
  },
  {
    key: "area",
    header: said("面积（m²）", "Area (m²)"),
    width: 12,
    value: ({ areaHundredths }) => hundredths(areaHundredths),
  },
  {
    key: "rent",
    header: said("月租（元）", "Rent a month (yuan)"),
    width: 16,
    value: ({ allocation, fenPerMonth }) => hundredths(allocation?.fenPerMonth ?? fenPerMonth),
  },
  {
    key: "state",
    header: said("状态", "State"),
    width: 16,
    value: ({ state }, language) => ROOM_STATE_NAMES[state][language],
  },
  {
    key: "occupant",
    header: said("使用单位", "Occupant"),
    width: 28,
    value: ({ allocation }) => allocation?.occupant ?? null,
  },
  {
    key: "startsOn",
    header: said("自何日起", "From"),
    width: 12,
    value: ({ allocation }) => allocation?.startsOn ?? null,
  },
  {
    key: "endsBefore",
    header: said("到何日前", "Until before"),
    width: 12,
    value: ({ allocation }) => allocation?.endsBefore ?? null,
  },
  {
    key: "reference",
    header: said("合同编号", "Agreement"),
    width: 20,
    value: ({ allocation }) => allocation?.chargeReference ?? null,
  },
  {
    key: "next",
    header: said("之后", "Afterwards"),
    width: 40,
    value: ({ upcoming }) =>
      upcoming.map(({ occupant, startsOn, endsBefore }) => `${occupant} ${startsOn}/${endsBefore}`).join("; ") || null,
  },
];

/** The rooms of a facility and who has them on a day, as a file; puts on record that they left. */
export async function exportSpace(
  ctx: Ctx,
  facilityId: string,
  day: string | null,
  wanted: AskedExport,
): Promise<FileAnswer> {
  const rows = await transact(ctx, async (tx) => {
    const place = authorizePlace(ctx, "facility.export", await findFacilityRow(tx, facilityId));
    const { rooms } = await getSpace({ ...ctx, tx }, facilityId, day);
    await audit(tx, {
      scopeId: recordIn(ctx, place),
      action: "facility.exported",
      subjectKind: "facility",
      subjectId: facilityId,
      details: { list: "rooms", rows: rooms.length, format: wanted.format },
    });
    return rooms;
  });
  const { language } = wanted;
  return exportList({
    title: said("房间与场地", "Rooms"),
    columns: COLUMNS,
    rows,
    query: wanted,
    language,
    madeAt: new Date(),
  });
}
