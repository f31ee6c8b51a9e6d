import { EMPTY, TICKED } from "./glyphs.ts";

const BOXES = /[☑☐]/u;
/** Longer options are not options: □ is a bullet there. */
const LONGEST_OPTION = 25;

/** Whether boxes stand in a text, so that it is an answer and never a label. */
export function hasBoxes(text: string): boolean {
  return /[☑☐☒□■▢◻🞎🗹🗷⬜✅⊠⊗◉]/u.test(text);
}

/** An answer with boxes as just the options ticked, joined by 、; other text stays. */
export function readChoices(answer: string): string {
  const text = drawBoxesAlike(answer);
  if (!BOXES.test(text)) return readTicks(text);
  const lines = text.split("\n");
  if (isBulletList(lines, text)) return text.replace(/☐\s*/gu, "");
  const pieces: string[] = [];
  let isAfterOption = false;
  for (const line of lines) {
    const isOption = BOXES.test(line);
    const read = isOption ? readLine(line) : line.trim();
    if (read !== "") pieces.push(pieces.length === 0 ? read : (isOption && isAfterOption ? "、" : "\n") + read);
    if (read !== "") isAfterOption = isOption;
  }
  return pieces.join("");
}

/** Every way of drawing a ticked or an empty box becomes one. */
function drawBoxesAlike(answer: string): string {
  let text = answer.replace(/[☒🗹🗷✅⊠⊗◉]/gu, TICKED).replace(/[□▢◻🞎⬜]/gu, EMPTY);
  if (/[●]/u.test(text) && /[○◯]/u.test(text)) text = text.replace(/●/gu, TICKED).replace(/[○◯]/gu, EMPTY);
  // ■ beside □ is a ticked box; alone it is a bullet.
  text = text.replace(/■/gu, BOXES.test(text) ? TICKED : "");
  text = text.replace(/[✓✔]/gu, "√").replace(/[✗✘]/gu, /[√☑]/u.test(text) ? EMPTY : "√");
  const brackets = text.match(/[（(]\s*[√☑☐]?\s*[)）]/gu) ?? [];
  if (brackets.length > 1 || brackets.some((bracket) => /[√☑]/u.test(bracket))) {
    text = text.replace(/[（(]\s*[√☑]\s*[)）]/gu, TICKED).replace(/[（(]\s*☐?\s*[)）]/gu, EMPTY);
  }
  // A tick written over or beside its box.
  text = text.replace(/☐[^\S\n]?√|√☐/gu, TICKED);
  return BOXES.test(text) ? text.replace(/(^|[\s、，,；;])√(?=[\p{L}])/gmu, `$1${TICKED}`) : text;
}

function isBulletList(lines: readonly string[], text: string): boolean {
  if (text.includes(TICKED)) return false;
  const marked = lines.filter((line) => BOXES.test(line));
  const isOnePerLine = marked.every((line) => /^\s*☐[^☐]*$/u.test(line));
  return isOnePerLine && marked.reduce((sum, line) => sum + line.trim().length, 0) / marked.length > LONGEST_OPTION;
}

function readLine(line: string): string {
  const text = line.trim();
  const isBoxLast = !/^[☑☐]/u.test(text) && /[☑☐]$/u.test(text);
  return (isBoxLast ? optionsBeforeBoxes(text) : optionsAfterBoxes(text)).filter((piece) => piece !== "").join("、");
}

function optionsBeforeBoxes(text: string): string[] {
  return [...text.matchAll(/([^☑☐]*)([☑☐])/gu)].map(([, option = "", box]) =>
    box === TICKED ? tidyOption(option) : "",
  );
}

function optionsAfterBoxes(text: string): string[] {
  const [lead = "", ...parts] = text.split(/(?=[☑☐])/u);
  const options = BOXES.test(lead) ? [lead, ...parts] : parts;
  const read = options.map((part) => {
    const option = tidyOption(part.replace(/^[☑☐]/u, ""));
    // 开发√ ☐转让: the tick stands behind its option.
    if (part.startsWith(TICKED) || option.endsWith("√")) return withoutOther(tidyOption(option.replace(/√/gu, "")));
    return unasked(option);
  });
  if (BOXES.test(lead) || lead.trim() === "") return read;
  if (lead.trim().endsWith("√")) return [tidyOption(lead.replace(/√/gu, "")), ...read];
  return read.some((option) => option !== "") ? [lead.trim() + read.filter((option) => option !== "").join("、")] : [];
}

const OTHER = /^(其他|其它|others?)/i;

/** 其他：联合申报 says 联合申报. */
function withoutOther(option: string): string {
  const [head = "", ...rest] = option.split(/[:：]/);
  const said = rest
    .join("：")
    .replace(/[\s_＿]+/gu, " ")
    .trim();
  return OTHER.test(head.trim()) && said !== "" ? said : option;
}

/** What somebody wrote behind an option without ticking it: "其他：联合申报" counts as chosen, "否，说明：…" as a remark. */
function unasked(option: string): string {
  const [head = "", ...rest] = option.split(/[:：]/);
  if (rest.join("").replace(/[\s_＿]/g, "") === "") return "";
  if (OTHER.test(head.trim())) return withoutOther(option);
  return option.replace(/^[^，,；;\s]*[，,；;\s]+/u, "");
}

/** Without boxes a tick still chooses, if all around it are short options: √合作开发 技术转让. Else it is a root sign. */
function readTicks(text: string): string {
  if (!/√\s*\p{Script=Han}|\p{Script=Han}\s*√/u.test(text) || text.length > 200) return text;
  const options = text.split(/[\s、，,；;]+/u).filter((option) => option !== "");
  if (options.some((option) => option.length > 15 || /[\d=+]/.test(option))) return text;
  return options
    .filter((option) => option.includes("√"))
    .map((option) => option.replace(/√/gu, ""))
    .filter((option) => option !== "")
    .join("、");
}

function tidyOption(option: string): string {
  return option.trim().replace(/[\s、，,；;。]+$/u, "");
}
