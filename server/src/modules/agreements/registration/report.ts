// The registration workbook and the yearly transformation report, from the rows that they count.
import { formatYuan, type Language } from "@dual-high/kernel";
import { type SheetPlan, writeWorkbook } from "@dual-high/lists";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import { AGREEMENT_KINDS, KINDS, nameOfKind } from "../types.ts";
import { type BookRow, listBook, listReceived, type ReceivedRow } from "./queries.ts";
import { getRegistration } from "./service.ts";
import type { TransformationReport } from "./types.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
type Cells = SheetPlan["rows"][number];
type Figures = TransformationReport["total"];

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
const valueOf = ({ amountFen, deductedFen }: BookRow) => BigInt(amountFen ?? 0) - BigInt(deductedFen);

function figuresOf(rows: readonly BookRow[], received: readonly ReceivedRow[]): Figures {
  return {
    contracts: rows.length,
    contractFen: String(sum(rows.map(({ amountFen }) => BigInt(amountFen ?? 0)))),
    transactionFen: String(sum(rows.map(valueOf))),
    receivedFen: String(sum(received.map(({ receivedFen }) => BigInt(receivedFen)))),
  };
}

/** In percent with one decimal, half away from nothing; empty where there was nothing before. */
export function growthOf(now: bigint, before: bigint): string {
  if (before === 0n) return "";
  const thousandths = (now - before) * 1_000n;
  const half = thousandths < 0n ? -(before / 2n) : before / 2n;
  const tenths = (thousandths + half) / before;
  const size = tenths < 0n ? -tenths : tenths;
  return `${tenths < 0n ? "-" : ""}${size / 10n}.${size % 10n}`;
}

const yearFrom = (year: number) => `${year}-01-01`;

async function countYear(tx: Tx, scopeId: string, year: number) {
  const [from, before] = [yearFrom(year), yearFrom(year + 1)];
  return {
    rows: await listBook(tx, scopeId, from, before),
    received: await listReceived(tx, scopeId, from, before),
  };
}

export async function getReport(ctx: Ctx, scopeId: string, year: number): Promise<TransformationReport> {
  authorize(ctx.caller, "registration.read", scopeId);
  return transact(ctx, async (tx) => {
    const now = await countYear(tx, scopeId, year);
    const last = await countYear(tx, scopeId, year - 1);
    return reportOf(year, now, last);
  });
}

type Counted = Awaited<ReturnType<typeof countYear>>;

function reportOf(year: number, { rows, received }: Counted, last: Counted): TransformationReport {
  const total = figuresOf(rows, received);
  const before = figuresOf(last.rows, last.received);
  const growth = (key: "contractFen" | "transactionFen" | "receivedFen") =>
    growthOf(BigInt(total[key]), BigInt(before[key]));
  const of = (key: "receivedFen" | "inventorsFen" | "unitsFen" | "institutionFen", path?: ReceivedRow["path"]) =>
    String(sum(received.filter((row) => path === undefined || row.path === path).map((row) => BigInt(row[key]))));
  const kinds = AGREEMENT_KINDS.filter((kind) => KINDS[kind].isTechnologyContract);
  return {
    year,
    kinds: kinds.map((kind) => ({
      kind,
      name: KINDS[kind].name,
      ...figuresOf(
        rows.filter((row) => row.kind === kind),
        received.filter((row) => row.kind === kind),
      ),
    })),
    total,
    before,
    growth: {
      contracts: growthOf(BigInt(total.contracts), BigInt(before.contracts)),
      contractFen: growth("contractFen"),
      transactionFen: growth("transactionFen"),
      receivedFen: growth("receivedFen"),
    },
    received: {
      commissionedFen: of("receivedFen", "commissioned"),
      transformationFen: of("receivedFen", "transformation"),
      undistributedFen: of("receivedFen", null),
      inventorsFen: of("inventorsFen"),
      unitsFen: of("unitsFen"),
      institutionFen: of("institutionFen"),
    },
    registered: rows.filter(({ state }) => state === "registered").length,
    unregistered: rows.filter(({ state }) => state !== "registered").length,
  };
}

const HEAD = (headers: readonly (readonly [text: string, width: number])[]) =>
  headers.map(([header, width]) => ({ header, width }));
const yuan = (fen: string | bigint | null) => (fen === null ? null : formatYuan(fen));

