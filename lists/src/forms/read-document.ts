import { ContentControls, isOn } from "./content-controls.ts";
import type { Block, WordDocument } from "./document.ts";
import { formError } from "./errors.ts";
import { Formula } from "./formula.ts";
import { raise, symbolOf, textInFont } from "./glyphs.ts";
import { gridOf, type StoredRow } from "./grid.ts";
import { type Attribute, readXml } from "./xml.ts";

// Why not mammoth, which turns .docx into HTML: it unpacks the file again without checksums, keeps the prompts of
// unfilled content controls ("click to enter text") and hidden text as if they were answers, loses formulas and the text
// of simple fields, and takes almost three times as long (100 forms, cold: 1.1 s against 0.4 s on one core).

interface OpenParagraph {
  text: string;
  isHeading: boolean;
  isItem: boolean;
  /** Text boxes anchored in this paragraph; they are read after it. */
  readonly boxes: Block[];
}

interface Run {
  isRaised: boolean;
  isUnseen: boolean;
  font: string;
}

const MAX_COLUMNS = 63;
/** Far beyond any form, and little enough that whatever is done with it later stays cheap. */
const MAX_CHARACTERS = 500_000;
const MAX_BLOCKS = 40_000;

/** What no reader sees: deleted text, earlier formatting, pronunciation, the degree of a root (hidden where it is two). */
const UNSEEN = new Set([
  "w:del",
  "w:moveFrom",
  "w:pPrChange",
  "w:rPrChange",
  "w:tblPrChange",
  "w:trPrChange",
  "w:tcPrChange",
  "w:rt",
  "m:deg",
]);

/** The text of a Word document in one pass over its markup. */
export function readDocument(xml: string, file: string): WordDocument {
  const walk = new DocumentWalk(file);
  readXml(xml, file, walk);
  return { blocks: walk.body, pictures: walk.pictures };
}

class DocumentWalk {
  readonly body: Block[] = [];
  pictures = 0;
  readonly #path: string[] = [];
  readonly #containers: Block[][] = [this.body];
  readonly #paragraphs: OpenParagraph[] = [];
  readonly #tables: StoredRow[][] = [];
  readonly #runs: Run[] = [];
  readonly #formula = new Formula();
  readonly #controls = new ContentControls((text) => this.#emit(text));
  /** Whether a version of the drawing at hand has been taken already. */
  readonly #alternatives: boolean[] = [];
  readonly #file: string;
  #skipped = 0;
  #characters = 0;
  #opened = 0;

  constructor(file: string) {
    this.#file = file;
  }

  open = (name: string, attribute: Attribute): void => {
    if (this.#skipped > 0) {
      this.#skipped += 1;
      return;
    }
    const parent = this.#path.at(-1) ?? "";
    const grandparent = this.#path.at(-2) ?? "";
    const row = this.#tables.at(-1)?.at(-1);
    if (name === "w:del" && parent === "w:trPr" && row) row.isDeleted = true;
    if (UNSEEN.has(name) || this.#isSecondAlternative(name)) {
      this.#skipped = 1;
      return;
    }
    this.#openStructure(name);
    if (parent === "w:rPr" && grandparent === "w:r") this.#setRun(name, attribute);
    else if (parent === "w:pPr" || parent === "w:numPr") this.#setParagraph(name, attribute);
    else if (parent === "w:tcPr" || parent === "w:trPr") this.#setCell(name, attribute, row);
    else if (parent === "w:r") this.#readInline(name, attribute);
    else if (parent === "m:naryPr" && name === "m:chr") this.#emit(attribute("val") ?? "");
    this.#formula.open(name, attribute);
    this.#controls.open(name, attribute, parent, () => this.#isInParagraph());
    this.#path.push(name);
  };

