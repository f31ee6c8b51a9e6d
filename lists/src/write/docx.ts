import { formatChineseNumber } from "@dual-high/kernel";
import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { fixZipDates } from "../forms/fix-zip-dates.ts";
import type { DocumentBlock, DocumentCell, DocumentLook, DocumentPlan, DocumentTable } from "./document-plan.ts";

/** Twentieths of a point to a millimetre. */
const MM = 56.7;
const FONT = { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "宋体" };
const LINK_COLOUR = "0F6B6B";
const HEADING_FONT = { ...FONT, eastAsia: "黑体" };

interface Setting {
  /** Above and below the text; `margin` is beside it. */
  readonly edge: number;
  /** In twentieths of a point. */
  readonly margin: number;
  /** In half points, as all sizes. */
  readonly text: number;
  readonly tableText: number;
  readonly heading: number;
  readonly title: number;
  /** In 240ths of a line. */
  readonly line: number;
  readonly before: number;
  readonly gap: number;
  /** Above and below what stands in a table. */
  readonly cell: number;
  readonly afterHeading: number;
  readonly numbered: (number: string, heading: string) => string;
  /** What is meant to be one page says no number. */
  readonly hasPageNumbers: boolean;
}

const SETTINGS: Readonly<Record<DocumentLook, Setting>> = {
  agreement: {
    margin: Math.round(25 * MM),
    edge: Math.round(25 * MM),
    text: 24,
    tableText: 21,
    heading: 44,
    title: 30,
    line: 360,
    before: 240,
    gap: 60,
    cell: 60,
    afterHeading: 60,
    numbered: (number, heading) => `第${number}条　${heading}`,
    hasPageNumbers: true,
  },
  record: {
    margin: Math.round(25 * MM),
    edge: Math.round(25 * MM),
    text: 21,
    tableText: 19,
    heading: 40,
    title: 28,
    line: 300,
    before: 200,
    gap: 50,
    cell: 50,
    afterHeading: 60,
    numbered: (number, heading) => `${number}、${heading}`,
    hasPageNumbers: true,
  },
  brief: {
    margin: Math.round(20 * MM),
    edge: Math.round(14 * MM),
    text: 21,
    tableText: 18,
    heading: 40,
    title: 26,
    line: 260,
    before: 120,
    gap: 20,
    cell: 0,
    afterHeading: 100,
    numbered: (number, heading) => `${number}、${heading}`,
    hasPageNumbers: false,
  },
};

/** As document.ts says. */
export async function writeDocx(plan: DocumentPlan): Promise<Uint8Array> {
  const set = SETTINGS[plan.look ?? "agreement"];
  const blocks = (some: readonly DocumentBlock[]) => some.flatMap((each) => block(each, set));
  const document = new Document({
    styles: { default: { document: { run: { font: FONT, size: set.text } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: Math.round(210 * MM), height: Math.round(297 * MM) },
            margin: { top: set.edge, bottom: set.edge, left: set.margin, right: set.margin },
          },
        },
        ...(set.hasPageNumbers ? { footers: { default: pageNumbers() } } : {}),
        children: [
          paragraph(set, plan.note, { size: 20, alignment: AlignmentType.RIGHT }),
          paragraph(set, plan.heading, {
            size: set.heading,
            isHeading: true,
            alignment: AlignmentType.CENTER,
            before: set.before,
            after: set.afterHeading,
          }),
          paragraph(set, plan.title, {
            size: set.title,
            isHeading: true,
            alignment: AlignmentType.CENTER,
            after: set.before,
          }),
          ...blocks(plan.opening),
          ...plan.articles.flatMap(({ heading, blocks: some }, index) => [
            paragraph(set, set.numbered(formatChineseNumber(index + 1), heading), {
              isHeading: true,
              before: set.before,
            }),
            ...blocks(some),
          ]),
          ...plan.closing.flatMap((each, index) =>
            typeof each === "string"
              ? paragraph(set, each, { isKeptWithNext: isFollowed(plan.closing, index) })
              : block(each, set),
          ),
        ],
      },
    ],
  });
  const bytes = await Packer.toBuffer(document, undefined, [
    { path: "docProps/core.xml", data: coreProperties(plan.title) },
  ]);
  fixZipDates(bytes);
  return bytes;
}

