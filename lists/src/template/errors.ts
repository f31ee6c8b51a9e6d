import { type Bilingual, defineErrors } from "@dual-high/kernel";

interface File {
  readonly file: string;
}

interface Placed extends File {
  readonly place: Bilingual;
}

/** Every way in which a Word template is refused, beyond those of any Word document. */
export const templateError = defineErrors({
  "lists.template_macros": {
    kind: "validation",
    message: {
      zh: ({ file }: File) =>
        `“${file}”含有宏，未予采用。请在 Word 或 WPS 中“另存为 .docx”（不含宏的文档）后重新上传。`,
      en: ({ file }: File) =>
        `“${file}” contains macros and was not taken. Save it as .docx, a document without macros, in Word or WPS and upload that.`,
    },
  },
  "lists.template_embedded": {
    kind: "validation",
    message: {
      zh: ({ file, part }: File & { readonly part: string }) =>
        `“${file}”里嵌有别的文件或控件（${part}），未予采用。请把它们删除，或粘贴为普通文字、图片后重新上传。`,
      en: ({ file, part }: File & { readonly part: string }) =>
        `“${file}” holds another file or a control (${part}) and was not taken. Delete it, or paste it as plain text or a picture, and upload the template again.`,
    },
  },
  "lists.template_external": {
    kind: "validation",
    message: {
      zh: ({ file, target }: File & { readonly target: string }) =>
        `“${file}”引用了外部内容“${target}”，打开时会去别处取，未予采用。请取消超链接、改为嵌入图片，或解除所附模板后重新上传。`,
      en: ({ file, target }: File & { readonly target: string }) =>
        `“${file}” leads to “${target}” outside of it, from where it would fetch when opened, and was not taken. Remove the hyperlink, embed the picture or detach the attached template, and upload it again.`,
    },
  },
  "lists.template_field_code": {
    kind: "validation",
    message: {
      zh: ({ file, code, place }: Placed & { readonly code: string }) =>
        `“${file}”${place.zh}有会读取外部内容的域 ${code}，未予采用。请按 Ctrl+Shift+F9 把域变为文字后重新上传。`,
      en: ({ file, code, place }: Placed & { readonly code: string }) =>
        `“${file}” has the field ${code}, which reads from elsewhere, in ${place.en}, and was not taken. Turn the field into text with Ctrl+Shift+F9 and upload it again.`,
    },
  },
  "lists.template_without_placeholder": {
    kind: "validation",
    message: {
      zh: ({ file }: File) =>
        `“${file}”里没有占位符，填不进任何内容。请在要填的地方写上 {{名称}}、{{金额}} 等（见字段表）后重新上传。`,
      en: ({ file }: File) =>
        `“${file}” has no placeholder, so that nothing could be filled in. Write {{title}}, {{amount}} and others of the table of fields where they belong, and upload it again.`,
    },
  },
  "lists.template_unfilled": {
    kind: "validation",
    message: {
      zh: ({ file, reason }: File & { readonly reason: string }) =>
        `“${file}”的占位符无法处理（${reason}），未予采用。请对照起步模板检查重复区的起止位置后重新上传。`,
      en: ({ file, reason }: File & { readonly reason: string }) =>
        `The placeholders of “${file}” cannot be worked with (${reason}), and it was not taken. Compare where its repeated parts begin and end with the starter template and upload it again.`,
    },
  },
});
