import { cleanLabel, type IsKnownLabel, type Label, looksLikeLabel, splitInline } from "./labels.ts";

/** What was found in a form, in the order of reading. */
export type Entry = AnswerEntry | { readonly kind: "title" | "note"; readonly text: string };

export interface AnswerEntry {
  readonly kind: "answer";
  /** Empty for text that stands under no label. */
  readonly label: string;
  readonly hint: string;
  readonly isKnown: boolean;
  /** The label of a merged cell beside several rows, such as 联系方式. */
  readonly group: string;
  /** As written, boxes and all. */
  raw: string;
}

/** Collects entries, and settles what a label under a group is called. */
export class Entries {
  readonly list: Entry[] = [];
  readonly isKnown: IsKnownLabel;
  hasKnownAnswer = false;
  #awaited: AnswerEntry | null = null;

  constructor(isKnown: IsKnownLabel) {
    this.isKnown = isKnown;
  }

  add(kind: "title" | "note", text: string): void {
    this.#settle();
    if (text.trim() !== "") this.list.push({ kind, text: text.trim() });
  }

  answer(label: Label, raw: string, group = ""): AnswerEntry {
    this.#settle();
    // Under 联系人, the rows say only 姓名 and 电话.
    const joined = group + label.label;
    const isJoined = group !== "" && !this.isKnown(label.label) && this.isKnown(joined);
    const entry: AnswerEntry = {
      kind: "answer",
      label: isJoined ? joined : label.label,
      hint: label.hint,
      isKnown: isJoined || this.isKnown(label.label),
      group,
      raw,
    };
    this.list.push(entry);
    this.hasKnownAnswer ||= entry.isKnown;
    return entry;
  }

  /** A label that stands alone; unless text follows it, it was but a heading and is forgotten. */
  await(label: Label): AnswerEntry {
    const entry = this.answer(label, "");
    this.#awaited = entry;
    return entry;
  }

  /** Text that stands under no label; a line such as 单位盖章： is a label left blank. */
  loose(raw: string, group = ""): void {
    if (raw.trim() === "") return;
    if (/^[^\n]{1,40}[:：]\s*$/u.test(raw.trim()) && looksLikeLabel(raw)) {
      this.answer(cleanLabel(raw), "", group);
      return;
    }
    const last = this.list.at(-1);
    if (this.#awaited || (last?.kind === "answer" && last.label === "" && last.group === group)) {
      const entry = this.#awaited ?? (last as AnswerEntry);
      entry.raw = entry.raw === "" ? raw : `${entry.raw}\n${raw}`;
    } else this.list.push({ kind: "answer", label: "", hint: "", isKnown: false, group, raw });
  }

  /** Labels and answers within one text; null when there is none, else the last, which text below may continue. */
  inline(text: string, allowsUnknown: boolean, group = "", continued: AnswerEntry | null = null): AnswerEntry | null {
    const { before, answers } = splitInline(text, this.isKnown, allowsUnknown);
    if (answers.length === 0) return null;
    if (continued && before.trim() !== "") continued.raw += `\n${before}`;
    else this.loose(before, group);
    return answers.reduce<AnswerEntry | null>((_, answer) => this.answer(answer, answer.answer, group), null);
  }

  #settle(): void {
    if (this.#awaited?.raw === "") this.list.splice(this.list.indexOf(this.#awaited), 1);
    this.#awaited = null;
  }

  finish(): readonly Entry[] {
    this.#settle();
    return this.list;
  }
}