/** Whoever signs, signs beneath their name and on the same page: lines up to the next empty one stay together. */
function isFollowed(closing: readonly DocumentBlock[], index: number): boolean {
  const next = closing[index + 1];
  return next !== undefined && next !== "";
}

function pageNumbers(): Footer {
  const children = ["第 ", PageNumber.CURRENT, " 页，共 ", PageNumber.TOTAL_PAGES, " 页"];
  return new Footer({
    children: [
      new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children, size: 18, font: FONT })] }),
    ],
  });
}

/** The library's own carry the time of writing. */
function coreProperties(title: string): string {
  const text = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<dc:title>${text}</dc:title><dc:creator>Dual-High</dc:creator></cp:coreProperties>`,
  ].join("");
}

interface Style {
  readonly size?: number;
  readonly isHeading?: boolean;
  readonly isKeptWithNext?: boolean;
  readonly alignment?: (typeof AlignmentType)[keyof typeof AlignmentType];
  readonly before?: number;
  readonly after?: number;
}

function paragraph(set: Setting, content: DocumentCell | readonly DocumentCell[], style: Style = {}): Paragraph {
  const {
    size = set.text,
    isHeading = false,
    isKeptWithNext = isHeading,
    alignment,
    before = set.gap,
    after = set.gap,
  } = style;
  const cells = typeof content === "string" || "address" in content ? [content] : content;
  return new Paragraph({
    ...(alignment === undefined ? {} : { alignment }),
    keepNext: isKeptWithNext,
    spacing: { before, after, line: set.line },
    children: cells.map((cell) => run(cell, { size, bold: isHeading, font: isHeading ? HEADING_FONT : FONT })),
  });
}

interface RunStyle {
  readonly size: number;
  readonly bold: boolean;
  readonly font: typeof FONT;
}

function run(cell: DocumentCell, style: RunStyle): TextRun | ExternalHyperlink {
  if (typeof cell === "string") return new TextRun({ text: cell, ...style });
  const children = [new TextRun({ text: cell.text, ...style, color: LINK_COLOUR, underline: {} })];
  return new ExternalHyperlink({ link: cell.address, children });
}

function block(content: DocumentBlock, set: Setting): (Paragraph | Table)[] {
  if (typeof content === "string") return content.split("\n").map((line) => paragraph(set, line));
  return "rows" in content ? [table(content, set)] : [paragraph(set, content)];
}

function table({ widths, header, rows, figuresFrom = Infinity }: DocumentTable, set: Setting): Table {
  const sizes = widths.map((width) => Math.round(width * MM));
  const lines = (cell: DocumentCell): readonly DocumentCell[] => (typeof cell === "string" ? cell.split("\n") : [cell]);
  const row = (cells: readonly DocumentCell[], isHeader: boolean) =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      children: cells.map(
        (cell, index) =>
          new TableCell({
            width: { size: sizes[index] ?? 0, type: WidthType.DXA },
            margins: { top: set.cell, bottom: set.cell, left: 100, right: 100 },
            ...(isHeader ? { shading: { fill: "F2F2F2" } } : {}),
            children: lines(cell).map(
              (line) =>
                new Paragraph({
                  // A header at the foot of a page goes with its first row.
                  keepNext: isHeader,
                  ...(index < figuresFrom ? {} : { alignment: AlignmentType.RIGHT }),
                  children: [run(line, { size: set.tableText, bold: isHeader, font: FONT })],
                }),
            ),
          }),
      ),
    });
  return new Table({
    width: { size: sizes.reduce((sum, size) => sum + size, 0), type: WidthType.DXA },
    columnWidths: sizes,
    rows: [row(header, true), ...rows.map((cells) => row(cells, false))],
  });
}
