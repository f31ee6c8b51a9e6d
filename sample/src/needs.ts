import { FIELDS } from "./fields/index.ts";
import type { Field, Topic } from "./fields/vocabulary.ts";
import { digitsOnlyCreditCode, misprintCreditCode, sampleCreditCode } from "./identifiers.ts";
import { NEED_STYLES, type NeedMatter, SEVERAL_STYLES, type WrittenNeed } from "./need-styles.ts";
import { sampleEnterprises, samplePerson, samplePhone } from "./people.ts";
import { type Random, seededRandom } from "./random.ts";
import { OUTSIDE_NEEDS, VAGUE_NEEDS } from "./vague-needs.ts";
import { demand, fullWidth } from "./wording.ts";

export const NEED_COUNT = 100;

/** What a matcher should find: fitting partners, near misses only, nobody, or that the need must be clarified first. */
export const CLARITIES = ["clear", "near", "outside", "several", "vague"] as const;
export type Clarity = (typeof CLARITIES)[number];

const REPEATED_ROWS = 2;
const SHARES: Readonly<Record<Clarity, number>> = { clear: 55, near: 8, outside: 6, several: 5, vague: 24 };

/** A row of the needs list, every cell as the text that the enterprise wrote. */
export interface SampleNeed {
  readonly number: number;
  readonly enterprise: string;
  readonly creditCode: string;
  readonly title: string;
  readonly content: string;
  readonly indicators: string;
  readonly basis: string;
  readonly budget: string;
  readonly deadline: string;
  readonly cooperation: string;
  readonly field: string;
  readonly contact: string;
  readonly phone: string;
  readonly email: string;
  readonly clarity: Clarity;
  /** Subjects (`field id/ask`) that the need speaks of. */
  readonly subjects: readonly string[];
  /** The number of the row that this one repeats. */
  readonly repeats?: number;
  /** Cells that the workbook stores as a number or a date instead of text. */
  readonly stored: Readonly<Partial<Record<"creditCode" | "phone" | "budget" | "deadline", number | Date>>>;
  /** The cell of the enterprise is merged with the row above. */
  readonly merged?: true;
}

interface Draft extends WrittenNeed {
  clarity: Clarity;
  field: Field | null;
  fieldName: string;
  trade?: string;
  subjects: string[];
  merged?: true;
}

function countNeedWarts() {
  return {
    repeatedRows: 0,
    mergedEnterprises: 0,
    wrongCreditCodes: 0,
    missingCreditCodes: 0,
    codesAsNumbers: 0,
    phonesAsNumbers: 0,
    spacedPhones: 0,
    fullWidthCells: 0,
    budgetsAsNumbers: 0,
    budgetsInYuan: 0,
    budgetRanges: 0,
    budgetsNegotiable: 0,
    missingBudgets: 0,
    excelDates: 0,
    vagueDeadlines: 0,
    multiLine: 0,
  };
}
type Warts = ReturnType<typeof countNeedWarts>;

export function sampleNeeds(seed: number): SampleNeed[] {
  return composeNeeds(seed).rows;
}

export function composeNeeds(seed: number): { rows: SampleNeed[]; warts: Warts } {
  const random = seededRandom(seed, "needs");
  const warts = countNeedWarts();
  const drafts = pairNeighbours(random.shuffle(draftNeeds(random)));
  const name = sampleEnterprises(random);
  const habits = fillingHabits(random, warts);
  const rows: Omit<SampleNeed, "number" | "repeats">[] = [];
  let serial = 0;
  for (const draft of drafts) {
    const above = rows.at(-1);
    if (draft.merged && above !== undefined) {
      warts.mergedEnterprises++;
      rows.push({ ...fillRow(draft, serial, habits, random, warts), ...sameEnterprise(above), merged: true });
      continue;
    }
    serial++;
    const enterprise = name(draft.field?.trades ?? [draft.trade ?? "综合服务"]);
    const filled = fillRow(draft, serial, habits, random, warts);
    const code = creditCodeOf(serial, warts);
    rows.push({ ...filled, enterprise, creditCode: code.text, stored: { ...filled.stored, ...code.stored } });
  }
  const originals = random.sample(
    rows.filter((row, i) => row.clarity === "clear" && !row.merged && !rows[i + 1]?.merged && i < 50),
    REPEATED_ROWS,
  );
  for (const original of originals) {
    let place = random.int(60, rows.length);
    while (rows[place]?.merged) place++;
    rows.splice(place, 0, original);
    warts.repeatedRows++;
  }
  const first = new Map<Omit<SampleNeed, "number" | "repeats">, number>();
  const numbered = rows.map((row, i): SampleNeed => {
    const earlier = first.get(row);
    if (earlier === undefined) first.set(row, i + 1);
    return { ...row, number: i + 1, ...(earlier === undefined ? {} : { repeats: earlier }) };
  });
  warts.multiLine = numbered.filter((row) => row.content.includes("\n")).length;
  return { rows: numbered, warts };
}

