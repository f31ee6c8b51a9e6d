import { tidyText } from "@dual-high/kernel";

/** Tells the labels that the list of needs has a field for. */
export type IsKnownLabel = (label: string) => boolean;

export interface Label {
  /** Without numbering, marks, brackets and the blanks that spread it over its cell. */
  readonly label: string;
  /** What its brackets said: a unit, a limit, an instruction. */
  readonly hint: string;
}

const LONGEST_LABEL = 60;

const NUMBERING =
  /^(?:第[一二三四五六七八九十]{1,3}(?:部分|项)|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:\.\d{1,2})*(?:[、.．)）]|\s)(?!\d)|[①-⑳•·●■◆▪★☆*＊※]+)\s*/u;
const BRACKETS = /[（(【［[〔]([^（()）【】［］[\]〔〕]*)[)）】］\]〕]/gu;
const BETWEEN_HAN = /(?<=[\p{Script=Han}/／])\s+(?=[\p{Script=Han}/／])/gu;
const IDLE_HINT = /^(?:必填|选填|必填项|选填项|\*|必选)?$/;

/** A label as a field list would word it: "★ 2、联 系 人（必填）：" is 联系人. */
export function cleanLabel(text: string): Label {
  const hints: string[] = [];
  const whole = tidyText(text).replace(/\s*\n\s*/g, " ");
  const numbered = whole.replace(NUMBERING, "").replace(NUMBERING, "");
  const takeHint = (_: string, inside: string) => {
    if (!IDLE_HINT.test(inside.trim())) hints.unshift(inside.trim());
    return " ";
  };
  // Twice, for brackets within brackets.
  const bare = numbered.replace(BRACKETS, takeHint).replace(BRACKETS, takeHint);
  const label = bare
    .replace(/^[\s*＊★:：、]+|[\s*＊★:：、，,；;.。_＿]+$/g, "")
    .replace(BETWEEN_HAN, "")
    .replace(/ {2,}/g, " ");
  return label === "" && hints.length > 0 ? { label: hints.join(" "), hint: "" } : { label, hint: hints.join("；") };
}

/**
 * A known label that makes up the whole text, or its first line with instructions beneath; null for anything else. The
 * words in brackets may be what makes it known: 需求内容（问题描述）, but also 合作（需求类型）.
 */
export function knownLabelIn(text: string, isKnown: IsKnownLabel): Label | null {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > 200) return null;
  const label = cleanLabel(trimmed);
  if (isLabelLong(label.label) && isKnown(label.label)) return label;
  const [first = "", ...rest] = trimmed.split("\n");
  if (rest.length === 0) return null;
  const upper = cleanLabel(first);
  if (!isLabelLong(upper.label) || !isKnown(upper.label)) return null;
  const hint = tidyText(rest.join(" "));
  return { label: upper.label, hint: upper.hint === "" ? hint : `${upper.hint}；${hint}` };
}

function isLabelLong(label: string): boolean {
  return label !== "" && label.length <= LONGEST_LABEL;
}

const UNIT = /^(?:万元|亿元|元|人民币|人|名|家|项|个|件|%|％|年|月|日|天|平方米|㎡|吨)$/;

/** Whether a text could be a label by its looks alone: short, a noun phrase, no figures first. */
export function looksLikeLabel(text: string): boolean {
  const { label } = cleanLabel(text);
  if (label === "" || UNIT.test(label) || /[:：，,=@]|\d{4}|^[\d./-]/.test(label)) return false;
  if (/[。；;！!☑☐√]/.test(text)) return false;
  return /\p{Script=Han}/u.test(label) ? label.length <= 20 : /^[\p{L}][\p{L}\s/&'-]{0,39}$/u.test(label);
}

interface InlineAnswer extends Label {
  readonly answer: string;
}

interface InlineAnswers {
  /** Text before the first label. */
  readonly before: string;
  readonly answers: readonly InlineAnswer[];
}

/**
 * Text in which labels and answers follow each other: 联系人：张三    电话：138…. A known label counts at the beginning
 * of a line, or within it after a gap; an unknown one only behind another label and a wide gap, or, if allowed, at the
 * beginning of the text: answers have colons of their own.
 */
export function splitInline(text: string, isKnown: IsKnownLabel, allowsUnknown: boolean): InlineAnswers {
  const answers: { label: Label; lines: string[] }[] = [];
  const before: string[] = [];
  text.split("\n").forEach((line, at) => {
    const starts = labelsInLine(line, isKnown, allowsUnknown && at === 0);
    const lead = line.slice(0, starts[0]?.from ?? line.length);
    if (starts.length === 0 || lead.trim() !== "") (answers.at(-1)?.lines ?? before).push(lead);
    starts.forEach(({ to, label }, index) => {
      answers.push({ label, lines: [line.slice(to, starts[index + 1]?.from ?? line.length)] });
    });
  });
  return {
    before: before.join("\n"),
    answers: answers.map(({ label, lines }) => ({ ...label, answer: lines.join("\n") })),
  };
}

interface LabelStart {
  readonly from: number;
  readonly to: number;
  readonly label: Label;
}

const GAP = /(?:\s+|[；;|])\s*/gu;
const WIDE_GAP = /\s{2,}|[\t\u3000；;|]/u;
const SHORT_ANSWER = 20;
const LONGEST_UNKNOWN = 20;

function labelsInLine(line: string, isKnown: IsKnownLabel, allowsUnknown: boolean): LabelStart[] {
  const starts: LabelStart[] = [];
  for (const { index: colon } of line.matchAll(/[:：]/g)) {
    const previousEnd = starts.at(-1)?.to ?? 0;
    // Long before a colon there is no label; looking only near it keeps long lines cheap.
    const from = Math.max(previousEnd, colon - LONGEST_LABEL);
    const near = line.slice(from, colon);
    const offsets = from === 0 ? [{ at: 0, mayBeUnknown: allowsUnknown }] : [];
    for (const gap of near.matchAll(GAP)) {
      const isWide = WIDE_GAP.test(gap[0]);
      // One blank is gap enough where the answer before it is short: 联系人：张三 电话：138….
      const isAfterShort = starts.length > 0 && from === previousEnd && gap.index <= SHORT_ANSWER;
      if (isWide || isAfterShort) offsets.push({ at: gap.index + gap[0].length, mayBeUnknown: isWide && isAfterShort });
    }
    const found =
      offsets.find(({ at }) => isKnown(cleanLabel(near.slice(at)).label)) ??
      offsets.find(({ at, mayBeUnknown }) => mayBeUnknown && isShortLabel(near.slice(at)));
    if (found) starts.push({ from: from + found.at, to: colon + 1, label: cleanLabel(near.slice(found.at)) });
  }
  return starts;
}

function isShortLabel(text: string): boolean {
  return looksLikeLabel(text) && cleanLabel(text).label.length <= LONGEST_UNKNOWN;
}
