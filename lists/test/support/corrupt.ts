// Reads a list a thousand times, each time with other bytes of it damaged: node corrupt.ts xlsx|xls COUNT SEED
import process from "node:process";
import { DomainError } from "@dual-high/kernel";
import { writeXlsx } from "hucre/xlsx";
import { type ListReading, readList } from "../../src/index.ts";
import { type BiffCell, makeXls } from "./biff.ts";

/** How the readings of damaged copies of one file went. */
export interface Corruptions {
  /** Refused as a whole, by code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Read, and all records are those of the sound file. */
  readonly same: number;
  /** Read with other records, each of them told as refused or doubtful. */
  readonly told: number;
  /** Read with other records and not a word about it. */
  readonly silent: readonly string[];
  /** Anything thrown that is no answer to a person. */
  readonly crashed: readonly string[];
}

const HEADER = [
  "序号",
  "企业名称",
  "统一社会信用代码",
  "需求名称",
  "需求内容",
  "预算（万元）",
  "期望完成时间",
  "联系人",
  "联系电话",
];

function needs(count: number) {
  return Array.from({ length: count }, (_, at) => ({
    serial: at + 1,
    enterprise: `样例企业${at % 7}号有限公司`,
    code: "91350100M000100Y43",
    title: `第${at}项：冷挤压模具早期开裂的解决`,
    content: `模具在连续生产 ${at * 37} 次后开裂。\n1. 查明原因\n2. 寿命不低于 ${at + 5} 万次`,
    budget: at % 3 === 0 ? "面议" : 10 + at,
    serialDay: 46_203 + at,
    contact: "张某",
    phone: `1380000${String(1000 + at)}`,
  }));
}

async function soundXlsx(): Promise<Uint8Array> {
  const day = (serial: number) => new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000);
  const rows = needs(40).map((need) => [
    need.serial,
    need.enterprise,
    need.code,
    need.title,
    need.content,
    need.budget,
    day(need.serialDay),
    need.contact,
    need.phone,
  ]);
  return writeXlsx({
    sheets: [
      {
        name: "需求清单",
        rows: [["技术需求汇总"], HEADER, ...rows.slice(0, 30)],
        merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 8 }],
        columns: HEADER.map((_, at) => ({
          width: 14,
          ...(at === 6 ? { numFmt: "yyyy-mm-dd" } : {}),
          hidden: at === 7,
        })),
        freezePane: { rows: 2 },
      },
      { name: "补充", rows: [HEADER, ...rows.slice(30)] },
    ],
  });
}

function soundXls(): Uint8Array {
  const rows = needs(40).map((need): BiffCell[] => [
    need.serial,
    need.enterprise,
    need.code,
    need.title,
    need.content,
    need.budget,
    { day: need.serialDay },
    need.contact,
    need.phone,
  ]);
  return makeXls([
    {
      name: "需求清单",
      rows: [["技术需求汇总"], HEADER, ...rows.slice(0, 30)],
      merges: [[0, 0, 0, 8]],
      hiddenColumns: [7],
    },
    { name: "补充", rows: [HEADER, ...rows.slice(30)] },
  ]);
}

