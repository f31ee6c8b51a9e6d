import { AlignmentType, Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from "docx";
import { fixZipDates } from "../forms/fix-zip-dates.ts";

/** A table of a printed text: widths in millimetres, 160 together. */
export interface DocumentTable {
  readonly widths: readonly number[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What stands under a heading: paragraphs, and tables between them. */
export type DocumentBlock = string | DocumentTable;

export interface DocumentPlan {
  readonly title: string;
  /** Above the title, at the right: the number, that it is a draft. */
  readonly note: string;
  readonly heading: string;
  readonly opening: readonly DocumentBlock[];
  readonly articles: readonly { readonly heading: string; readonly blocks: readonly DocumentBlock[] }[];
  readonly closing: readonly DocumentBlock[];
}

/** Twentieths of a point to a millimetre. */
const MM = 56.7;
const FONT = { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "宋体" };
const HEADING_FONT = { ...FONT, eastAsia: "黑体" };
const MARGIN = Math.round(25 * MM);

/** A text in Chinese with numbered articles, such as an agreement, as .docx on A4. The same plan gives the same bytes. */
export async function writeDocument(plan: DocumentPlan): Promise<Uint8Array> {
  const document = new Document({
    styles: { default: { document: { run: { font: FONT, size: 24 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: Math.round(210 * MM), height: Math.round(297 * MM) },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        children: [
          paragraph(plan.note, { size: 20, alignment: AlignmentType.RIGHT }),
          paragraph(plan.heading, { size: 44, isHeading: true, alignment: AlignmentType.CENTER, before: 240 }),
          paragraph(plan.title, { size: 30, isHeading: true, alignment: AlignmentType.CENTER, after: 240 }),
          ...plan.opening.flatMap(block),
          ...plan.articles.flatMap(({ heading, blocks }, index) => [
            paragraph(`第${chineseNumber(index + 1)}条　${heading}`, { isHeading: true, before: 240 }),
            ...blocks.flatMap(block),
          ]),
          ...plan.closing.flatMap(block),
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
  readonly alignment?: (typeof AlignmentType)[keyof typeof AlignmentType];
  readonly before?: number;
  readonly after?: number;
}

function paragraph(text: string, { size = 24, isHeading = false, alignment, before = 60, after = 60 }: Style = {}) {
  return new Paragraph({
    ...(alignment === undefined ? {} : { alignment }),
    keepNext: isHeading,
    spacing: { before, after, line: 360 },
    children: [new TextRun({ text, size, bold: isHeading, font: isHeading ? HEADING_FONT : FONT })],
  });
}

function block(content: DocumentBlock): (Paragraph | Table)[] {
  return typeof content === "string" ? content.split("\n").map((line) => paragraph(line)) : [table(content)];
}

function table({ widths, header, rows }: DocumentTable): Table {
  const sizes = widths.map((width) => Math.round(width * MM));
  const row = (cells: readonly string[], isHeader: boolean) =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      children: cells.map(
        (text, index) =>
          new TableCell({
            width: { size: sizes[index] ?? 0, type: WidthType.DXA },
            margins: { top: 60, bottom: 60, left: 100, right: 100 },
            ...(isHeader ? { shading: { fill: "F2F2F2" } } : {}),
            children: text
              .split("\n")
              .map((line) => new Paragraph({ children: [new TextRun({ text: line, size: 21, bold: isHeader })] })),
          }),
      ),
    });
  return new Table({
    width: { size: sizes.reduce((sum, size) => sum + size, 0), type: WidthType.DXA },
    columnWidths: sizes,
    rows: [row(header, true), ...rows.map((cells) => row(cells, false))],
  });
}

const DIGITS = "〇一二三四五六七八九十";

/** Up to ninety-nine: 十二, 二十. */
export function chineseNumber(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const ten = tens === 0 ? "" : `${tens === 1 ? "" : DIGITS[tens]}十`;
  return `${ten}${ones === 0 ? "" : DIGITS[ones]}`;
}
