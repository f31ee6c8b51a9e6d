// The registration workbook and the yearly transformation report, from the rows that they count.
import { formatYuan, type Language } from "@dual-high/kernel";
import { type SheetPlan, writeWorkbook } from "@dual-high/lists";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import { findScopesWithin } from "../service/found.ts";
import { AGREEMENT_KINDS, KINDS, nameOfKind } from "../types.ts";
import {
  type BookRow,
  listBook,
  listReceived,
  listReceivedLines,
  type ReceivedLine,
  type ReceivedRow,
} from "./queries.ts";
import { amountColumn, fitAmounts } from "./fit-amounts.ts";
import { STATE_NAMES } from "./rules.ts";
import { getRegistration } from "./service.ts";
import type { TransformationReport } from "./types.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
type Cells = SheetPlan["rows"][number];
type Figures = TransformationReport["total"];

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

function figuresOf(rows: readonly BookRow[], received: readonly ReceivedRow[]): Figures {
  return {
    contracts: rows.length,
    contractFen: String(sum(rows.map(({ amountFen }) => BigInt(amountFen ?? 0)))),
    transactionFen: String(sum(rows.map(({ transactionFen }) => BigInt(transactionFen ?? 0)))),
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

async function countYear(tx: Tx, scopeIds: readonly string[], year: number) {
  const [from, before] = [yearFrom(year), yearFrom(year + 1)];
  return {
    rows: await listBook(tx, scopeIds, from, before),
    received: await listReceived(tx, scopeIds, from, before),
  };
}

export async function getReport(ctx: Ctx, scopeId: string, year: number): Promise<TransformationReport> {
  authorize(ctx.caller, "registration.read", scopeId);
  return transact(ctx, async (tx) => {
    const scopeIds = await findScopesWithin(tx, ctx.caller, "registration.read", scopeId);
    const now = await countYear(tx, scopeIds, year);
    const last = await countYear(tx, scopeIds, year - 1);
    return reportOf(year, now, last);
  });
}

type Counted = Awaited<ReturnType<typeof countYear>>;

function reportOf(year: number, { rows, received }: Counted, last: Counted): TransformationReport {
  const total = figuresOf(rows, received);
  const before = figuresOf(last.rows, last.received);
  const growth = (key: "contractFen" | "transactionFen" | "receivedFen") =>
    growthOf(BigInt(total[key]), BigInt(before[key]));
  type Part = Exclude<keyof ReceivedRow, "kind" | "path">;
  const of = (key: Part, path?: ReceivedRow["path"]) =>
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
      accountsFen: of("accountsFen"),
      recognitionFeeFen: of("recognitionFeeFen"),
      vatFen: of("vatFen"),
      takenOffFen: of("takenOffFen"),
    },
    registered: rows.filter(({ state }) => state === "registered").length,
    unregistered: rows.filter(({ state }) => state !== "registered").length,
  };
}

const HEAD = (headers: readonly (readonly [text: string, width: number])[]) =>
  headers.map(([header, width]) => ({ header, width }));

/** In yuan as a figure; the text where a spreadsheet's figure, which holds 15 digits, would no longer be the amount. */
function yuan(fen: string | bigint | null): number | string | null {
  if (fen === null) return null;
  const amount = BigInt(fen);
  return amount < MOST_FEN && amount > -MOST_FEN ? Number(amount) / 100 : formatYuan(amount);
}
const MOST_FEN = 10n ** 15n;

/** Every technology contract of a year, as the registration workbook lists them. */
function bookSheet(year: number, rows: readonly BookRow[]): SheetPlan {
  return {
    name: "合同登记表",
    heading: `${year} 年技术合同登记表（金额单位：元）`,
    columns: [
      ...HEAD([
        ["结对", 20],
        ["登记编号", 19],
        ["合同编号", 17],
        ["项目名称", 28],
        ["合同类别", 16],
        ["签订日期", 12],
        ["买方与卖方", 28],
      ]),
      ...["合同成交额", "非技术性费用", "技术交易额", "技术性收入", "到款"].map(amountColumn),
      ...HEAD([
        ["状态", 9],
        ["受理日期", 12],
        ["登记日期", 12],
      ]),
    ],
    rows: [
      ...rows.map(
        (row): Cells => [
          row.pairName,
          row.registrationNumber,
          row.number,
          row.title,
          nameOfKind(row.kind, row.subKind).zh,
          row.signedOn,
          row.parties.join("、"),
          yuan(row.amountFen),
          yuan(row.deductedFen),
          yuan(row.transactionFen),
          yuan(row.incomeFen),
          yuan(row.receivedFen),
          row.state === null ? "未申请" : STATE_NAMES[row.state].zh,
          row.acceptedOn,
          row.registeredOn,
        ],
      ),
      ...totalOf(rows),
    ],
    frozenColumns: 3,
  };
}

