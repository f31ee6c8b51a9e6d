/** The text of a Word document as blocks: what a reader sees, without how it looks. */
export type Block = Paragraph | Table;

export interface Paragraph {
  readonly kind: "paragraph";
  /** Line breaks as \n; boxes as ☑ and ☐. */
  readonly text: string;
  /** Set as title or heading, or centred. */
  readonly isHeading: boolean;
  /** Numbered or bulleted by Word, so that the mark is not part of the text. */
  readonly isItem: boolean;
}

export interface Table {
  readonly kind: "table";
  readonly rows: readonly (readonly Cell[])[];
}

/** A cell of the grid; merged cells appear once, where they begin. */
export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly columnSpan: number;
  readonly rowSpan: number;
  readonly blocks: readonly Block[];
}

export interface WordDocument {
  readonly blocks: readonly Block[];
  /** Pictures and embedded objects, whose content cannot be read. */
  readonly pictures: number;
}

/** Everything a reader sees in these blocks as plain lines. A table inside becomes one line per row. */
export function textOf(blocks: readonly Block[]): string {
  const marksItems = blocks.filter((block) => block.kind === "paragraph" && block.isItem).length > 1;
  return blocks
    .map((block) => {
      if (block.kind === "table") return block.rows.map(rowText).join("\n");
      return block.isItem && marksItems && block.text.trim() !== "" ? `• ${block.text}` : block.text;
    })
    .join("\n");
}

function rowText(cells: readonly Cell[]): string {
  const texts = cells.map((cell) =>
    textOf(cell.blocks)
      .trim()
      .replace(/\s*\n\s*/g, "；"),
  );
  return texts.some((text) => text !== "") ? texts.join(" | ") : "";
}
