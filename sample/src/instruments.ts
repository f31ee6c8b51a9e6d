import { UNIVERSITY } from "./achievements.ts";
import { INSTRUMENT_KINDS, PLACES } from "./instrument-catalogue.ts";
import { samplePerson } from "./people.ts";
import { type Random, seededRandom } from "./random.ts";
import { drawNumbers, fullWidth } from "./wording.ts";

export const INSTRUMENT_COUNT = 500;
const REPEATED_ROWS = 2;

export interface SampleInstrument {
  readonly number: number;
  readonly name: string;
  readonly model: string;
  readonly functions: string;
  readonly unit: string;
  readonly location: string;
  readonly fee: string | number;
  readonly hours: string;
  readonly contact: string;
  readonly phone: string | number;
  readonly remark: string;
}

function countInstrumentWarts() {
  return {
    repeatedRows: 0,
    phonesAsNumbers: 0,
    feesAsNumbers: 0,
    fullWidthCells: 0,
    feesNegotiable: 0,
    underRepair: 0,
  };
}
type Warts = ReturnType<typeof countInstrumentWarts>;

export function sampleInstruments(seed: number): { rows: SampleInstrument[]; warts: Warts } {
  const random = seededRandom(seed, "instruments");
  const warts = countInstrumentWarts();
  const rows: Omit<SampleInstrument, "number">[] = [];
  const kinds = random.shuffle(INSTRUMENT_KINDS);
  for (let i = 0; rows.length < INSTRUMENT_COUNT - REPEATED_ROWS; i++) {
    const kind = kinds[i % kinds.length] as (typeof kinds)[number];
    const place = PLACES[kind.place];
    const functions = kind.functions[Math.floor(i / kinds.length) % kind.functions.length] as string;
    rows.push({
      name: random.pick(kind.names),
      model: modelOf(kind.model, random, warts),
      functions: drawNumbers(functions, random),
      unit: `${UNIVERSITY}${place}`,
      location: `${random.pick(["科研楼", "实验楼A座", "实验楼B座", "工程训练中心", "分析测试楼", "中试基地"])}${random.int(1, 6)}${String(random.int(1, 30)).padStart(2, "0")}室`,
      fee: feeOf(kind.fee, random, warts),
      hours: random.pick([
        "工作日8:30-17:00",
        "工作日8:30-17:00",
        "预约，24小时",
        "周一至周五",
        "提前一周预约",
        "需自带操作人员",
      ]),
      contact: samplePerson(random),
      phone: phoneOf(1 + (i % 60), i, warts),
      remark: remarkOf(random, warts),
    });
  }
  for (let i = 0; i < REPEATED_ROWS; i++) {
    rows.splice(random.int(300, rows.length), 0, rows[random.int(0, 200)] as (typeof rows)[number]);
    warts.repeatedRows++;
  }
  return { rows: rows.map((row, i) => ({ ...row, number: i + 1 })), warts };
}

function modelOf(code: string, random: Random, warts: Warts): string {
  const model = `${code}${random.int(1, 9)}${random.pick(["00", "20", "50", "10"])}${random.pick(["", "A", "Pro", "S", "-II"])}`;
  if (!random.chance(0.008)) return model;
  warts.fullWidthCells++;
  return fullWidth(model);
}

function feeOf([low, high, unit]: readonly [number, number, string], random: Random, warts: Warts): string | number {
  const fee = Math.max(10, Math.round((low + random.next() * (high - low)) / 10) * 10);
  if (random.chance(0.03)) {
    warts.feesAsNumbers++;
    return fee;
  }
  if (random.chance(0.04)) {
    warts.feesNegotiable++;
    return random.pick(["面议", "按项目协商", "校企合作优惠"]);
  }
  return random.weighted([
    [`${fee}元/${unit}`, 8],
    [`${fee}-${fee + 100}元/${unit}`, 2],
    [`校内${Math.round(fee * 0.06) * 10}元、校外${fee}元/${unit}`, 2],
    [`${fee} 元/${unit}`, 1],
  ]);
}

function phoneOf(serial: number, row: number, warts: Warts): string | number {
  const phone = `1380000${String(7000 + serial)}`;
  if (row % 83 !== 40) return row % 3 === 0 ? phone : `0510-0000${String(7000 + serial)}`;
  warts.phonesAsNumbers++;
  return Number(phone);
}

function remarkOf(random: Random, warts: Warts): string {
  if (random.chance(0.02)) {
    warts.underRepair++;
    return random.pick(["维修中，预计下季度恢复", "停用", "搬迁中，暂不开放"]);
  }
  return random.chance(0.12)
    ? random.pick(["可培训自主上机", "需提前送样", "配专职技术员", "新购", "可出具检测报告"])
    : "";
}