function sameEnterprise(row: Omit<SampleNeed, "number" | "repeats">) {
  const { enterprise, creditCode, contact, phone, email } = row;
  return { enterprise, creditCode, contact, phone, email };
}

function draftNeeds(random: Random): Draft[] {
  const plenty: [Field, Topic][] = [];
  const scarce: [Field, Topic][] = [];
  for (const field of FIELDS) {
    for (const topic of field.topics) (topic.ways.length > 0 ? plenty : scarce).push([field, topic]);
  }
  const styles = cycle(NEED_STYLES, random);
  const severals = cycle(SEVERAL_STYLES, random);
  const drafts: Draft[] = [];

  const perField = cycle(FIELDS, random);
  const used = new Set<Topic>();
  while (drafts.length < SHARES.clear) {
    const field = perField();
    const topic = random.pick(field.topics.filter((candidate) => candidate.ways.length > 0 && !used.has(candidate)));
    used.add(topic);
    const written = styles()(matterOf(field, topic, random), random);
    drafts.push({
      ...written,
      clarity: "clear",
      field,
      fieldName: random.pick([field.name, ...field.labels]),
      subjects: [`${field.id}/${topic.ask}`],
    });
  }
  for (const [field, topic] of random.sample(scarce, SHARES.near)) {
    const written = styles()(matterOf(field, topic, random), random);
    drafts.push({ ...written, clarity: "near", field, fieldName: random.pick(field.labels), subjects: [] });
  }
  for (const outside of random.sample(OUTSIDE_NEEDS, SHARES.outside)) {
    drafts.push({
      ...outside,
      clarity: "outside",
      field: null,
      fieldName: outside.field,
      trade: outside.trade,
      subjects: [],
    });
  }
  for (let i = 0; i < SHARES.several; i++) {
    const field = perField();
    const topics = random.sample(
      field.topics.filter((topic) => topic.ways.length > 0 && !used.has(topic)),
      random.int(2, 4),
    );
    for (const topic of topics) used.add(topic);
    const written = severals()(
      topics.map((topic) => matterOf(field, topic, random)),
      random,
    );
    drafts.push({
      ...written,
      clarity: "several",
      field,
      fieldName: field.name,
      subjects: topics.map((topic) => `${field.id}/${topic.ask}`),
    });
  }
  for (const [title, content] of random.sample(VAGUE_NEEDS, SHARES.vague)) {
    const field = perField();
    const product = random.pick(field.products);
    const say = (text: string) =>
      text.replaceAll("{product}", product).replaceAll("{field}", field.labels[0] as string);
    drafts.push({
      title: say(title),
      content: say(content),
      clarity: "vague",
      field,
      fieldName: random.pick(field.labels),
      subjects: [],
    });
  }
  return drafts;
}

/** Items in random order, round after round, so that none comes again before all others have been. */
function cycle<T>(items: readonly T[], random: Random): () => T {
  let round: T[] = [];
  return () => {
    if (round.length === 0) round = random.shuffle(items);
    return round.pop() as T;
  };
}

/** Two enterprises state a second need right below their first, as a merged cell shows. */
function pairNeighbours(drafts: readonly Draft[]): Draft[] {
  const rows = [...drafts];
  for (const from of [24, 56]) {
    const host = rows.findIndex((row, i) => i >= from && row.clarity === "clear");
    const field = rows[host]?.field;
    const guest = rows.findIndex((row, i) => i > host + 1 && row.field === field);
    const [moved] = guest < 0 ? [] : rows.splice(guest, 1);
    if (moved === undefined) continue;
    rows.splice(host + 1, 0, { ...moved, merged: true });
  }
  return rows;
}

