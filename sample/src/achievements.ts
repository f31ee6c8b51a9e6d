import { ABSTRACT_STYLES, type AbstractMatter } from "./abstract-styles.ts";
import { FIELDS } from "./fields/index.ts";
import type { Field, Topic, Way } from "./fields/vocabulary.ts";
import { type PatentKind, samplePatentNumber } from "./identifiers.ts";
import { SURNAMES, sampleEnterprises } from "./people.ts";
import { type Random, seededRandom } from "./random.ts";
import { drawNumbers, fullWidth, reached, sharedLength } from "./wording.ts";

export const ACHIEVEMENT_COUNT = 5151;
export const UNIVERSITY = "样例大学";
/** The day on which all lists claim to be written. */
const LIST_DATE = "2026-10-15";

const REPEATED_ROWS = 9;

/** A subject on which one team works and which its achievements share. */
export interface Subject {
  readonly key: string;
  readonly field: Field;
  readonly topic: Topic;
  readonly college: string;
  readonly lead: string;
  /** Number of the team in the teams list. */
  readonly team: number;
}

export type SampleCell = string | number | Date | null;

export interface SampleAchievement {
  readonly number: number;
  readonly innerNumber: string;
  readonly title: string;
  readonly kind: string;
  readonly patentNumber: SampleCell;
  readonly applied: SampleCell;
  readonly legalStatus: string;
  readonly owners: string;
  readonly inventors: string;
  readonly college: string;
  readonly field: string;
  readonly abstract: string;
  readonly keywords: string;
  readonly grade: string;
  readonly readiness: string;
  readonly transfer: string;
  readonly licence: string;
  readonly expiry: SampleCell;
  readonly contact: string;
  readonly phone: SampleCell;
  readonly subject: string;
}

/** All subjects on which the sample university has anything, with the team that works on each. */
export function sampleSubjects(seed: number): Subject[] {
  const random = seededRandom(seed, "subjects");
  const surnames = random.shuffle(SURNAMES);
  let team = 0;
  return FIELDS.flatMap((field) => {
    const topics = field.topics.filter((topic) => topic.ways.length > 0);
    const teams = random.chance(0.4) ? 4 : 3;
    return Array.from({ length: teams }, (_, i) => {
      team++;
      const college = random.weighted(field.colleges.map((name, rank) => [name, rank === 0 ? 3 : 1] as const));
      const share = topics.slice(
        Math.round((topics.length * i) / teams),
        Math.round((topics.length * (i + 1)) / teams),
      );
      return share.map((topic) => ({
        key: `${field.id}/${topic.ask}`,
        field,
        topic,
        college,
        lead: `${surnames[team % surnames.length] as string}某`,
        team,
      }));
    }).flat();
  });
}

export function sampleAchievements(seed: number): { rows: SampleAchievement[]; warts: Warts } {
  const random = seededRandom(seed, "achievements");
  const subjects = sampleSubjects(seed);
  const titles = new Set<string>();
  const warts = countWarts();
  const partner = sampleEnterprises(seededRandom(seed, "partners"));
  const partners = new Map(
    FIELDS.map((field) => [field.id, [partner(field.trades), partner(field.trades), partner(field.trades)]]),
  );

  const drafts: Omit<SampleAchievement, "number" | "innerNumber">[] = [];
  const distinct = ACHIEVEMENT_COUNT - REPEATED_ROWS;
  const strength = new Map(subjects.map((subject) => [subject.key, random.int(2, 6)]));
  const queue: Subject[] = [];
  while (queue.length < distinct) {
    queue.push(...random.shuffle(subjects.flatMap((s) => Array<Subject>(strength.get(s.key) ?? 3).fill(s))));
  }
  for (const subject of queue) {
    if (drafts.length === distinct) break;
    const draft = draftAchievement(subject, partners.get(subject.field.id) ?? [], drafts.length, titles, random, warts);
    if (draft !== null) drafts.push(draft);
  }

  const rows = random
    .shuffle(drafts)
    .map((row, i) => ({ ...row, innerNumber: `YL-CG-${String(i + 1).padStart(5, "0")}` }));
  for (let i = 0; i < REPEATED_ROWS; i++) {
    rows.splice(random.int(200, rows.length), 0, rows[random.int(0, 199)] as (typeof rows)[number]);
  }
  warts.repeatedRows = REPEATED_ROWS;
  return {
    rows: rows.map((row, i) => ({ ...row, number: i + 1 })),
    warts,
  };
}

function countWarts() {
  return {
    repeatedRows: 0,
    wrongPatentNumbers: 0,
    patentNumbersAsNumbers: 0,
    fullWidthPatentNumbers: 0,
    phonesAsNumbers: 0,
    unusualDates: 0,
    excelDates: 0,
    lapsed: 0,
    pending: 0,
    exclusivelyLicensed: 0,
    coOwned: 0,
    graded: 0,
    withoutNumber: 0,
    lineBreaks: 0,
    withoutAbstract: 0,
  };
}

