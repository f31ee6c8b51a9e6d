import { fileURLToPath } from "node:url";
import { formatChineseNumber } from "@dual-high/kernel";
import pdfmake, { type Content } from "pdfmake";
import type { DocumentBlock, DocumentCell, DocumentPlan, DocumentTable } from "./document-plan.ts";

/** Millimetres to points. */
const MM = 72 / 25.4;
const MARGIN = 25 * MM;
/** How far down a page, of 1, a heading with a line beneath it still fits. */
const LAST_HEADING = 0.92;
/** Of every such PDF, so that the same plan is the same bytes. */
const WRITTEN = new Date(0);

const folder = new URL("../fonts/", import.meta.resolve("@embedpdf/fonts-sc"));
const fontFile = (weight: string) => fileURLToPath(new URL(`NotoSansHans-${weight}.otf`, folder));
const FONTS = { Hans: { normal: fontFile("Regular"), bold: fontFile("Bold") } };

// What people wrote never makes the writer fetch or read anything.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(FONTS.Hans).includes(path));
pdfmake.setFonts(FONTS);

/** As document.ts says. */
export async function writePdf(plan: DocumentPlan): Promise<Uint8Array> {
  const { title, note, heading, opening, articles, closing } = plan;
  const document = pdfmake.createPdf({
    info: { title, creator: "Dual-High", producer: "Dual-High", creationDate: WRITTEN, modDate: WRITTEN },
    pageSize: "A4",
    pageMargins: [MARGIN, MARGIN, MARGIN, MARGIN],
    defaultStyle: { font: "Hans", fontSize: 11, lineHeight: 1.25 },
    footer: (page, pages) => ({
      text: `第 ${page} 页，共 ${pages} 页`,
      alignment: "center",
      fontSize: 9,
      margin: [0, 24, 0, 0],
    }),
    content: [
      { text: note, alignment: "right", fontSize: 9 },
      { text: heading, alignment: "center", bold: true, fontSize: 20, margin: [0, 12, 0, 4] },
      { text: title, alignment: "center", bold: true, fontSize: 14, margin: [0, 0, 0, 12] },
      ...opening.flatMap(block),
      ...articles.flatMap((article, index) => [
        {
          text: `第${formatChineseNumber(index + 1)}条　${article.heading}`,
          bold: true,
          fontSize: 12,
          headlineLevel: 1,
          margin: [0, 12, 0, 4] as [number, number, number, number],
        },
        ...article.blocks.flatMap(block),
      ]),
      ...together(closing).map((some) => ({ stack: some.flatMap(block), unbreakable: true })),
    ],
    // A heading at the foot of a page goes with what it heads, of which a line at least has to stand beneath it.
    pageBreakBefore: ({ headlineLevel, startPosition }, nodes) =>
      headlineLevel === 1 &&
      (startPosition.verticalRatio > LAST_HEADING || nodes.getFollowingNodesOnPage().length === 0),
  });
  return document.getBuffer();
}

/** Whoever signs, signs beneath their name and on the same page: lines up to the next empty one stay together. */
function together(closing: readonly DocumentBlock[]): DocumentBlock[][] {
  const groups: DocumentBlock[][] = [];
  for (const each of closing) {
    if (each === "" || groups.length === 0) groups.push([]);
    groups.at(-1)?.push(each);
  }
  return groups;
}

function block(content: DocumentBlock): Content[] {
  if (typeof content !== "string") {
    return "rows" in content ? [table(content)] : block(content.map(wordsOf).join(""));
  }
  // An empty paragraph would have no height.
  return content.split("\n").map((line) => ({ text: line === "" ? " " : line, margin: [0, 2, 0, 2] }));
}

/** On paper a link is its words. */
function wordsOf(cell: DocumentCell): string {
  return typeof cell === "string" ? cell : cell.text;
}

function table({ widths, header, rows }: DocumentTable): Content {
  const padding = 10;
  return {
    margin: [0, 4, 0, 6],
    fontSize: 10,
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: widths.map((width) => width * MM - padding),
      body: [
        header.map((text) => ({ text, bold: true, fillColor: "#f2f2f2" })),
        ...rows.map((cells) => cells.map(wordsOf)),
      ],
    },
  };
}
