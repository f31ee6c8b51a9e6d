import type { Block, Paragraph } from "./document.ts";
import { type AnswerEntry, Entries, type Entry } from "./entries.ts";
import { isNoteHeading, isSectionHeading, isTitle } from "./headings.ts";
import { type IsKnownLabel, knownLabelIn } from "./labels.ts";
import { readTable } from "./read-table.ts";

/** Everything a form says, from its paragraphs and its tables. */
export function readBlocks(blocks: readonly Block[], isKnown: IsKnownLabel): readonly Entry[] {
  const entries = new Entries(isKnown);
  walk(blocks, entries, "", false);
  return entries.finish();
}

function walk(blocks: readonly Block[], entries: Entries, group: string, isInCell: boolean): void {
  let paragraphs: Paragraph[] = [];
  const flush = () => {
    if (paragraphs.length > 0) readParagraphs(paragraphs, entries, group, isInCell);
    paragraphs = [];
  };
  for (const block of blocks) {
    if (block.kind === "paragraph") paragraphs.push(block);
    else {
      flush();
      readTable(block, entries, (inner, innerGroup) => walk(inner, entries, innerGroup, true), group);
    }
  }
  flush();
}

/** Paragraphs outside tables: lines of 标签：答案, headings with text beneath, instructions. */
function readParagraphs(paragraphs: readonly Paragraph[], entries: Entries, group: string, isInCell: boolean): void {
  let open: AnswerEntry | null = null;
  let isInNotes = false;
  for (const paragraph of paragraphs) {
    const { text, isHeading } = paragraph;
    if (text.trim() === "") {
      if (open && open.raw !== "") open.raw += "\n";
      continue;
    }
    if (isTitle(text) && (isHeading || (!open && !isInNotes))) {
      entries.add("title", text);
      open = null;
      isInNotes = false;
    } else if (isNoteHeading(text)) {
      entries.add("note", text);
      open = null;
      isInNotes = true;
    } else if (isInNotes) entries.add("note", text);
    else {
      // A salutation (各有关单位：) has a colon too; it stands before the form.
      const allowsUnknown = open === null ? entries.hasKnownAnswer : isShort(open);
      const inline = entries.inline(text, allowsUnknown, group, open);
      const label = inline ? null : knownLabelIn(text, entries.isKnown);
      if (inline) open = inline;
      else if (label) open = entries.await(label);
      else if (isSectionHeading(paragraph)) open = null;
      else if (open) open.raw += open.raw === "" ? text : `\n${text}`;
      else if (isInCell) entries.loose(text, group);
      else entries.add("note", text);
    }
  }
}

/** An answer of one line is complete, so that a label like any other may follow; a longer text may have colons of its own. */
function isShort(open: AnswerEntry): boolean {
  const raw = open.raw.trim();
  return raw !== "" && raw.length <= 40 && !/[\n。；;]/.test(raw);
}
