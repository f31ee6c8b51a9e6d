import { tidyText } from "@dual-high/kernel";
import { cleanAnswer } from "./answers.ts";
import type { Entry } from "./entries.ts";
import { type FormFile, openDocument } from "./guard.ts";
import type { IsKnownLabel } from "./labels.ts";
import { readBlocks } from "./read-blocks.ts";
import { readDocument } from "./read-document.ts";
import { hasAnswers, type ReadAnswer, type ReadEntry, splitForms } from "./split-forms.ts";

export interface FormAnswer {
  /** Without numbering, colons, marks and brackets. Empty for text in the form that stands under no label. */
  readonly label: string;
  /** What the label's brackets said: a unit (万元), a limit, an instruction. */
  readonly hint?: string;
  /** The label of the merged cell beside it, such as 联系方式 or 法定代表人. */
  readonly group?: string;
  /** Empty where the form was left blank; of boxes only the ticked options. */
  readonly answer: string;
}

/** One filled form, in the order of the document. */
export interface FormReading {
  readonly title: string | null;
  readonly answers: readonly FormAnswer[];
  /** Instructions and other text outside the answers. */
  readonly notes: readonly string[];
  /** Pictures and embedded objects in the file: content that cannot be read. */
  readonly pictures: number;
}

export interface ReadFormOptions {
  readonly isKnownLabel: IsKnownLabel;
  /** Labels of a need's title: where one comes again, another need begins. */
  readonly isTitleLabel?: IsKnownLabel;
}

/** Reads a .docx collection form (征集表). A file may hold several forms, or several needs of one enterprise. */
export async function readForm(file: FormFile, options: ReadFormOptions): Promise<FormReading[]> {
  const { blocks, pictures } = readDocument(await openDocument(file), file.name);
  const isKnown = remembering(options.isKnownLabel);
  const entries = joinGroups(readBlocks(blocks, isKnown).map(readEntry), isKnown);
  const forms = splitForms(entries, options.isTitleLabel ?? isUsualTitleLabel);
  const filled = forms.filter(hasAnswers);
  return (filled.length > 0 ? filled : forms.slice(0, 1)).map((form) => ({
    title: textsOf(form, "title")[0] ?? null,
    answers: form.filter((entry) => entry.kind === "answer").map(publicAnswer),
    notes: textsOf(form, "note"),
    pictures,
  }));
}

function textsOf(form: readonly ReadEntry[], kind: "title" | "note"): string[] {
  return form.flatMap((entry) => (entry.kind === kind ? [entry.text] : []));
}

function isUsualTitleLabel(label: string): boolean {
  return /^(企业)?(技术)?(需求|难题|项目|课题)(项目)?(名称|题目|标题)$|^(need |project )?title$/i.test(label);
}

function readEntry(entry: Entry): ReadEntry {
  if (entry.kind !== "answer") return { kind: entry.kind, text: tidyText(entry.text).replace(/\s*\n\s*/g, " ") };
  const { raw, ...rest } = entry;
  return { ...rest, answer: cleanAnswer(raw) };
}

/** Rows beside a merged known label whose own labels mean nothing to the list are its answer: 技术指标 | COD | ≤50. */
function joinGroups(entries: readonly ReadEntry[], isKnown: IsKnownLabel): ReadEntry[] {
  const joined: ReadEntry[] = [];
  for (let at = 0; at < entries.length; ) {
    const entry = entries[at] as ReadEntry;
    const members = entry.kind === "answer" && entry.group !== "" ? membersFrom(entries, at, entry.group) : [];
    const [first] = members;
    if (first && members.every((member) => !member.isKnown) && isKnown(first.group)) {
      const lines = members
        .filter(({ answer }) => answer !== "")
        .map(({ label, answer }) => (label === "" ? answer : `${label}：${answer}`));
      joined.push({ ...first, label: first.group, group: "", hint: "", isKnown: true, answer: lines.join("\n") });
    } else if (members.length > 0) joined.push(...members);
    else joined.push(entry);
    at += Math.max(members.length, 1);
  }
  return joined;
}

function membersFrom(entries: readonly ReadEntry[], at: number, group: string): ReadAnswer[] {
  const members: ReadAnswer[] = [];
  for (let next = at; next < entries.length; next += 1) {
    const entry = entries[next];
    if (entry?.kind !== "answer" || entry.group !== group) break;
    members.push(entry);
  }
  return members;
}

function publicAnswer({ label, hint, group, answer }: ReadAnswer): FormAnswer {
  return { label, answer, ...(hint !== "" && { hint }), ...(group !== "" && { group }) };
}

/** The same labels are asked about many times over, and the answer may cost a search through all synonyms. */
function remembering(isKnown: IsKnownLabel): IsKnownLabel {
  const answers = new Map<string, boolean>();
  return (label) => {
    if (label === "" || label.length > 60) return false;
    const known = answers.get(label) ?? isKnown(label);
    answers.set(label, known);
    return known;
  };
}
