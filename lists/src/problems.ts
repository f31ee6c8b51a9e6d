import { formatMoney, type Language, type Message } from "@dual-high/kernel";
import type { Origin, Problem, ProblemLevel } from "./types.ts";

interface ProblemDefinition<P> {
  readonly level: ProblemLevel;
  readonly message: Message<P>;
}

interface Cell {
  readonly column: string;
  readonly value: string;
}

/** Long cell texts are cut where a message quotes them. */
function quote(value: string): string {
  const line = value.replace(/\s+/g, " ").trim();
  return [...line].length > 24 ? `${[...line].slice(0, 24).join("")}…` : line;
}

const zhDoubt = { length: "位数不对", characters: "含有不该有的字符", checksum: "校验位不符" };
const enDoubt = {
  length: "wrong number of characters",
  characters: "a character it cannot have",
  checksum: "check digit does not fit",
};
type Doubt = keyof typeof zhDoubt;

/** Everything that reading a list has to tell: what was found, how it was taken, what to do. */
const DEFINITIONS = {
  "lists.row_without_name": {
    level: "refused",
    message: {
      zh: ({ column }: { column: string }) => `“${column}”是空的，这一行没有采用。请补上后重新导入。`,
      en: ({ column }: { column: string }) =>
        `“${column}” is empty, so this row was not used. Fill it in and import again.`,
    },
  },
  "lists.row_broken": {
    level: "refused",
    message: {
      zh: () => "这一行不是完整的 JSON，没有采用。请修正这一行后重新导入。",
      en: () => "This line is not complete JSON and was not used. Correct it and import again.",
    },
  },
  "lists.row_quote_open": {
    level: "refused",
    message: {
      zh: () => "这一行有一个引号没有配对，分不清各列从哪里开始，没有采用。请补上或删去这个引号后重新导入。",
      en: () =>
        "A quotation mark in this row is never closed, so nothing tells where its cells end; it was not used. Close or delete the mark and import again.",
    },
  },
  "lists.row_garbled": {
    level: "refused",
    message: {
      zh: () => "这一行里有损坏的字符（显示为“�”），没有采用。请在原表改正后，另存为 .xlsx 重新导入。",
      en: () =>
        "Characters of this row are damaged (shown as “�”), so it was not used. Correct them in the original, save it as .xlsx and import again.",
    },
  },
  "lists.row_uneven": {
    level: "warning",
    message: {
      zh: ({ found, expected }: { found: number; expected: number }) =>
        `这一行有 ${found} 列，其他行有 ${expected} 列，内容可能错位。请核对各列。`,
      en: ({ found, expected }: { found: number; expected: number }) =>
        `This row has ${found} columns where the others have ${expected}, so its cells may have shifted. Check each column.`,
    },
  },
  "lists.row_misaligned": {
    level: "refused",
    message: {
      zh: ({ found, expected }: { found: number; expected: number }) =>
        `这一行有 ${found} 列，表头只有 ${expected} 列，可能错位（多了分隔符或引号没有成对），没有采用。请核对后重新导入。`,
      en: ({ found, expected }: { found: number; expected: number }) =>
        `This row has ${found} columns but the header has ${expected}, so its cells may have shifted (a stray separator or quotation mark); it was not used. Check it and import again.`,
    },
  },
  "lists.row_repeated": {
    level: "refused",
    message: {
      zh: ({ first }: { first: Origin }) =>
        `与${describeOrigin(first, "zh")}相同，只采用一次。无需修改，删去其中一行即可。`,
      en: ({ first }: { first: Origin }) =>
        `The same as ${describeOrigin(first, "en")}; it is used once. Nothing is lost; delete one of the two.`,
    },
  },
  "lists.formula_without_value": {
    level: "refused",
    message: {
      zh: ({ column }: { column: string }) =>
        `“${column}”是公式，文件里没有存它的结果，这一行没有采用。请在 Excel 中打开、重新计算并保存，或粘贴为数值。`,
      en: ({ column }: { column: string }) =>
        `“${column}” holds a formula whose result is not stored, so this row was not used. Open the file in Excel, recalculate and save, or paste the values.`,
    },
  },
  "lists.formula_value_used": {
    level: "warning",
    message: {
      zh: ({ column, value }: Cell) =>
        `“${column}”是公式，采用了文件里存的结果“${quote(value)}”。请核对；最好粘贴为数值。`,
      en: ({ column, value }: Cell) =>
        `“${column}” holds a formula; its stored result “${quote(value)}” was used. Check it, or paste the value.`,
    },
  },
  "lists.cell_error": {
    level: "warning",
    message: {
      zh: ({ column, value }: Cell) =>
        `“${column}”是 Excel 错误值“${quote(value)}”，按未填处理。请在原表改正后重新导入。`,
      en: ({ column, value }: Cell) =>
        `“${column}” holds the Excel error “${quote(value)}” and was taken as empty. Correct it in the file and import again.`,
    },
  },
  "lists.title_from_content": {
    level: "warning",
    message: {
      zh: ({ column, title }: { column: string; title: string }) =>
        `“${column}”是空的，暂用内容的第一句“${quote(title)}”。请补上名称。`,
      en: ({ column, title }: { column: string; title: string }) =>
        `“${column}” is empty; the first sentence “${quote(title)}” was used. Give it a title.`,
    },
  },
  "lists.id_repeated": {
    level: "warning",
    message: {
      zh: ({ value, first, given }: { value: string; first: Origin; given: string }) =>
        `编号“${value}”已用于${describeOrigin(first, "zh")}，内容不同，这一行改用编号“${given}”。请在原表改成不同的编号。`,
      en: ({ value, first, given }: { value: string; first: Origin; given: string }) =>
        `Number “${value}” already belongs to ${describeOrigin(first, "en")}, whose content differs; this row is called “${given}”. Give it a number of its own.`,
    },
  },
  "lists.remark_left": {
    level: "warning",
    message: {
      zh: () => "这一行仍带着上次的“未采用”提示，已照现在的内容采用。请确认已经改好，并清空这一格。",
      en: () =>
        "This row still carries the remark “Not used” of an earlier import; it was used as it now stands. Make sure that it is mended, and clear the remark.",
    },
  },
  "lists.money_unreadable": {
    level: "warning",
    message: {
      zh: ({ column, value }: Cell) =>
        `“${column}”写的是“${quote(value)}”，读不出金额，按未填处理。请改成数字和单位，如“50 万元”。`,
      en: ({ column, value }: Cell) =>
        `“${column}” says “${quote(value)}”, which is no amount in yuan; taken as empty. Write a figure and unit such as “50万元”.`,
    },
  },
  "lists.money_negotiable": {
    level: "warning",
    message: {
      zh: ({ column, value }: Cell) =>
        `“${column}”写的是“${quote(value)}”，已按面议处理。有意向金额时请改成数字，便于高校判断。`,
      en: ({ column, value }: Cell) =>
        `“${column}” says “${quote(value)}” and was taken as negotiable. A figure, where there is one, helps the university judge.`,
    },
  },
  "lists.money_unit_assumed": {
    level: "warning",
    message: {
      zh: ({ column, value, taken }: Cell & { taken: bigint }) =>
        `“${column}”写的是“${quote(value)}”，没有单位，按 ${formatMoney(taken, "zh")}理解。请在表头或单元格写明“万元”或“元”。`,
      en: ({ column, value, taken }: Cell & { taken: bigint }) =>
        `“${column}” says “${quote(value)}” without a unit; taken as ${formatMoney(taken, "en")}. Name 万元 or 元 in the header or the cell.`,
    },
  },
  "lists.day_unreadable": {
    level: "warning",
    message: {
      zh: ({ column, value }: Cell) =>
        `“${column}”写的是“${quote(value)}”，读不出日期，按未填处理。请改成如“2026-06-30”的日期。`,
      en: ({ column, value }: Cell) =>
        `“${column}” says “${quote(value)}”, which is no date; taken as empty. Write it like 2026-06-30.`,
    },
  },
  "lists.code_lost_digits": {
    level: "warning",
    message: {
      zh: ({ column, value }: Cell) =>
        `“${column}”在表里存成了数字，第 15 位以后已被 Excel 改成 0（现为“${quote(value)}”），未采用。请把该列设为“文本”后重新填写。`,
      en: ({ column, value }: Cell) =>
        `“${column}” is stored as a number, so Excel has turned all digits after the 15th to 0 (now “${quote(value)}”); it was not used. Format the column as text and enter it again.`,
    },
  },
  "lists.credit_code_doubtful": {
    level: "warning",
    message: {
      zh: ({ column, value, doubt }: Cell & { doubt: Doubt }) =>
        `“${column}”“${quote(value)}”${zhDoubt[doubt]}，已照原样采用。请与营业执照核对；确实如此可不改（早年发的个别代码校验位本就不符）。`,
      en: ({ column, value, doubt }: Cell & { doubt: Doubt }) =>
        `“${column}” “${quote(value)}”: ${enDoubt[doubt]}; kept as it is. Compare it with the licence; a few early codes are legal and yet fail the check.`,
    },
  },
  "lists.patent_number_doubtful": {
    level: "warning",
    message: {
      zh: ({ column, value, doubt }: Cell & { doubt: Doubt }) =>
        `“${column}”“${quote(value)}”${zhDoubt[doubt]}，已照原样采用。请与专利证书或受理通知书核对。`,
      en: ({ column, value, doubt }: Cell & { doubt: Doubt }) =>
        `“${column}” “${quote(value)}”: ${enDoubt[doubt]}; kept as it is. Compare it with the certificate.`,
    },
  },
  "lists.code_doubtful": {
    level: "warning",
    message: {
      zh: ({ column, value, doubt }: Cell & { doubt: Doubt }) =>
        `“${column}”“${quote(value)}”${zhDoubt[doubt]}，已照原样采用。请核对。`,
      en: ({ column, value, doubt }: Cell & { doubt: Doubt }) =>
        `“${column}” “${quote(value)}”: ${enDoubt[doubt]}; kept as it is. Check it.`,
    },
  },
  "lists.count_unreadable": {
    level: "warning",
    message: {
      zh: ({ column, value }: Cell) =>
        `“${column}”写的是“${quote(value)}”，不是 0 到 1000 的整数，按未填处理。请改成整数。`,
      en: ({ column, value }: Cell) =>
        `“${column}” says “${quote(value)}”, which is no whole number from 0 to 1000; taken as empty.`,
    },
  },
  "lists.level_unreadable": {
    level: "warning",
    message: {
      zh: ({ column, value }: Cell) => `“${column}”写的是“${quote(value)}”，看不出技术就绪度（1–9 级），按未填处理。`,
      en: ({ column, value }: Cell) =>
        `“${column}” says “${quote(value)}”, which names no readiness level from 1 to 9; taken as empty.`,
    },
  },
  "lists.status_unknown": {
    level: "warning",
    message: {
      zh: ({ column, value }: Cell) =>
        `“${column}”写的是“${quote(value)}”，看不出是否有效，推荐时会注明“法律状态待核实”。`,
      en: ({ column, value }: Cell) =>
        `“${column}” says “${quote(value)}”, which does not tell whether the right is in force; suggestions will say so.`,
    },
  },
  "lists.text_cut": {
    level: "warning",
    message: {
      zh: ({ column, limit }: { column: string; limit: number }) =>
        `“${column}”超过 ${limit} 字，只采用前 ${limit} 字。请精简。`,
      en: ({ column, limit }: { column: string; limit: number }) =>
        `“${column}” is longer than ${limit} characters; the first ${limit} were used.`,
    },
  },
  "lists.sheet_hidden": {
    level: "notice",
    message: {
      zh: ({ sheet }: { sheet: string }) => `工作表“${sheet}”是隐藏的，没有读取。需要时请取消隐藏。`,
      en: ({ sheet }: { sheet: string }) =>
        `Sheet “${sheet}” is hidden and was not read. Unhide it if it belongs to the list.`,
    },
  },
  "lists.sheet_without_header": {
    level: "notice",
    message: {
      zh: ({ sheet }: { sheet: string }) => `工作表“${sheet}”里没有找到表头，没有读取。`,
      en: ({ sheet }: { sheet: string }) => `No header row was found on sheet “${sheet}”; it was not read.`,
    },
  },
  "lists.columns_unknown": {
    level: "notice",
    message: {
      zh: ({ headers }: { headers: string }) =>
        `这些列没有用到：${headers}。其中有需要的，可用 --map '列名=字段' 指明。`,
      en: ({ headers }: { headers: string }) =>
        `These columns were not used: ${headers}. Name their fields with --map 'header=field' if they matter.`,
    },
  },
  "lists.column_hidden_read": {
    level: "notice",
    message: {
      zh: ({ headers }: { headers: string }) => `这些列在表里是隐藏的，也读了：${headers}。`,
      en: ({ headers }: { headers: string }) =>
        `These columns are hidden in the file and were read all the same: ${headers}.`,
    },
  },
  "lists.rows_hidden_read": {
    level: "notice",
    message: {
      zh: ({ count }: { count: number }) => `有 ${count} 行在表里是隐藏的（多半是筛选造成的），也读了。`,
      en: ({ count }: { count: number }) =>
        `${count} rows are hidden in the file, probably by a filter, and were read all the same.`,
    },
  },
  "lists.note_skipped": {
    level: "notice",
    message: {
      zh: ({ text }: { text: string }) => `这一行看作说明文字，不是清单的一条：“${quote(text)}”。`,
      en: ({ text }: { text: string }) => `Taken as a note, not as an entry of the list: “${quote(text)}”.`,
    },
  },
  "lists.form_unreadable": {
    level: "refused",
    message: {
      zh: ({ reason }: { reason: Readonly<Record<Language, string>> }) => reason.zh,
      en: ({ reason }: { reason: Readonly<Record<Language, string>> }) => reason.en,
    },
  },
  "lists.form_note": {
    level: "notice",
    message: {
      zh: ({ reason }: { reason: Readonly<Record<Language, string>> }) => reason.zh,
      en: ({ reason }: { reason: Readonly<Record<Language, string>> }) => reason.en,
    },
  },
  "lists.form_pictures": {
    level: "warning",
    message: {
      zh: ({ count }: { count: number }) =>
        `表里有 ${count} 张图片或嵌入对象，里面的文字读不出来。若答案贴成了图片，请改成文字。`,
      en: ({ count }: { count: number }) =>
        `The form holds ${count} pictures or embedded objects, whose text cannot be read. Type out any answer that was pasted as a picture.`,
    },
  },
  "lists.labels_unknown": {
    level: "notice",
    message: {
      zh: ({ headers }: { headers: string }) => `表里这些栏目没有用到：${headers}。`,
      en: ({ headers }: { headers: string }) => `These entries of the form were not used: ${headers}.`,
    },
  },
  "lists.text_without_id": {
    level: "refused",
    message: {
      zh: () => "这一行没有 id，没有采用。每条都要有自己的 id（文字或数字）。",
      en: () => "This line has no id and was not used. Every record needs an id of its own, a text or a number.",
    },
  },
  "lists.text_id_unusable": {
    level: "refused",
    message: {
      zh: ({ value }: { value: string }) =>
        `id“${quote(value)}”里有制表符、换行或别的控制字符，写进结果会错行，没有采用。请去掉这些字符。`,
      en: ({ value }: { value: string }) =>
        `The id “${quote(value)}” holds a tab, a line break or another control character, which would break the lines of the result; it was not used. Remove the character.`,
    },
  },
  "lists.text_id_repeated": {
    level: "refused",
    message: {
      zh: ({ value, first }: { value: string; first: Origin }) =>
        `id“${quote(value)}”已用于${describeOrigin(first, "zh")}，内容不同，这一行没有采用。请改成不同的 id。`,
      en: ({ value, first }: { value: string; first: Origin }) =>
        `The id “${quote(value)}” already belongs to ${describeOrigin(first, "en")}, whose content differs; this line was not used. Give it an id of its own.`,
    },
  },
  "lists.text_not_text": {
    level: "refused",
    message: {
      zh: ({ column }: { column: string }) =>
        `${column} 不是所需的类型，这一行没有采用。title 和 content 是文字，items 是列表，列表里是文字或带 title、content 的对象。`,
      en: ({ column }: { column: string }) =>
        `${column} is not of the right type, so this line was not used. title and content are text; items is a list of texts or of objects with title and content.`,
    },
  },
  "lists.text_mark_unreadable": {
    level: "refused",
    message: {
      zh: ({ column }: { column: string }) =>
        `${column} 只能是 true 或 false，看不出这一条能否外传，没有采用。请改正。`,
      en: ({ column }: { column: string }) =>
        `${column} is true or false; as it stands nobody can tell whether the text may be given to others, so it was not used. Correct it.`,
    },
  },
  "lists.text_controls": {
    level: "warning",
    message: {
      zh: () => "这一行里有未转义的控制字符，JSON 不允许，已当作空格读入。请在导出时转义。",
      en: () =>
        "This line holds raw control characters, which JSON does not allow; they were read as blanks. Escape them when exporting.",
    },
  },
  "lists.text_empty": {
    level: "warning",
    message: {
      zh: () => "title、content 和 items 都是空的，只能得 0 分。请补上文字。",
      en: () => "title, content and items are all empty, so it can only score 0. Add a text.",
    },
  },
  "lists.text_fields_missing": {
    level: "notice",
    message: {
      zh: ({ column, count, total, line }: { column: string; count: number; total: number; line: number }) =>
        `${total} 条中有 ${count} 条没有 ${column}（最早在第 ${line} 行），按空的处理。若文字写在别的字段，请把字段名改成 ${column}。`,
      en: ({ column, count, total, line }: { column: string; count: number; total: number; line: number }) =>
        `${count} of ${total} records have no ${column} (first on line ${line}); it was taken as empty. If another field holds the text, name it ${column}.`,
    },
  },
  "lists.text_fields_unknown": {
    level: "notice",
    message: {
      zh: ({ fields }: { fields: string }) => `这些字段没有用到：${fields}。用到的是 id、title、content、items。`,
      en: ({ fields }: { fields: string }) =>
        `These fields were not used: ${fields}. Those that are used are id, title, content and items.`,
    },
  },
  "lists.text_read_as": {
    level: "notice",
    message: {
      zh: ({ encoding }: { encoding: string }) => `文件不是 UTF-8，已按 ${encoding} 读入。若出现乱码，请另存为 UTF-8。`,
      en: ({ encoding }: { encoding: string }) =>
        `The file is not UTF-8 and was read as ${encoding}. If its texts come out garbled, save it as UTF-8.`,
    },
  },
  "lists.term_not_chinese": {
    level: "refused",
    message: {
      zh: ({ value }: { value: string }) => `“${quote(value)}”不是至少两个字的中文术语，没有采用。请填中文术语全称。`,
      en: ({ value }: { value: string }) =>
        `“${quote(value)}” is no Chinese term of at least two characters and was not used. Write the Chinese term in full.`,
    },
  },
  "lists.term_not_english": {
    level: "refused",
    message: {
      zh: ({ term, value }: { term: string; value: string }) =>
        `“${term}”的英文写的是“${quote(value)}”，没有采用。请填英文，多个说法用分号隔开；留空表示不翻译这个术语。`,
      en: ({ term, value }: { term: string; value: string }) =>
        `The English of “${term}” is given as “${quote(value)}”; it was not used. Write English, several wordings separated by semicolons; leave it empty for a term that is not to be translated.`,
    },
  },
  "lists.term_repeated": {
    level: "warning",
    message: {
      zh: ({ value }: { value: string }) => `“${quote(value)}”前面已经有了，以这一行为准。请删去多余的一行。`,
      en: ({ value }: { value: string }) =>
        `“${quote(value)}” stands in the list already; this row counts. Delete the other.`,
    },
  },
} as const satisfies Record<string, ProblemDefinition<never>>;

export type ProblemCode = keyof typeof DEFINITIONS;
type ParamsOf<C extends ProblemCode> = Parameters<(typeof DEFINITIONS)[C]["message"]["zh"]>[0];

/** Makes a problem; the parameters that its wording needs are checked at the call site. */
export function makeProblem<C extends ProblemCode>(
  code: C,
  origin: Origin,
  ...[params]: ParamsOf<C> extends undefined ? [] : [ParamsOf<C>]
): Problem {
  const { level, message } = DEFINITIONS[code] as unknown as ProblemDefinition<object>;
  const values = (params ?? {}) as { column?: string };
  return {
    level,
    code,
    origin,
    ...(values.column === undefined ? {} : { column: values.column }),
    text: (language) => message[language](values),
  };
}

/** A record's place in words: “sheet” row 37, or the form's file name. */
export function describeOrigin(origin: Origin, language: Language): string {
  if (origin.row === undefined) return `“${origin.file}”`;
  const sheet = origin.sheet ? (language === "zh" ? `“${origin.sheet}”` : `“${origin.sheet}” `) : "";
  return language === "zh" ? `${sheet}第 ${origin.row} 行` : `${sheet}row ${origin.row}`;
}
