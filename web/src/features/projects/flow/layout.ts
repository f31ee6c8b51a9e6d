// Where things stand in the picture of the chain: technology above, the company below, industrialization where they meet.
// Pure; the component draws what comes out. `wide` lies, `tall` stands on a phone.
import type { Stage } from "../data.ts";
import { widthOf, wrapText } from "./wrap.ts";

export interface FlowTag {
  readonly key: string;
  /** Kind of agreement, then with whom, number and amount, day. */
  readonly lines: readonly string[];
  readonly mark: "in_force" | "ended" | "other";
  readonly href: string | null;
}

export interface FlowStage {
  readonly stage: Stage;
  readonly name: string;
  readonly dates: string;
  readonly mark: "past" | "stated" | "current" | "planned" | "none";
  readonly tags: readonly FlowTag[];
}

/** What stands at the entrance of a stage. */
export interface FlowGate {
  readonly stage: Stage;
  readonly mark: "passed" | "open" | "closed";
  /** Short: the day of passing, or how much is missing. */
  readonly note: string;
  readonly waived: string;
}

export interface FlowModel {
  readonly stages: readonly FlowStage[];
  readonly gates: readonly FlowGate[];
  readonly company: string;
  readonly trackNames: { readonly technology: string; readonly company: string };
  /** What each side gives, in a line each; empty where nothing is recorded. */
  readonly above: { readonly name: string; readonly items: readonly string[] };
  readonly below: { readonly name: string; readonly items: readonly string[] };
  /** That agreements of both tracks were signed on one day; empty where none were. */
  readonly together: string;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface CardBox extends Box {
  readonly stage: FlowStage;
}
export interface TagBox extends Box {
  readonly tag: FlowTag;
  readonly lines: readonly string[];
}
export interface Way {
  readonly key: string;
  readonly path: string;
  readonly isGone: boolean;
}
export interface GatePoint {
  readonly x: number;
  readonly y: number;
  readonly gate: FlowGate;
  readonly side: "over" | "right";
}
export interface Words {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
  readonly tone: "track" | "company" | "together";
}
export interface Band extends Box {
  readonly key: "above" | "below";
  readonly name: string;
  readonly lines: readonly string[];
}

export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly cards: readonly CardBox[];
  readonly tags: readonly TagBox[];
  readonly ways: readonly Way[];
  readonly gates: readonly GatePoint[];
  readonly words: readonly Words[];
  readonly bands: readonly Band[];
}

/** Sizes of type in the picture, in its own pixels. */
export const SIZE = { name: 15, text: 12 } as const;
export const LINE = 17;
const TAG_PAD = 16;
const TAG_GAP = 10;
/** How many lines each part of a tag may take: names of parties are long. */
const TAG_LINES = [2, 3, 2, 1];

interface Grid {
  readonly width: number;
  readonly card: number;
  readonly height: number;
}

function tagsUnder(stage: FlowStage, card: Box): { readonly boxes: TagBox[]; readonly end: number } {
  let y = card.y + card.height + TAG_GAP;
  const boxes = stage.tags.map((tag) => {
    const lines = tag.lines.flatMap((line, index) =>
      wrapText(line, card.width - TAG_PAD, SIZE.text, TAG_LINES[index] ?? 1),
    );
    const box = { x: card.x, y, width: card.width, height: lines.length * LINE, tag, lines };
    y += box.height + TAG_GAP;
    return box;
  });
  return { boxes, end: y };
}

function bandOf(
  key: "above" | "below",
  { name, items }: FlowModel["above"],
  y: number,
  width: number,
  separator: string,
): Band | null {
  if (items.length === 0) return null;
  const lines = wrapText(items.join(separator), width - 32, SIZE.text, 3);
  return { key, name, x: 0, y, width, height: 34 + lines.length * LINE, lines };
}

const stageIn = (model: FlowModel, stage: Stage): FlowStage =>
  model.stages.find((each) => each.stage === stage) ?? { stage, name: "", dates: "", mark: "none", tags: [] };
const linesOf = (text: string) => (text === "" ? [] : [text]);
const hasBegun = ({ mark }: FlowStage) => mark === "past" || mark === "stated" || mark === "current";

