import { defineErrors } from "@dual-high/kernel";

interface File {
  readonly file: string;
}

interface Limit extends File {
  readonly limit: number;
}

/** Every way in which a collection form, or what holds the forms, is refused. */
export const formError = defineErrors({
  "lists.form_old_format": {
    kind: "validation",
    message: {
      zh: ({ file }: File) =>
        `“${file}”是旧版 .doc 格式（或由其改名而来），无法读取。请用 Word 或 WPS 打开，“另存为 .docx”后重新提交。`,
      en: ({ file }: File) =>
        `“${file}” is in the old .doc format, perhaps under a new name, and cannot be read. Open it in Word or WPS, choose Save As .docx and submit that.`,
    },
  },
  "lists.form_encrypted": {
    kind: "validation",
    message: {
      zh: ({ file }: File) => `“${file}”设有打开密码，无法读取。请在“文件→信息→保护文档”中取消密码，保存后重新提交。`,
      en: ({ file }: File) =>
        `“${file}” is protected by a password and cannot be read. Remove it under File, Info, Protect Document, save and submit it again.`,
    },
  },
  "lists.form_not_docx": {
    kind: "validation",
    message: {
      zh: ({ file, found }: File & { found: string }) =>
        `“${file}”不是 Word 文档，内容像是 ${found}。请用 Word 或 WPS 打开，“另存为 .docx”后重新提交。`,
      en: ({ file, found }: File & { found: string }) =>
        `“${file}” is not a Word document; its content looks like ${found}. Open it in Word or WPS, choose Save As .docx and submit that.`,
    },
  },
  "lists.form_is_workbook": {
    kind: "validation",
    message: {
      zh: ({ file }: File) =>
        `“${file}”其实是 Excel 工作簿，不是 Word 征集表。请把扩展名改回 .xlsx，作为需求清单单独提交。`,
      en: ({ file }: File) =>
        `“${file}” is in fact an Excel workbook, not a Word form. Give it back its .xlsx ending and submit it as a list of needs.`,
    },
  },
  "lists.form_no_document": {
    kind: "validation",
    message: {
      zh: ({ file }: File) => `“${file}”中没有 Word 正文，无法读取。请用 Word 或 WPS 打开并“另存为 .docx”后重新提交。`,
      en: ({ file }: File) =>
        `“${file}” has no Word text inside and cannot be read. Open it in Word or WPS, choose Save As .docx and submit that.`,
    },
  },
  "lists.form_too_large": {
    kind: "limit",
    message: {
      zh: ({ file, limit }: Limit) =>
        `“${file}”超过 ${limit} MB 的上限，未予读取。请删除其中的图片和附件，只保留表格文字后重新提交。`,
      en: ({ file, limit }: Limit) =>
        `“${file}” is larger than the limit of ${limit} MB and was not read. Remove pictures and attachments, keep the text of the form and submit it again.`,
    },
  },
  "lists.form_too_long": {
    kind: "limit",
    message: {
      zh: ({ file }: File) =>
        `“${file}”的文字或表格远超一份征集表的篇幅，未予读取。请只保留征集表本身；汇总材料请整理为需求清单（.xlsx）提交。`,
      en: ({ file }: File) =>
        `“${file}” holds far more text or table cells than a collection form and was not read. Keep the form alone; submit collected material as a list of needs (.xlsx).`,
    },
  },
  "lists.form_declares_entities": {
    kind: "validation",
    message: {
      zh: ({ file }: File) =>
        `“${file}”含有 Word 从不写入的文档类型声明（DOCTYPE），疑似恶意文件，未予读取。请核实来源，用 Word 或 WPS 另存后再提交。`,
      en: ({ file }: File) =>
        `“${file}” holds a document type declaration (DOCTYPE), which Word never writes and hostile files do, and was not read. Check where it comes from; save it again in Word or WPS.`,
    },
  },
  "lists.form_damaged": {
    kind: "validation",
    message: {
      zh: ({ file }: File) =>
        `“${file}”的正文已损坏，为避免读错，未予采用。请用 Word 或 WPS 打开修复并另存，或重新索取。`,
      en: ({ file }: File) =>
        `The text of “${file}” is damaged and was not used. Let Word or WPS repair it and save it anew, or ask the sender for it again.`,
    },
  },
  "lists.form_too_deep": {
    kind: "limit",
    message: {
      zh: ({ file, limit }: Limit) =>
        `“${file}”的内容嵌套超过 ${limit} 层，疑似恶意文件，未予读取。请把表格内容复制到空白征集表后提交。`,
      en: ({ file, limit }: Limit) =>
        `“${file}” nests its content more than ${limit} levels deep, as hostile files do, and was not read. Copy the answers into a blank form and submit that.`,
    },
  },
  "lists.form_source_missing": {
    kind: "not_found",
    message: {
      zh: ({ file }: File) => `找不到“${file}”，或没有读取权限。请检查路径。`,
      en: ({ file }: File) => `“${file}” cannot be found or may not be read. Check the path.`,
    },
  },
  "lists.form_no_access": {
    kind: "unavailable",
    message: {
      zh: ({ file }: File) => `“${file}”无法读取（可能正被占用或没有权限）。请关闭打开它的程序后重试。`,
      en: ({ file }: File) =>
        `“${file}” cannot be read; it may be in use or not permitted. Close the program that has it open and try again.`,
    },
  },
  "lists.form_ignored_kind": {
    kind: "validation",
    message: {
      zh: ({ file }: File) => `“${file}”不是 .docx 征集表，未读取。若其中有需求，请另存为 .docx 后放入。`,
      en: ({ file }: File) =>
        `“${file}” is not a .docx form and was not read. If it holds a need, save it as .docx and add that.`,
    },
  },
  "lists.form_too_many": {
    kind: "limit",
    message: {
      zh: ({ file, limit }: Limit) => `“${file}”中的文件超过 ${limit} 个，其后的未读取。请分批提交。`,
      en: ({ file, limit }: Limit) =>
        `“${file}” holds more than ${limit} files; those beyond were not read. Submit them in batches.`,
    },
  },
});