function matterOf(field: Field, topic: Topic, random: Random): NeedMatter {
  return {
    ask: topic.ask,
    object: topic.objects[0] as string,
    trade: random.pick([field.name, ...field.labels.slice(0, 2)]),
    trouble: topic.trouble,
    plight: topic.plight,
    demands: random.sample(topic.goals, random.int(2, topic.goals.length)).map((goal) => demand(goal, random)),
    means: topic.ways.length > 0 ? random.sample(topic.ways, 2).map((way) => way.means) : topic.terms.slice(0, 2),
    backdrop: random.pick(field.backdrop),
    bases: random.sample(field.bases, random.int(2, 3)),
    terms: topic.terms,
  };
}

interface Written<T> {
  readonly text: string;
  readonly stored?: T;
}

function creditCodeOf(serial: number, warts: Warts): { text: string; stored?: { creditCode: number } } {
  const code = sampleCreditCode(serial);
  if (serial % 31 === 9) {
    warts.wrongCreditCodes++;
    return { text: misprintCreditCode(code) };
  }
  if (serial % 40 === 17) {
    warts.missingCreditCodes++;
    return { text: "" };
  }
  if (serial % 45 === 33) {
    // A spreadsheet keeps fifteen digits of a number: what it stores is no longer the enterprise's code.
    warts.codesAsNumbers++;
    const digits = digitsOnlyCreditCode(serial);
    return { text: digits, stored: { creditCode: Number(digits.slice(0, 15)) * 1000 } };
  }
  if (serial % 47 === 5) {
    warts.fullWidthCells++;
    return { text: fullWidth(code) };
  }
  return { text: code };
}

/** How the forms are filled in: so many of each kind, whatever the seed. */
interface Habits {
  budget(vague: boolean): Written<number>;
  deadline(vague: boolean): Written<Date>;
}

function fillingHabits(random: Random, warts: Warts): Habits {
  const budgets = quota(random, [
    ["number", 27],
    ["text", 11],
    ["fullWidth", 2],
    ["wan", 9],
    ["range", 12],
    ["yuan", 3],
    ["words", 5],
    ["negotiable", 4],
    ["none", 1],
  ]);
  const vagueBudgets = quota(random, [
    ["negotiable", 8],
    ["none", 10],
    ["number", 3],
    ["wan", 1],
    ["range", 1],
    ["words", 1],
  ]);
  const deadlines = quota(random, [
    ["month", 11],
    ["dots", 9],
    ["slashes", 8],
    ["compact", 8],
    ["yearEnd", 9],
    ["day", 7],
    ["monthEnd", 5],
    ["iso", 6],
    ["excel", 7],
    ["vague", 4],
  ]);
  const vagueDeadlines = quota(random, [
    ["vague", 15],
    ["month", 3],
    ["yearEnd", 3],
    ["dots", 1],
    ["compact", 1],
    ["excel", 1],
  ]);
  return {
    budget: (vague) => writeBudget(vague ? vagueBudgets() : budgets(), random, warts),
    deadline: (vague) => writeDeadline(vague ? vagueDeadlines() : deadlines(), random, warts),
  };
}

function quota<K extends string>(random: Random, counts: readonly (readonly [kind: K, count: number])[]): () => K {
  return cycle(
    counts.flatMap(([kind, count]) => Array<K>(count).fill(kind)),
    random,
  );
}