function gatesAt(model: FlowModel, places: readonly (readonly [Stage, number, number])[], side: GatePoint["side"]) {
  return places.flatMap(([stage, x, y]) => {
    const gate = model.gates.find((each) => each.stage === stage);
    return gate === undefined ? [] : [{ x, y, gate, side }];
  });
}

const WIDE: Grid = { width: 1120, card: 222, height: 66 };

export function layWide(model: FlowModel): FlowLayout {
  const { width, card, height } = WIDE;
  const step = (width - card) / 3;
  const above = bandOf("above", model.above, 0, width, "　·　");
  const top = above === null ? 28 : above.height + 48;
  const at = (column: number, y: number): Box => ({ x: column * step, y, width: card, height });
  const cards: CardBox[] = [];
  const tags: TagBox[] = [];
  let row = top;
  for (const [column, stage] of (["lab", "proof_of_concept", "pilot_scale"] as const).entries()) {
    const box = { ...at(column, top), stage: stageIn(model, stage) };
    const { boxes, end } = tagsUnder(box.stage, box);
    cards.push(box);
    tags.push(...boxes);
    row = Math.max(row, end);
  }
  const second = Math.max(row + 34, top + height + 56);
  const incubation = { ...at(2, second), stage: stageIn(model, "incubation") };
  const below = tagsUnder(incubation.stage, incubation);
  const joint = { ...at(3, (top + second) / 2), stage: stageIn(model, "industrialization") };
  const ends = tagsUnder(joint.stage, joint);
  cards.push(incubation, joint);
  tags.push(...below.boxes, ...ends.boxes);
  const bottom = Math.max(below.end, ends.end, second + height);
  const zone = bandOf("below", model.below, bottom + 18, width, "　·　");
  const middle = (box: Box) => box.y + box.height / 2;
  const right = (box: Box) => box.x + box.width;
  const line = (from: number, to: number, y: number) => `M${from} ${y}H${to}`;
  const bend = (from: Box, to: Box) => {
    const turn = right(from) + 20;
    return `M${right(from)} ${middle(from)}H${turn - 8}Q${turn} ${middle(from)} ${turn} ${middle(from) + Math.sign(middle(to) - middle(from)) * 8}V${middle(to) - Math.sign(middle(to) - middle(from)) * 8}Q${turn} ${middle(to)} ${turn + 8} ${middle(to)}H${to.x}`;
  };
  const [lab, concept, pilot] = cards as [CardBox, CardBox, CardBox];
  const most = concept.x + concept.width - 40;
  const [company = ""] = wrapText(model.company, most - 24, SIZE.name, 1);
  // The company was there from the start: its way begins at its name.
  const companyEnd = company === "" ? most : Math.min(most, widthOf(company, SIZE.text) + 28);
  const ways: Way[] = [
    { key: "concept", path: line(right(lab), concept.x, middle(lab)), isGone: hasBegun(concept.stage) },
    { key: "pilot", path: line(right(concept), pilot.x, middle(lab)), isGone: hasBegun(pilot.stage) },
    { key: "incubation", path: line(companyEnd, incubation.x, middle(incubation)), isGone: hasBegun(incubation.stage) },
    { key: "join-pilot", path: bend(pilot, joint), isGone: hasBegun(joint.stage) && hasBegun(pilot.stage) },
    { key: "join-company", path: bend(incubation, joint), isGone: hasBegun(joint.stage) && hasBegun(incubation.stage) },
    ...(model.together === ""
      ? []
      : [{ key: "together", path: `M${pilot.x + 5} ${row - TAG_GAP}V${second}`, isGone: true }]),
  ];
  const between = (left: Box, to: Box) => (right(left) + to.x) / 2;
  return {
    width,
    height: (zone === null ? bottom : zone.y + zone.height) + 4,
    cards,
    tags,
    ways,
    gates: gatesAt(
      model,
      [
        ["proof_of_concept", between(lab, concept), middle(lab)],
        ["pilot_scale", between(concept, pilot), middle(lab)],
        ["incubation", between(concept, incubation), middle(incubation)],
        ["industrialization", joint.x - 24, middle(joint)],
      ],
      "over",
    ),
    words: [
      { key: "technology", x: 0, y: top - 12, lines: [model.trackNames.technology], tone: "track" },
      { key: "company", x: 0, y: second + 18, lines: [model.trackNames.company], tone: "track" },
      {
        key: "name",
        x: 0,
        y: second + 38,
        lines: linesOf(company),
        tone: "company",
      },
      { key: "together", x: pilot.x + TAG_PAD, y: second - 16, lines: linesOf(model.together), tone: "together" },
    ],
    bands: [above, zone].filter((band) => band !== null),
  };
}