  close = (name: string): void => {
    if (this.#skipped > 0) {
      this.#skipped -= 1;
      return;
    }
    this.#path.pop();
    this.#controls.close(name);
    const formula = this.#formula.close(name);
    if (formula !== null) this.#emit(formula);
    switch (name) {
      case "w:p": {
        const paragraph = this.#paragraphs.pop();
        if (!paragraph) break;
        const { boxes, ...content } = paragraph;
        this.#containers.at(-1)?.push({ kind: "paragraph", ...content }, ...boxes);
        break;
      }
      case "w:tc":
        this.#containers.pop();
        break;
      case "w:tbl":
        this.#containers.at(-1)?.push(gridOf(this.#tables.pop() ?? []));
        break;
      case "w:txbxContent": {
        const blocks = this.#containers.pop() ?? [];
        (this.#paragraphs.at(-1)?.boxes ?? this.body).push(...blocks);
        break;
      }
      case "w:r":
        this.#runs.pop();
        break;
      case "mc:AlternateContent":
        this.#alternatives.pop();
        break;
    }
  };

  text = (content: string): void => {
    const element = this.#path.at(-1);
    if (this.#skipped > 0 || (element !== "w:t" && element !== "m:t")) return;
    const run = element === "w:t" ? this.#runs.at(-1) : undefined;
    const shown = run?.font ? textInFont(run.font, content) : content;
    this.#emit(run?.isRaised ? raise(shown) : shown);
  };

  #emit(text: string): void {
    this.#characters += text.length;
    if (this.#characters > MAX_CHARACTERS) throw formError("lists.form_too_long", { file: this.#file });
    if (this.#controls.isMuted || this.#runs.at(-1)?.isUnseen || this.#formula.take(text)) return;
    const paragraph = this.#paragraphs.at(-1);
    if (paragraph) paragraph.text += text;
  }

  /** Word stores text boxes twice, for new readers and for old ones. */
  #isSecondAlternative(name: string): boolean {
    if (name === "mc:AlternateContent") this.#alternatives.push(false);
    if (name !== "mc:Choice" && name !== "mc:Fallback") return false;
    const isTaken = this.#alternatives.at(-1) ?? false;
    this.#alternatives[this.#alternatives.length - 1] = true;
    return isTaken;
  }

  #isInParagraph(): boolean {
    const nearest = this.#path.findLast((name) => /^w:(p|tc|tr|tbl|body|txbxContent)$/.test(name));
    return nearest === "w:p";
  }

  #openStructure(name: string): void {
    if (/^w:(p|tc|tr)$/.test(name)) this.#opened += 1;
    if (this.#opened > MAX_BLOCKS) throw formError("lists.form_too_long", { file: this.#file });
    switch (name) {
      case "w:p":
        this.#paragraphs.push({ text: this.#controls.takePendingBox(), isHeading: false, isItem: false, boxes: [] });
        break;
      case "w:tbl":
        this.#tables.push([]);
        break;
      case "w:tr":
        this.#tables.at(-1)?.push({ before: 0, isDeleted: false, cells: [] });
        break;
      case "w:tc": {
        const blocks: Block[] = [];
        this.#tables.at(-1)?.at(-1)?.cells.push({ columnSpan: 1, continues: null, blocks });
        this.#containers.push(blocks);
        break;
      }
      case "w:txbxContent":
        this.#containers.push([]);
        break;
      case "w:r":
        this.#runs.push({ isRaised: false, isUnseen: false, font: "" });
        break;
      case "a:blip":
      case "v:imagedata":
      case "o:OLEObject":
        this.pictures += 1;
        break;
    }
  }

  #setRun(name: string, attribute: Attribute): void {
    const run = this.#runs.at(-1);
    if (!run) return;
    if (name === "w:vertAlign") run.isRaised = attribute("val") === "superscript";
    // What is struck through was withdrawn by hand: 50 struck, 80 written beside it.
    else if (/^w:(vanish|strike|dstrike)$/.test(name)) run.isUnseen ||= isOn(attribute("val"));
    else if (name === "w:rFonts") run.font = attribute("ascii") ?? attribute("hAnsi") ?? "";
  }

  #setParagraph(name: string, attribute: Attribute): void {
    const paragraph = this.#paragraphs.at(-1);
    if (!paragraph) return;
    const value = attribute("val") ?? "";
    if (name === "w:pStyle") paragraph.isHeading ||= /^(title|subtitle|heading|标题|[1-9]$)/i.test(value);
    else if (name === "w:jc") paragraph.isHeading ||= value === "center";
    else if (name === "w:numPr") paragraph.isItem = true;
    // Number 0 takes the numbering of the style away again.
    else if (name === "w:numId" && value === "0") paragraph.isItem = false;
  }

  #setCell(name: string, attribute: Attribute, row: StoredRow | undefined): void {
    const cell = row?.cells.at(-1);
    const value = attribute("val");
    if (name === "w:gridBefore" && row) row.before = columns(value, 0);
    else if (name === "w:gridSpan" && cell) cell.columnSpan = columns(value, 1);
    else if (name === "w:vMerge" && cell && value !== "restart") cell.continues = "above";
    else if (name === "w:hMerge" && cell && value !== "restart") cell.continues = "left";
  }

  #readInline(name: string, attribute: Attribute): void {
    if (name === "w:tab" || name === "w:ptab") this.#emit("\t");
    else if (name === "w:br" || name === "w:cr") this.#emit("\n");
    else if (name === "w:noBreakHyphen") this.#emit("-");
    else if (name === "w:sym") {
      this.#emit(symbolOf(attribute("font") ?? "", Number.parseInt(attribute("char") ?? "", 16)) ?? "");
    }
  }
}

function columns(value: string | undefined, least: number): number {
  const number = Number.parseInt(value ?? "", 10);
  return Number.isNaN(number) ? least : Math.min(Math.max(number, least), MAX_COLUMNS);
}