type Warts = ReturnType<typeof countWarts>;

function draftAchievement(
  subject: Subject,
  partners: readonly string[],
  serial: number,
  titles: Set<string>,
  random: Random,
  warts: Warts,
): Omit<SampleAchievement, "number" | "innerNumber"> | null {
  const { field, topic } = subject;
  const form = random.weighted([
    ["invention", 78],
    ["utility", 16],
    ["software", 2],
    ["result", 4],
  ] as const);
  let naming: { title: string; object: string; thing: string; way: Way } | null = null;
  for (let attempt = 0; attempt < 40 && naming === null; attempt++) {
    const way = random.pick(topic.ways);
    const candidate = nameAchievement(topic, way, form, random);
    if (candidate !== null && !titles.has(candidate.title)) naming = { ...candidate, way };
  }
  if (naming === null) return null;
  titles.add(naming.title);

  const right =
    form === "invention" || form === "utility" ? patentRight(form, serial, random, warts) : noRight(form, warts);
  const abstract = composeAbstract(naming, subject, SELF[form], random);
  const others = random
    .sample(SURNAMES, random.int(1, 4))
    .map((surname) => surname + random.pick(["某", "某", "某某"]));
  const coOwner = random.chance(0.075) ? random.pick(partners) : null;
  if (coOwner !== null) warts.coOwned++;
  const licence = licenceOf(right.status, partners, random, warts);
  const graded = random.chance(0.45);
  if (graded) warts.graded++;
  const phoneSerial = 1 + (subject.field.colleges.indexOf(subject.college) + FIELDS.indexOf(field) * 2);
  const phoneAsNumber = random.chance(0.003);
  if (phoneAsNumber) warts.phonesAsNumbers++;
  const noAbstract = random.chance(0.004);
  if (noAbstract) warts.withoutAbstract++;
  const broken = !noAbstract && random.chance(0.015);
  if (broken) warts.lineBreaks++;

  return {
    title: naming.title,
    kind: right.kind,
    patentNumber: right.number,
    applied: right.applied,
    legalStatus: right.status,
    owners: coOwner === null ? UNIVERSITY : UNIVERSITY + random.pick(["；", "；", "、", ";", "，"]) + coOwner,
    inventors: [subject.lead, ...others].join(random.chance(0.85) ? "；" : "、"),
    college: `${UNIVERSITY}${subject.college}`,
    field: random.pick([field.name, ...field.labels]),
    abstract: noAbstract ? "" : broken ? breakLines(abstract) : abstract,
    keywords: random
      .shuffle([...random.sample(topic.terms, random.int(2, topic.terms.length)), naming.way.means])
      .join(random.chance(0.9) ? "；" : " "),
    grade: graded ? random.pick(["A", "B", "B", "C", "B", "C", "A级", "Ｂ"]) : "",
    readiness: random.chance(0.55) ? readinessOf(right.status, random) : "",
    transfer: random.weighted([
      ["许可", 4],
      ["转让", 3],
      ["转让、许可", 4],
      ["作价入股", 1],
      ["转让；许可；作价入股", 2],
      ["面议", 2],
      ["合作开发", 1],
      ["", 2],
    ]),
    licence,
    expiry: right.expiry,
    contact: `${subject.college === field.colleges[0] ? "成果转化中心" : "科技处"} ${samplePersonOf(phoneSerial)}`,
    phone: phoneAsNumber ? Number(`1380000${String(5000 + phoneSerial)}`) : `0510-0000${String(5000 + phoneSerial)}`,
    subject: subject.key,
  };
}

function samplePersonOf(serial: number): string {
  return `${SURNAMES[(serial * 7) % SURNAMES.length] as string}某`;
}

const SELF = { invention: "本发明", utility: "本实用新型", software: "本软件", result: "本成果" } as const;
type Form = keyof typeof SELF;

const METHOD = /(方法|工艺|策略|算法|技术|模型|方案|配方|疗法|体系|途径)$/;
const DEVICE =
  /(装置|系统|设备|装备|仪|机|器|炉|罐|台|线|平台|软件|电路|芯片|站|结构|夹具|模具|刀具|组件|模组|模块|机构|机器人|标签|电极|传感器|终端|网关|换热器|反应器|喷嘴|主轴|阀|泵|车|柜|塔|池|工装|感应器)$/;