/** A generator of numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const DAMAGES: Readonly<Record<string, (bytes: Buffer, random: () => number) => Buffer>> = {
  bits(bytes, random) {
    for (let left = 1 + Math.floor(random() * 8); left > 0; left--) {
      const at = Math.floor(random() * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    }
    return bytes;
  },
  zeros(bytes, random) {
    const at = Math.floor(random() * bytes.length);
    return bytes.fill(0, at, Math.min(bytes.length, at + 1 + Math.floor(random() * 600)));
  },
  noise(bytes, random) {
    const at = Math.floor(random() * bytes.length);
    const end = Math.min(bytes.length, at + 1 + Math.floor(random() * 60));
    for (let index = at; index < end; index++) bytes[index] = Math.floor(random() * 256);
    return bytes;
  },
  truncated: (bytes, random) => bytes.subarray(0, Math.floor(random() * bytes.length)),
  swapped(bytes, random) {
    const size = 16 + Math.floor(random() * 500);
    const [a, b] = [random(), random()].map((part) => Math.floor(part * Math.max(1, bytes.length - size))) as [
      number,
      number,
    ];
    const first = Buffer.from(bytes.subarray(a, a + size));
    bytes.copy(bytes, a, b, Math.min(bytes.length, b + size));
    first.copy(bytes, b);
    return bytes;
  },
  appended: (bytes, random) =>
    Buffer.concat([
      bytes,
      Buffer.from(Array.from({ length: 1 + Math.floor(random() * 3000) }, () => Math.floor(random() * 256))),
    ]),
  inserted(bytes, random) {
    const at = Math.floor(random() * bytes.length);
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.alloc(1 + Math.floor(random() * 40), 0x41),
      bytes.subarray(at),
    ]);
  },
  cutOut(bytes, random) {
    const at = Math.floor(random() * bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + Math.floor(random() * 200))]);
  },
};

type Reading = ListReading<"needs">;

function placed(reading: Reading): Map<string, string> {
  return new Map(
    reading.records.map(({ origin, ...record }) => [
      `${origin.sheet ?? ""}!${origin.row ?? 0}`,
      JSON.stringify(record, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value)),
    ]),
  );
}

/** The rows in which two readings differ without the second having something to say that the first had not. */
function silentDifferences(sound: Reading, damaged: Reading): { differs: boolean; silent: string[] } {
  const before = placed(sound);
  const after = placed(damaged);
  const key = (problem: Reading["problems"][number]) =>
    `${problem.origin.sheet ?? ""}!${problem.origin.row ?? 0} ${problem.code}`;
  const known = new Set(sound.problems.map(key));
  const told = new Set(
    damaged.problems
      .filter((problem) => problem.level !== "notice" && !known.has(key(problem)))
      .map(({ origin }) => `${origin.sheet ?? ""}!${origin.row ?? 0}`),
  );
  const rows = [...new Set([...before.keys(), ...after.keys()])].filter((row) => before.get(row) !== after.get(row));
  return { differs: rows.length > 0, silent: rows.filter((row) => !told.has(row)) };
}

async function corruptMany(kind: "xlsx" | "xls", count: number, seed: number): Promise<Corruptions> {
  const bytes = kind === "xlsx" ? await soundXlsx() : soundXls();
  const name = `needs.${kind}`;
  const sound = await readList("needs", { name, bytes });
  if (sound.records.length !== 40) throw new Error("the sound file is not read as it should be");
  const refused: Record<string, number> = {};
  const silent: string[] = [];
  const crashed: string[] = [];
  let same = 0;
  let told = 0;
  const random = generator(seed);
  const names = Object.keys(DAMAGES);
  for (let at = 0; at < count; at++) {
    const damage = names[at % names.length] ?? "";
    const damaged = DAMAGES[damage]?.(Buffer.from(bytes), random) ?? bytes;
    try {
      const difference = silentDifferences(sound, await readList("needs", { name, bytes: damaged }));
      if (difference.silent.length > 0) silent.push(`${damage} ${at}: ${difference.silent.slice(0, 5).join(", ")}`);
      else if (difference.differs) told += 1;
      else same += 1;
    } catch (error) {
      if (error instanceof DomainError) refused[error.code] = (refused[error.code] ?? 0) + 1;
      else crashed.push(`${damage} ${at}: ${error instanceof Error ? (error.stack ?? "") : String(error)}`);
    }
  }
  return { refused, same, told, silent, crashed };
}

if (import.meta.main) {
  const [kind = "xlsx", count = "1000", seed = "1"] = process.argv.slice(2);
  const result = await corruptMany(kind as "xlsx" | "xls", Number(count), Number(seed));
  process.stdout.write(JSON.stringify(result, null, 1));
}