/** Every technology contract of a year, as the registration workbook lists them. */
function bookSheet(year: number, rows: readonly BookRow[]): SheetPlan {
  const states = { preparing: "准备中", accepted: "已受理", registered: "已登记", returned: "被退回" } as const;
  return {
    name: "合同登记表",
    heading: `${year} 年技术合同登记表（金额单位：元）`,
    columns: HEAD([
      ["登记编号", 22],
      ["合同编号", 20],
      ["项目名称", 44],
      ["合同类别", 24],
      ["签订日期", 12],
      ["买方与卖方", 44],
      ["合同成交额", 18],
      ["非技术性费用", 18],
      ["技术交易额", 18],
      ["技术性收入", 18],
      ["到款", 18],
      ["状态", 10],
      ["受理日期", 12],
      ["登记日期", 12],
    ]),
    rows: rows.map(
      (row): Cells => [
        row.registrationNumber,
        row.number,
        row.title,
        nameOfKind(row.kind, row.subKind).zh,
        row.signedOn,
        row.parties.join("、"),
        yuan(row.amountFen),
        yuan(row.deductedFen),
        yuan(valueOf(row)),
        yuan(row.incomeFen),
        yuan(row.receivedFen),
        row.state === null ? "未申请" : states[row.state],
        row.acceptedOn,
        row.registeredOn,
      ],
    ),
  };
}

function summarySheet({ year, kinds, total, before, growth, received, ...counts }: TransformationReport): SheetPlan {
  const line = (name: string, each: Figures): Cells => [
    name,
    String(each.contracts),
    yuan(each.contractFen),
    yuan(each.transactionFen),
    yuan(each.receivedFen),
  ];
  const one = (name: string, value: string): Cells => [name, value, null, null, null];
  const percent = (text: string) => (text === "" ? "上年为零" : `${text}%`);
  return {
    name: "年度汇总",
    heading: `${year} 年科技成果转化年度报告（金额单位：元）`,
    columns: HEAD([
      ["项目", 34],
      ["合同数", 18],
      ["合同成交额", 20],
      ["技术交易额", 20],
      ["当年到款", 20],
    ]),
    rows: [
      ...kinds.map((kind) => line(kind.name.zh, kind)),
      line("合计", total),
      line(`上年（${year - 1}）合计`, before),
      [
        "比上年增长",
        percent(growth.contracts),
        percent(growth.contractFen),
        percent(growth.transactionFen),
        percent(growth.receivedFen),
      ],
      one("当年签订、已登记的合同", String(counts.registered)),
      one("当年签订、未登记的合同", String(counts.unregistered)),
      one("到款：横向项目（已批准分配）", formatYuan(received.commissionedFen)),
      one("到款：成果转化（已批准分配）", formatYuan(received.transformationFen)),
      one("到款：尚未分配", formatYuan(received.undistributedFen)),
      one("分配给完成人", formatYuan(received.inventorsFen)),
      one("分配给所在单位", formatYuan(received.unitsFen)),
      one("归学校", formatYuan(received.institutionFen)),
    ],
  };
}

async function fileOf(name: string, sheets: readonly SheetPlan[]): Promise<FileAnswer> {
  const plan = { title: name, language: "zh" as const, madeAt: new Date(), sheets: [...sheets] };
  return { name: `${name}.xlsx`, mediaType: XLSX, bytes: await writeWorkbook(plan) };
}

export async function exportReport(
  ctx: Ctx,
  scopeId: string,
  year: number,
  what: "registrations" | "report",
): Promise<FileAnswer> {
  authorize(ctx.caller, "registration.read", scopeId);
  const { now, last } = await transact(ctx, async (tx) => {
    const details = { year, what };
    await audit(tx, {
      scopeId,
      action: "agreement.report_exported",
      subjectKind: "scope",
      subjectId: scopeId,
      details,
    });
    return { now: await countYear(tx, scopeId, year), last: await countYear(tx, scopeId, year - 1) };
  });
  const book = bookSheet(year, now.rows);
  if (what === "registrations") return fileOf(`${year} 年技术合同登记表`, [book]);
  return fileOf(`${year} 年科技成果转化年度报告`, [summarySheet(reportOf(year, now, last)), book]);
}

/** The copy sheet of one contract as a workbook. */
export async function exportSheet(ctx: Ctx, agreementId: string, language: Language): Promise<FileAnswer> {
  const { agreementNumber, sheet } = await getRegistration(ctx, agreementId);
  return fileOf(`${agreementNumber} 认定登记誊写表`, [
    {
      name: "誊写表",
      heading: `${agreementNumber} 技术合同认定登记誊写表`,
      columns: HEAD([
        ["栏目", 16],
        ["字段", 34],
        ["内容", 70],
      ]),
      rows: sheet.map(({ section, label, value }): Cells => [section[language], label, value]),
    },
  ]);
}