const TALL: Grid = { width: 344, card: 164, height: 66 };

export function layTall(model: FlowModel): FlowLayout {
  const { width, card, height } = TALL;
  const right = width - card;
  const above = bandOf("above", model.above, 0, width, " · ");
  const companyLines = wrapText(model.company, card, SIZE.text, 3);
  let y = (above === null ? 0 : above.height + 16) + 24;
  const top = y;
  const cards: CardBox[] = [];
  const tags: TagBox[] = [];
  const put = (stage: Stage, x: number, at: number, wide = card): { box: CardBox; end: number } => {
    const box = { x, y: at, width: wide, height, stage: stageIn(model, stage) };
    const { boxes, end } = tagsUnder(box.stage, box);
    cards.push(box);
    tags.push(...boxes);
    return { box, end };
  };
  const lab = put("lab", 0, y);
  y = lab.end + 36;
  const concept = put("proof_of_concept", 0, y);
  y = concept.end + 36;
  const pilot = put("pilot_scale", 0, y);
  const incubation = put("incubation", right, y);
  const joined = Math.max(pilot.end, incubation.end);
  // What was signed together lies side by side here, and a line joins it.
  const bridge = model.together === "" ? 0 : 24;
  const joint = put("industrialization", 0, joined + bridge + 52, width);
  const zone = bandOf("below", model.below, joint.end + 14, width, " · ");
  // Tags hang beneath the cards, so the way runs at their left.
  const down = (x: number, from: number, to: number) => `M${x} ${from}V${to}`;
  const spine = 5;
  const ways: Way[] = [
    {
      key: "concept",
      path: down(spine, lab.box.y + height, concept.box.y),
      isGone: hasBegun(concept.box.stage),
    },
    { key: "pilot", path: down(spine, concept.box.y + height, pilot.box.y), isGone: hasBegun(pilot.box.stage) },
    {
      key: "incubation",
      path: down(right + spine, top + 20 + companyLines.length * LINE, incubation.box.y),
      isGone: hasBegun(incubation.box.stage),
    },
    {
      key: "join-pilot",
      path: down(spine, pilot.box.y + height, joint.box.y),
      isGone: hasBegun(joint.box.stage) && hasBegun(pilot.box.stage),
    },
    {
      key: "join-company",
      path: down(right + spine, incubation.box.y + height, joint.box.y),
      isGone: hasBegun(joint.box.stage) && hasBegun(incubation.box.stage),
    },
    ...(bridge === 0 ? [] : [{ key: "together", path: `M${spine} ${joined + 4}H${right + spine}`, isGone: true }]),
  ];
  return {
    width,
    height: (zone === null ? joint.end : zone.y + zone.height) + 4,
    cards,
    tags,
    ways,
    gates: [
      ...gatesAt(
        model,
        [
          ["proof_of_concept", spine, concept.box.y - 18],
          ["pilot_scale", spine, pilot.box.y - 18],
          ["incubation", right + spine, incubation.box.y - 18],
          ["industrialization", spine, joint.box.y - 20],
        ],
        "right",
      ),
    ],
    words: [
      { key: "technology", x: 0, y: top - 10, lines: [model.trackNames.technology], tone: "track" },
      { key: "company", x: right, y: top - 10, lines: [model.trackNames.company], tone: "track" },
      { key: "name", x: right, y: top + 12, lines: companyLines, tone: "company" },
      { key: "together", x: spine + 11, y: joined + 21, lines: linesOf(model.together), tone: "together" },
    ],
    bands: [above, zone].filter((band) => band !== null),
  };
}