/** Nothing is added up where there is nothing. */
function totalOf(rows: readonly BookRow[]): Cells[] {
  if (rows.length === 0) return [];
  const columns = [
    rows.map(({ amountFen }) => amountFen),
    rows.map(({ deductedFen }) => deductedFen),
    rows.map(({ transactionFen }) => transactionFen),
    rows.map(({ incomeFen }) => incomeFen),
    rows.map(({ receivedFen }) => receivedFen),
  ];
  const strong = (value: string | number | null) => ({ value, tone: "strong" }) as const;
  const totals = columns.map((amounts) => strong(yuan(sum(amounts.map((fen) => BigInt(fen ?? 0))))));
  return [[strong("合计"), null, null, strong(`${rows.length} 份`), null, null, null, ...totals, null, null, null]];
}

/** Receipts of a year one by one, with what the registration's form asks of each. */
function receiptsSheet(year: number, rows: readonly ReceivedLine[]): SheetPlan {
  return {
    name: "到款明细",
    heading: `${year} 年技术合同到款明细（金额单位：元）`,
    columns: [
      ...HEAD([
        ["结对", 20],
        ["合同编号", 17],
        ["登记编号", 19],
        ["项目名称", 30],
        ["拨款单位", 28],
        ["到账日期", 12],
      ]),
      ...["到账金额", "合同技术交易额", "管理费用", "认定服务费", "增值税"].map(amountColumn),
      { header: "凭证", width: 18 },
      ...["其他税费", "成本"].map(amountColumn),
    ],
    rows: rows.map(
      (row): Cells => [
        row.pairName,
        row.agreementNumber,
        row.registrationNumber,
        row.title,
        row.payer,
        row.receivedOn,
        yuan(row.amountFen),
        yuan(row.transactionFen),
        yuan(row.overheadFen),
        yuan(row.recognitionFeeFen),
        yuan(row.vatFen),
        row.voucher,
        yuan(row.taxFen),
        yuan(row.costFen),
      ],
    ),
    frozenColumns: 1,
  };
}

function summarySheet({ year, kinds, total, before, growth, received, ...counts }: TransformationReport): SheetPlan {
  const line = (name: string, each: Figures): Cells => [
    name,
    each.contracts,
    yuan(each.contractFen),
    yuan(each.transactionFen),
    yuan(each.receivedFen),
  ];
  const one = (name: string, fen: string): Cells => [name, null, null, null, yuan(fen)];
  const count = (name: string, contracts: number): Cells => [name, contracts, null, null, null];
  const percent = (text: string) => (text === "" ? "上年为零" : `${text}%`);
  return {
    name: "年度汇总",
    heading: `${year} 年科技成果转化年度报告（金额单位：元）`,
    columns: [
      { header: "项目", width: 38 },
      { header: "合同数", width: 12, align: "right", format: "0" },
      ...["合同成交额", "技术交易额", "当年到款"].map(amountColumn),
    ],
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
      count("当年签订、已登记的合同", counts.registered),
      count("当年签订、未登记的合同", counts.unregistered),
      one("到款：横向项目（已批准分配）", received.commissionedFen),
      one("到款：成果转化（已批准分配）", received.transformationFen),
      one("到款：尚未分配", received.undistributedFen),
      one("其中：分配给完成人", received.inventorsFen),
      one("其中：分配给所在单位", received.unitsFen),
      one("其中：归学校（含管理费）", received.institutionFen),
      one("其中：入项目经费", received.accountsFen),
      one("其中：认定服务费", received.recognitionFeeFen),
      one("其中：增值税", received.vatFen),
      one("其中：其他税费和成本", received.takenOffFen),
    ],
  };
}

async function fileOf(name: string, sheets: readonly SheetPlan[]): Promise<FileAnswer> {
  const plan = { title: name, language: "zh" as const, madeAt: new Date(), sheets: sheets.map(fitAmounts) };
  return { name: `${name}.xlsx`, mediaType: XLSX, bytes: await writeWorkbook(plan) };
}

export async function exportReport(
  ctx: Ctx,
  scopeId: string,
  year: number,
  what: "registrations" | "report",
): Promise<FileAnswer> {
  authorize(ctx.caller, "registration.read", scopeId);
  const { now, last, lines } = await transact(ctx, async (tx) => {
    const details = { year, what };
    await audit(tx, {
      scopeId,
      action: "agreement.report_exported",
      subjectKind: "scope",
      subjectId: scopeId,
      details,
    });
    const scopeIds = await findScopesWithin(tx, ctx.caller, "registration.read", scopeId);
    return {
      now: await countYear(tx, scopeIds, year),
      last: await countYear(tx, scopeIds, year - 1),
      lines: await listReceivedLines(tx, scopeIds, yearFrom(year), yearFrom(year + 1)),
    };
  });
  const sheets = [bookSheet(year, now.rows), receiptsSheet(year, lines)];
  if (what === "registrations") return fileOf(`${year} 年技术合同登记表`, sheets);
  return fileOf(`${year} 年科技成果转化年度报告`, [summarySheet(reportOf(year, now, last)), ...sheets]);
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
