import { defineErrors } from "@dual-high/kernel";

interface File {
  readonly file: string;
}

/** Every way in which a list file is refused as a whole. Containers (zip) and forms have their own. */
export const tableError = defineErrors({
  "lists.file_empty": {
    kind: "validation",
    message: {
      zh: ({ file }: File) => `“${file}”是空文件。请检查是否选对了文件。`,
      en: ({ file }: File) => `“${file}” is empty. Check that it is the right file.`,
    },
  },
  "lists.file_too_large": {
    kind: "limit",
    message: {
      zh: ({ file, limitMb }: File & { limitMb: number }) =>
        `“${file}”超过 ${limitMb} MB 的上限，未读取。请拆分后分别提交。`,
      en: ({ file, limitMb }: File & { limitMb: number }) =>
        `“${file}” is larger than the limit of ${limitMb} MB and was not read. Split it and submit the parts.`,
    },
  },
  "lists.file_kind_unknown": {
    kind: "validation",
    message: {
      zh: ({ file }: File) =>
        `“${file}”的格式不支持。可用的格式：.xlsx、.xls、.csv、.jsonl；需求还可以是 .docx 征集表、装有征集表的文件夹或 .zip。`,
      en: ({ file }: File) =>
        `“${file}” is of a kind that cannot be read. Use .xlsx, .xls, .csv or .jsonl; needs may also be .docx forms, a folder of them or a .zip.`,
    },
  },
  "lists.file_content_differs": {
    kind: "validation",
    message: {
      zh: ({ file, found }: File & { found: string }) =>
        `“${file}”的内容不是其扩展名所示的格式（实际像是 ${found}）。请用 Excel 或 WPS 打开后“另存为 .xlsx”，再提交。`,
      en: ({ file, found }: File & { found: string }) =>
        `“${file}” is not what its name says: its content looks like ${found}. Open it in Excel, save it as .xlsx and submit that.`,
    },
  },
  "lists.file_encrypted": {
    kind: "validation",
    message: {
      zh: ({ file }: File) => `“${file}”设有打开密码，无法读取。请去掉密码（文件→信息→保护工作簿）后再提交。`,
      en: ({ file }: File) =>
        `“${file}” is protected by a password. Remove it (File, Info, Protect Workbook) and submit it again.`,
    },
  },
  "lists.file_damaged": {
    kind: "validation",
    message: {
      zh: ({ file, part }: File & { part: string }) =>
        `“${file}”已损坏，无法完整读取（${part}）。为避免读错，整份文件未采用。请向提供者重新索取，或用 Excel 打开修复后另存。`,
      en: ({ file, part }: File & { part: string }) =>
        `“${file}” is damaged and cannot be read as a whole (${part}), so nothing of it was used. Ask for it again, or repair it in Excel and save it anew.`,
    },
  },
  "lists.text_encoding": {
    kind: "validation",
    message: {
      zh: ({ file }: File) =>
        `“${file}”的文字编码既不是 UTF-8 也不是 GB18030，读出来会是乱码。请用 Excel 打开后另存为 .xlsx。`,
      en: ({ file }: File) =>
        `“${file}” is neither UTF-8 nor GB18030, so its text would be garbled. Open it in Excel and save it as .xlsx.`,
    },
  },
  "lists.too_many_rows": {
    kind: "limit",
    message: {
      zh: ({ file, sheet, limit }: File & { sheet: string; limit: number }) =>
        `“${file}”的工作表“${sheet}”超过 ${limit} 行（空白行也算），未读取。请删除数据下方的空白行，或拆分后提交。`,
      en: ({ file, sheet, limit }: File & { sheet: string; limit: number }) =>
        `Sheet “${sheet}” of “${file}” has more than ${limit} rows, blank ones included, and was not read. Delete the blank rows below the data, or split it.`,
    },
  },
  "lists.too_many_columns": {
    kind: "limit",
    message: {
      zh: ({ file, sheet, limit }: File & { sheet: string; limit: number }) =>
        `“${file}”的工作表“${sheet}”超过 ${limit} 列，不像一份清单，未读取。请删除数据右侧的空白列后提交。`,
      en: ({ file, sheet, limit }: File & { sheet: string; limit: number }) =>
        `Sheet “${sheet}” of “${file}” has more than ${limit} columns, which no list has, and was not read. Delete the blank columns to the right of the data.`,
    },
  },
  "lists.too_many_cells": {
    kind: "limit",
    message: {
      zh: ({ file, sheet, limit }: File & { sheet: string; limit: number }) =>
        `“${file}”的工作表“${sheet}”超过 ${limit} 个单元格，未读取。请拆分后提交。`,
      en: ({ file, sheet, limit }: File & { sheet: string; limit: number }) =>
        `Sheet “${sheet}” of “${file}” has more than ${limit} cells and was not read. Split it and submit the parts.`,
    },
  },
  "lists.too_much_text": {
    kind: "limit",
    message: {
      zh: ({ file, sheet, limit }: File & { sheet: string; limit: number }) =>
        `“${file}”的工作表“${sheet}”的文字总量超过 ${limit} 字，未读取。请拆分后提交。`,
      en: ({ file, sheet, limit }: File & { sheet: string; limit: number }) =>
        `The cells of sheet “${sheet}” of “${file}” hold more than ${limit} characters and were not read. Split it and submit the parts.`,
    },
  },
  "lists.cell_too_long": {
    kind: "limit",
    message: {
      zh: ({ file, part, limit }: File & { part: string; limit: number }) =>
        `“${file}”中有一处文字超过 ${limit} 字（${part}），任何清单都不会如此，未读取。请核实来源，删去该内容后提交。`,
      en: ({ file, part, limit }: File & { part: string; limit: number }) =>
        `“${file}” holds one text of more than ${limit} characters (${part}), which no list has, and was not read. Check where it comes from and remove that text.`,
    },
  },
  "lists.too_many_merges": {
    kind: "limit",
    message: {
      zh: ({ file, sheet, limit }: File & { sheet: string; limit: number }) =>
        `“${file}”的工作表“${sheet}”超过 ${limit} 处合并单元格，不像一份清单，未读取。请取消多余的合并后提交。`,
      en: ({ file, sheet, limit }: File & { sheet: string; limit: number }) =>
        `Sheet “${sheet}” of “${file}” has more than ${limit} merged cells, which no list has, and was not read. Undo the merging that is not needed.`,
    },
  },
  "lists.too_many_sheets": {
    kind: "limit",
    message: {
      zh: ({ file, limit }: File & { limit: number }) =>
        `“${file}”超过 ${limit} 个工作表，未读取。请只保留清单所在的工作表。`,
      en: ({ file, limit }: File & { limit: number }) =>
        `“${file}” has more than ${limit} sheets and was not read. Keep only the sheets that hold the list.`,
    },
  },
  "lists.entities_declared": {
    kind: "validation",
    message: {
      zh: ({ file, part }: File & { part: string }) =>
        `“${file}”内的“${part}”含有实体声明（DOCTYPE），办公软件不会这样保存，疑似恶意文件，未读取。请核实来源后另存为新文件。`,
      en: ({ file, part }: File & { part: string }) =>
        `“${part}” inside “${file}” declares entities (DOCTYPE), which no office program writes and hostile files do; it was not read. Check where it comes from and save it as a new file.`,
    },
  },
  "lists.external_links": {
    kind: "validation",
    message: {
      zh: ({ file }: File) =>
        `“${file}”引用了别的文件（外部链接），打开它可能带出或带入别处的数据，未读取。请在 Excel 中“数据→编辑链接→断开链接”，或全选后“粘贴为数值”到新文件。`,
      en: ({ file }: File) =>
        `“${file}” refers to other files (external links) and was not read. In Excel choose Data, Edit Links, Break Link, or paste everything as values into a new file.`,
    },
  },
  "lists.active_formula": {
    kind: "validation",
    message: {
      zh: ({ file, sheet, cell }: File & { sheet: string; cell: string }) =>
        `“${file}”工作表“${sheet}”的 ${cell} 单元格含有会访问外部程序或网络的公式，疑似恶意文件，未读取。请核实来源，并把公式“粘贴为数值”后再提交。`,
      en: ({ file, sheet, cell }: File & { sheet: string; cell: string }) =>
        `Cell ${cell} of sheet “${sheet}” in “${file}” holds a formula that reaches for other programs or the network; the file was not read. Check where it comes from and paste its formulas as values.`,
    },
  },
  "lists.macros": {
    kind: "validation",
    message: {
      zh: ({ file }: File) => `“${file}”带有宏，未读取。请在 Excel 中另存为不带宏的 .xlsx 后提交。`,
      en: ({ file }: File) => `“${file}” carries macros and was not read. Save it in Excel as .xlsx without macros.`,
    },
  },
  "lists.header_not_found": {
    kind: "validation",
    message: {
      zh: ({ file, sheets, wanted }: File & { sheets: string; wanted: string }) =>
        `“${file}”里没有找到表头（看过的工作表：${sheets}）。表头行至少要有“${wanted}”一列和另一列可识别的列；列名不同时可用 --map 指明，如 --map '你的列名=${wanted}'。`,
      en: ({ file, sheets, wanted }: File & { sheets: string; wanted: string }) =>
        `No header row was found in “${file}” (sheets looked at: ${sheets}). It needs a column “${wanted}” and one more that is known; name yours with --map, such as --map 'your header=${wanted}'.`,
    },
  },
  "lists.map_unknown_field": {
    kind: "validation",
    message: {
      zh: ({ field, known }: { field: string; known: string }) =>
        `--map 里的字段“${field}”不存在。可用的字段：${known}。`,
      en: ({ field, known }: { field: string; known: string }) =>
        `--map names a field “${field}” that does not exist. Known fields: ${known}.`,
    },
  },
  "lists.map_unknown_header": {
    kind: "validation",
    message: {
      zh: ({ header, file, headers }: File & { header: string; headers: string }) =>
        `--map 里的列“${header}”在“${file}”中没有。该文件的列：${headers}。`,
      en: ({ header, file, headers }: File & { header: string; headers: string }) =>
        `--map names a column “${header}” that “${file}” does not have. Its columns: ${headers}.`,
    },
  },
  "lists.map_form": {
    kind: "validation",
    message: {
      zh: ({ text }: { text: string }) => `--map 要写成“列名=字段”，如 --map '诉求=title'；收到的是“${text}”。`,
      en: ({ text }: { text: string }) => `--map is written “header=field”, such as --map 'Wish=title'; got “${text}”.`,
    },
  },
});
