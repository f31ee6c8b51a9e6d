import { said } from "@dual-high/kernel";
import { authorize, type Ctx, transact } from "../../platform/access/index.ts";
import { audit } from "../../platform/audit/index.ts";
import type { FileAnswer } from "../../platform/http/index.ts";
import { type ExportColumn, type AskedExport, exportList } from "../../platform/listing/index.ts";
import type { FacilityListing, InstrumentFilter, InstrumentListing } from "./queries.ts";
import { listFacilities, listInstruments } from "./service.ts";
import { type Facility, FACILITY_KIND_NAMES, type Instrument } from "./types.ts";

const INSTRUMENT_COLUMNS: readonly ExportColumn<Instrument>[] = [
  { key: "listNumber", header: said("序号", "List number"), width: 12, value: ({ listNumber }) => listNumber },
  { key: "name", header: said("仪器名称", "Name"), width: 32, value: ({ name }) => name },
  { key: "model", header: said("型号", "Model"), width: 20, value: ({ model }) => model },
  { key: "functions", header: said("功能", "Functions"), width: 60, value: ({ functions }) => functions },
  { key: "unit", header: said("所属单位", "Unit"), width: 28, value: ({ unit }) => unit },
  { key: "facilityName", header: said("所在平台", "Facility"), width: 28, value: ({ facilityName }) => facilityName },
  { key: "location", header: said("放置地点", "Location"), width: 28, value: ({ location }) => location },
  { key: "price", header: said("收费标准", "Price"), width: 20, value: ({ price }) => price },
  { key: "contactName", header: said("联系人", "Contact"), width: 12, value: ({ contact }) => contact?.name ?? null },
  { key: "contactPhone", header: said("联系电话", "Phone"), width: 16, value: ({ contact }) => contact?.phone ?? null },
  {
    key: "contactEmail",
    header: said("电子邮箱", "E-mail"),
    width: 24,
    value: ({ contact }) => contact?.email ?? null,
  },
];

const FACILITY_COLUMNS: readonly ExportColumn<Facility>[] = [
  {
    key: "kind",
    header: said("类型", "Kind"),
    width: 16,
    value: ({ kind }, language) => FACILITY_KIND_NAMES[kind][language],
  },
  { key: "name", header: said("平台名称", "Name"), width: 32, value: ({ name }) => name },
  { key: "unit", header: said("运营单位", "Unit"), width: 28, value: ({ unit }) => unit },
  { key: "location", header: said("地点", "Location"), width: 28, value: ({ location }) => location },
  { key: "field", header: said("领域", "Field"), width: 20, value: ({ field }) => field },
  { key: "areaM2", header: said("面积（平方米）", "Area (m²)"), width: 16, value: ({ areaM2 }) => areaM2 },
  { key: "description", header: said("简介", "Description"), width: 60, value: ({ description }) => description },
  { key: "price", header: said("收费标准", "Price"), width: 20, value: ({ price }) => price },
  {
    key: "instrumentCount",
    header: said("仪器（台）", "Instruments"),
    width: 12,
    value: ({ instrumentCount }) => instrumentCount,
  },
  { key: "website", header: said("网址", "Website"), width: 28, value: ({ website }) => website },
];

export async function exportInstruments(
  ctx: Ctx,
  scopeId: string,
  listing: InstrumentListing,
  filter: InstrumentFilter,
  wanted: AskedExport,
): Promise<FileAnswer> {
  const rows = await noteExport(ctx, scopeId, "instruments", wanted, async (inTx) =>
    listInstruments(inTx, scopeId, listing, filter),
  );
  const title = said("共享仪器清单", "Shared instruments");
  return exportList({
    title,
    columns: INSTRUMENT_COLUMNS,
    rows,
    query: wanted,
    language: wanted.language,
    madeAt: new Date(),
  });
}

export async function exportFacilities(
  ctx: Ctx,
  scopeId: string,
  listing: FacilityListing,
  kinds: readonly string[] | null,
  wanted: AskedExport,
): Promise<FileAnswer> {
  const rows = await noteExport(ctx, scopeId, "facilities", wanted, async (inTx) =>
    listFacilities(inTx, scopeId, listing, kinds),
  );
  const title = said("共享平台清单", "Shared facilities");
  return exportList({
    title,
    columns: FACILITY_COLUMNS,
    rows,
    query: wanted,
    language: wanted.language,
    madeAt: new Date(),
  });
}

/** Reads the rows and puts on record that they left, in one transaction. */
async function noteExport<T>(
  ctx: Ctx,
  scopeId: string,
  list: string,
  { format }: AskedExport,
  read: (ctx: Ctx) => Promise<{ readonly items: readonly T[] }>,
): Promise<readonly T[]> {
  authorize(ctx.caller, "facility.export", scopeId);
  return transact(ctx, async (tx) => {
    const { items } = await read({ ...ctx, tx });
    await audit(tx, {
      scopeId,
      action: "facility.exported",
      subjectKind: "scope",
      subjectId: scopeId,
      details: { list, rows: items.length, format },
    });
    return items;
  });
}
