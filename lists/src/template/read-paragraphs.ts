import type { Bilingual } from "@dual-high/kernel";
import { type Attribute, readXml } from "../forms/xml.ts";

/** A paragraph of a Word document as its runs add up, and where a person finds it. */
export interface PlacedParagraph {
  readonly text: string;
  /** What its fields are to compute, as DATE or INCLUDETEXT. */
  readonly codes: string;
  readonly place: Bilingual;
}

interface Open {
  text: string;
  codes: string;
}

interface OpenTable {
  readonly number: number;
  row: number;
  cell: number;
}

/** The paragraphs of one part of a document, in the order in which they end. */
export function readParagraphs(xml: string, file: string, part: string): PlacedParagraph[] {
  const read: PlacedParagraph[] = [];
  const open: Open[] = [];
  const tables: OpenTable[] = [];
  const path: string[] = [];
  let tablesBefore = 0;
  let paragraphsBefore = 0;
  const start = (name: string, attribute: Attribute) => {
    const table = tables.at(-1);
    if (name === "w:p") open.push({ text: "", codes: "" });
    else if (name === "w:tbl") tables.push({ number: (tablesBefore += 1), row: 0, cell: 0 });
    else if (name === "w:tr" && table !== undefined) {
      table.row += 1;
      table.cell = 0;
    } else if (name === "w:tc" && table !== undefined) table.cell += 1;
    const paragraph = open.at(-1);
    if (paragraph === undefined) return;
    if (name === "w:tab" || name === "w:br" || name === "w:cr") paragraph.text += " ";
    else if (name === "w:fldSimple") paragraph.codes += ` ${attribute("instr") ?? ""}`;
  };
  const end = (name: string) => {
    if (name === "w:tbl") tables.pop();
    if (name !== "w:p") return;
    const paragraph = open.pop();
    if (paragraph === undefined) return;
    if (tables.length === 0) paragraphsBefore += 1;
    read.push({ ...paragraph, place: placeOf(part, tables.at(-1), paragraphsBefore, paragraph.text) });
  };
  readXml(xml, file, {
    open: (name, attribute) => {
      start(name, attribute);
      path.push(name);
    },
    close: (name) => {
      path.pop();
      end(name);
    },
    text: (text) => {
      const paragraph = open.at(-1);
      if (paragraph === undefined) return;
      if (path.at(-1) === "w:t") paragraph.text += text;
      else if (path.at(-1) === "w:instrText") paragraph.codes += text;
    },
  });
  return read;
}

const SHOWN = 24;

function placeOf(part: string, table: OpenTable | undefined, paragraph: number, text: string): Bilingual {
  const words = text.trim();
  const begin = words === "" ? "" : `“${words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words}”`;
  const where = partOf(part);
  const spot =
    table === undefined
      ? { zh: `第 ${paragraph} 段`, en: `paragraph ${paragraph}` }
      : {
          zh: `表 ${table.number} 第 ${table.row} 行第 ${table.cell} 格`,
          en: `table ${table.number}, row ${table.row}, cell ${table.cell}`,
        };
  return { zh: `${where.zh}${spot.zh}${begin}`, en: `${where.en}${spot.en} ${begin}`.trim() };
}

function partOf(part: string): Bilingual {
  if (part.includes("header")) return { zh: "页眉", en: "the header, " };
  if (part.includes("footer")) return { zh: "页脚", en: "the footer, " };
  if (part.includes("notes")) return { zh: "脚注、尾注", en: "the notes, " };
  return { zh: "", en: "" };
}