function fillRow(
  draft: Draft,
  serial: number,
  habits: Habits,
  random: Random,
  warts: Warts,
): Omit<SampleNeed, "number" | "repeats"> {
  const vague = draft.clarity === "vague";
  const budget = habits.budget(vague);
  const deadline = habits.deadline(vague);
  const phone = phoneOf(serial, warts);
  const indicators = draft.indicators ?? "";
  const widened = indicators !== "" && serial % 29 === 14;
  if (widened) warts.fullWidthCells++;
  return {
    enterprise: "",
    creditCode: "",
    title: draft.title,
    content: draft.content,
    indicators: widened ? fullWidth(indicators) : indicators,
    basis: draft.basis ?? "",
    budget: budget.text,
    deadline: deadline.text,
    cooperation: random.weighted([
      ["委托开发", 4],
      ["合作开发", 6],
      ["技术转让", 2],
      ["技术咨询", vague ? 4 : 1],
      ["技术服务", 1],
      ["合作开发、技术许可", 2],
      ["共建研发平台", 1],
      ["产学研合作", 2],
      ["不限", 2],
      ["", vague ? 4 : 1],
    ]),
    field: draft.fieldName,
    contact: random.weighted([
      [samplePerson(random), 8],
      [`${samplePerson(random)}（技术部）`, 1],
      [`${samplePerson(random).slice(0, 1)}工`, 1],
    ]),
    phone: phone.text,
    email: random.chance(0.6) ? `sample${String(serial).padStart(3, "0")}@example.com` : "",
    clarity: draft.clarity,
    subjects: draft.subjects,
    stored: {
      ...(budget.stored === undefined ? {} : { budget: budget.stored }),
      ...(deadline.stored === undefined ? {} : { deadline: deadline.stored }),
      ...(phone.stored === undefined ? {} : { phone: phone.stored }),
    },
  };
}

function writeBudget(kind: string, random: Random, warts: Warts): Written<number> {
  const amount = random.pick([10, 15, 20, 30, 30, 50, 50, 60, 80, 100, 120, 150, 200, 300, 500]);
  switch (kind) {
    case "number":
      warts.budgetsAsNumbers++;
      return { text: String(amount), stored: amount };
    case "text":
      return { text: String(amount) };
    case "fullWidth":
      warts.fullWidthCells++;
      return { text: fullWidth(String(amount)) };
    case "wan":
      return { text: random.pick([`${amount}万元`, `${amount}万`, `${amount} 万元`]) };
    case "range":
      warts.budgetRanges++;
      return {
        text: random.pick([
          `${amount}-${amount * 2}万`,
          `${amount}~${amount + 50}`,
          `${amount}—${amount * 2}万元`,
          `${amount}至${amount + 30}万`,
        ]),
      };
    case "yuan":
      warts.budgetsInYuan++;
      return { text: random.pick([`${withCommas(amount * 10_000)}元`, `${amount * 10_000}元`]) };
    case "words":
      return {
        text: random.pick([
          `约${amount}万元`,
          `不低于${amount}万元`,
          `${amount}万元以内`,
          `${amount}万（首期${amount / 2}万）`,
        ]),
      };
    case "negotiable":
      warts.budgetsNegotiable++;
      return { text: random.pick(["面议", "面议", "面谈", "待定", "视方案而定"]) };
    default:
      warts.missingBudgets++;
      return { text: "" };
  }
}

function writeDeadline(kind: string, random: Random, warts: Warts): Written<Date> {
  const [year, month, day] = random.pick([
    [2026, 12, 31],
    [2027, 3, 31],
    [2027, 6, 30],
    [2027, 6, 30],
    [2027, 9, 30],
    [2027, 12, 31],
    [2028, 6, 30],
    [2028, 12, 31],
  ] as const);
  const iso = `${year}-${String(month).padStart(2, "0")}-${day}`;
  switch (kind) {
    case "month":
      return { text: `${year}年${month}月` };
    case "dots":
      return { text: `${year}.${month}.${day}` };
    case "slashes":
      return { text: `${year}/${month}/${day}` };
    case "compact":
      return { text: iso.replaceAll("-", "") };
    case "yearEnd":
      return { text: `${year}年底前` };
    case "day":
      return { text: `${year}年${month}月${day}日` };
    case "monthEnd":
      return { text: `${year}年${month}月底` };
    case "excel":
      warts.excelDates++;
      return { text: iso, stored: new Date(`${iso}T00:00:00Z`) };
    case "vague":
      warts.vagueDeadlines++;
      return { text: random.pick(["", "", "尽快", "合同签订后12个月", "长期"]) };
    default:
      return { text: iso };
  }
}

function phoneOf(serial: number, warts: Warts): Written<number> {
  const phone = samplePhone(serial);
  if (serial % 24 === 7) {
    warts.phonesAsNumbers++;
    return { text: phone, stored: Number(phone) };
  }
  if (serial % 30 === 21) {
    warts.spacedPhones++;
    return { text: [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)].join(serial % 4 === 1 ? " " : "-") };
  }
  if (serial === 52) {
    warts.fullWidthCells++;
    return { text: fullWidth(phone) };
  }
  return { text: phone };
}

function withCommas(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, ",");
}
