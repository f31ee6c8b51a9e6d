import { tidyText } from "@dual-high/kernel";
import { readChoices } from "./choices.ts";

const PROMPT_START =
  "请|限|不超过|不少于|填写|如有|如[:：]|例如|例[:：]|可多选|单选|多选|可另附|另附|说明|注[:：]|提示|必填|选填|此处|示例|字数|\\d+字";
const BRACKETED_PROMPT = new RegExp(`^\\s*[（(【［[〔](?:${PROMPT_START})[^（()）【】]{0,200}[)）】］\\]〕]`, "u");
const WHOLE_PROMPT =
  /^(?:(?:单击|点击|单击或点击|点击或单击)(?:或点击)?此处(?:以)?(?:输入|添加|填写|选择).{0,20}|请(?:在此|在此处|简要|详细|如实)*(?:填写|输入|描述|说明|注明|选择|选填|简述|列出|提供)[^。\n]{0,60}[。.…]*|选择一项。?|(?:click or tap|click) (?:here )?to enter .{0,20}|choose an item\.?|please (?:fill in|describe|specify|enter)[^.\n]{0,80}\.?)$/iu;
/** What a blank template leaves in a cell: units, the frame of a date, the place for a seal. */
const FRAME =
  /^(?:[\s:：/／、,，.。;；()（）\-—–_%％~～…]|万元|亿元|元|人民币|年|月|日|个月|人|份|项|天|吨|平方米|签字|签名|盖章|公章|签章|单位)*$/u;

/** An answer as the person meant it: the ticked options, and nothing of what the template said in its place. */
export function cleanAnswer(raw: string): string {
  const lines = tidyText(raw)
    .split("\n")
    .map((line) => readLine(line))
    .join("\n");
  const answer = tidyText(readChoices(lines));
  return FRAME.test(answer) || WHOLE_PROMPT.test(answer) ? "" : answer;
}

function readLine(line: string): string {
  let text = withoutBlanks(line);
  for (let next = text.replace(BRACKETED_PROMPT, ""); next !== text; next = text.replace(BRACKETED_PROMPT, ""))
    text = next;
  return text;
}

/** Lines to write on: ____50____万元 is 50万元. One underscore, as in an address, is a letter. */
function withoutBlanks(line: string): string {
  return line.replace(/\s*(?:_{3,}|＿{2,}|(?<!\w)_{2}|_{2}(?!\w))\s*/gu, (blank, at: number) => {
    const isFigureBefore = /[\d.]/.test(line[at - 1] ?? "");
    return isFigureBefore && /\p{Script=Han}/u.test(line[at + blank.length] ?? "") ? "" : " ";
  });
}