/** A title that a patent examiner would let pass, or null where object and thing do not go together. */
function nameAchievement(
  topic: Topic,
  way: Way,
  form: Form,
  random: Random,
): { title: string; object: string; thing: string } | null {
  const object = random.pick(topic.objects);
  const written = random.pick(way.things);
  const thing = written.replaceAll("{}", object);
  const isMethod = METHOD.test(thing);
  const isDevice = DEVICE.test(thing);
  if (form === "utility" && !isDevice) return null;

  const said = written.includes("{}") || (overlaps(object, thing) && !meets(object, thing));
  const named = said ? (thing.length > 3 && thing !== object ? thing : object) : null;
  const based =
    random.chance(named === null || written.includes("{}") ? 0.35 : 0.8) &&
    !overlaps(way.means, named ?? object + thing);
  if (!based && named !== null && named.length < 7) return null;
  const whole = named ?? joinNoun(object, thing, isMethod, isDevice, based, random);

  if (form === "software") {
    const noun = random.pick(["分析软件", "仿真软件", "数据管理系统", "监测软件", "优化设计软件"]);
    return {
      title: `${object}${way.means}${noun}${random.pick(["V1.0", "V2.0", "V1.2", "［简称：样例软件］V1.0"])}`,
      object,
      thing: noun,
    };
  }
  if (form === "result") {
    const title = random.pick([
      `${object}${way.means}关键技术`,
      `${way.means}技术及其在${object}中的应用`,
      `基于${way.means}的${object}关键技术与应用`,
      `${object}${way.means}技术研究与产业化`,
      `面向${object}的${way.means}成套技术`,
    ]);
    return { title, object, thing: "技术" };
  }
  const core = based ? `基于${way.means}的${whole}` : whole;
  const tail = random.chance(0.16)
    ? isMethod
      ? random.pick(["及其应用", "及系统", "及装置", "及设备"])
      : isDevice
        ? random.pick(["及其控制方法", "及其使用方法", "及方法"])
        : random.pick(["及其制备方法", "及其应用", "及其制备方法和应用"])
    : "";
  const kept = /(方法|应用|系统|装置)$/.test(core) && core.includes("及") ? "" : tail;
  const head = random.chance(0.9) ? "一种" : "";
  const title = head + core + (kept.includes("系统") && core.includes("系统") ? "" : kept);
  if (title.length > 46) return null;
  return { title, object, thing };
}

/** The object ends in the word with which the thing begins: 纱线断头, 断头检测方法. */
function meets(object: string, thing: string): boolean {
  return object.endsWith(thing.slice(0, 2)) && thing[2] !== "化";
}

function overlaps(one: string, other: string): boolean {
  const shared = sharedLength(one, other);
  return shared >= 3 || (shared === 2 && shared * 2 >= Math.min(one.length, other.length));
}

function joinNoun(
  object: string,
  thing: string,
  isMethod: boolean,
  isDevice: boolean,
  based: boolean,
  random: Random,
): string {
  if (meets(object, thing)) return object + thing.slice(2);
  if (based) return isMethod || isDevice ? object + thing : `${object}用${thing}`;
  if (isMethod) return random.chance(0.7) ? `${object}的${thing}` : `${object}${thing}`;
  if (isDevice) return random.pick([`${object}用${thing}`, `用于${object}的${thing}`, `${object}${thing}`]);
  return random.pick([`${object}用${thing}`, `用于${object}的${thing}`]);
}

function composeAbstract(
  naming: { title: string; object: string; thing: string; way: Way },
  subject: Subject,
  self: string,
  random: Random,
): string {
  const { field, topic } = subject;
  let best = "";
  for (let attempt = 0; attempt < 12; attempt++) {
    const steps = naming.way.steps.map((step) => drawNumbers(step, random));
    const matter: AbstractMatter = {
      title: naming.title,
      object: naming.object,
      thing: naming.thing,
      means: naming.way.means,
      trouble: topic.trouble,
      steps,
      results: random
        .sample(topic.goals, random.int(1, Math.min(3, topic.goals.length)))
        .map((goal) => reached(goal, random)),
      merit: random.pick(field.merits),
      trial: random.pick(field.trials),
      label: random.pick(field.labels),
      self,
    };
    const abstract = random.pick(ABSTRACT_STYLES)(matter, random);
    if (abstract.length >= 64 && abstract.length <= 200) return abstract;
    if (Math.abs(abstract.length - 130) < Math.abs(best.length - 130)) best = abstract;
  }
  return best;
}

function breakLines(abstract: string): string {
  return abstract.replace(/。(?=.)/g, "。\n");
}

interface Right {
  readonly kind: string;
  readonly number: SampleCell;
  readonly applied: SampleCell;
  readonly status: string;
  readonly expiry: SampleCell;
}

function noRight(form: "software" | "result", warts: Warts): Right {
  warts.withoutNumber++;
  return form === "software"
    ? { kind: "软件著作权", number: "", applied: "", status: "", expiry: "" }
    : { kind: "科技成果", number: "", applied: "", status: "", expiry: "" };
}

function patentRight(form: PatentKind, serial: number, random: Random, warts: Warts): Right {
  const year = random.weighted(
    Array.from({ length: 15 }, (_, i) => [2012 + i - (form === "utility" ? 0 : 1), 2 + i] as const).filter(
      ([applied]) => applied <= 2025,
    ),
  );
  const day = `${year}-${String(random.int(1, 12)).padStart(2, "0")}-${String(random.int(1, 28)).padStart(2, "0")}`;
  const term = form === "invention" ? 20 : 10;
  const expiry = `${year + term}${day.slice(4)}`;
  const status = statusOf(form, year, expiry < LIST_DATE, random);
  if (isLapsed(status)) warts.lapsed++;
  if (isPending(status)) warts.pending++;
  return {
    kind:
      form === "invention"
        ? random.weighted([["发明专利", 7] as const, ["发明", 3] as const])
        : random.weighted([["实用新型", 8] as const, ["实用新型专利", 2] as const]),
    number: writeNumber(samplePatentNumber(year, form, serial), status, random, warts),
    applied: writeDate(day, random, warts),
    status,
    expiry: !isPending(status) && random.chance(0.6) ? writeDate(expiry, random, warts) : "",
  };
}

export function isLapsed(status: string): boolean {
  return /(失效|终止|届满|撤回|驳回|无效)/.test(status);
}

function isPending(status: string): boolean {
  return /(审查|实审|公开|在审|申请中)/.test(status);
}

function statusOf(form: PatentKind, year: number, expired: boolean, random: Random): string {
  if (expired) return random.pick(["期限届满", "失效", "期限届满终止"]);
  if (form === "invention" && year >= 2024 && random.chance(0.62)) {
    return random.pick(["实质审查", "实质审查", "公开", "在审", "实质审查的生效"]);
  }
  if (random.chance(0.11)) {
    return year >= 2022 && form === "invention"
      ? random.pick(["驳回", "视为撤回", "失效"])
      : random.pick(["未缴年费终止", "未缴年费终止", "失效", "专利权终止", "未缴年费专利权终止"]);
  }
  return random.weighted([
    ["有效", 12],
    ["授权", 9],
    ["专利权维持", 4],
    ["授权有效", 3],
    ["有权", 0.4],
  ]);
}

function writeNumber(number: string, status: string, random: Random, warts: Warts): SampleCell {
  // As a number it would lose a check digit 0 and cannot hold a check digit X.
  if (random.chance(0.003) && !/[X0]$/.test(number)) {
    warts.patentNumbersAsNumbers++;
    return Number(number);
  }
  if (random.chance(0.004)) {
    warts.wrongPatentNumbers++;
    return number.slice(0, -1) + (number.endsWith("3") ? "7" : "3");
  }
  const lettered = isPending(status)
    ? number
    : random.weighted([[number, 5] as const, [`ZL${number}`, 4] as const, [`CN${number}`, 2] as const]);
  if (random.chance(0.004)) {
    warts.fullWidthPatentNumbers++;
    return fullWidth(lettered);
  }
  return random.chance(0.02) ? lettered.replace(".", "") : lettered;
}

function writeDate(day: string, random: Random, warts: Warts): SampleCell {
  if (random.chance(0.97)) return day;
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  warts.unusualDates++;
  const spelling = random.int(0, 4);
  if (spelling === 4) {
    warts.excelDates++;
    return new Date(`${day}T00:00:00Z`);
  }
  return [
    `${year}.${month}.${date}`,
    `${year}/${month}/${date}`,
    day.replaceAll("-", ""),
    `${year}年${month}月${date}日`,
  ][spelling] as string;
}

function licenceOf(status: string, partners: readonly string[], random: Random, warts: Warts): string {
  if (isLapsed(status) || isPending(status) || status === "") return "";
  const licence = random.weighted([
    ["", 70],
    ["无", 22],
    ["普通许可", 4],
    ["开放许可", 1.5],
    ["独占许可", 2],
    ["排他许可", 0.5],
  ]);
  if (licence !== "独占许可")
    return licence === "普通许可" && random.chance(0.5) ? `已普通许可${random.pick(partners)}` : licence;
  warts.exclusivelyLicensed++;
  const until = random.int(2027, 2031);
  return random.pick([
    `独占许可（被许可方：${random.pick(partners)}，至${until}年12月）`,
    `已独占许可给${random.pick(partners)}`,
    `独占许可，期限至${until}-12-31`,
  ]);
}

function readinessOf(status: string, random: Random): string {
  return isPending(status)
    ? random.pick(["实验室阶段", "小试", "小试", "3级", "TRL4"])
    : random.pick([
        "小试",
        "中试",
        "中试",
        "实验室阶段",
        "TRL5",
        "TRL 6",
        "4级",
        "6级",
        "样机",
        "已产业化应用",
        "可产业化",
      ]);
}
