import { defineErrors } from "@dual-high/kernel";

export const fileError = defineErrors({
  "files.not_found": {
    kind: "not_found",
    message: {
      zh: () => "没有找到这个文件，或您无权查看。请核对地址。",
      en: () => "There is no such file, or you may not see it. Check the address.",
    },
  },
  "files.type_not_taken": {
    kind: "validation",
    message: {
      zh: ({ name, taken }: { readonly name: string; readonly taken: string }) =>
        `不接收文件“${name}”的类型。可用的类型：${taken}。请另存为其中一种后重传。`,
      en: ({ name, taken }: { readonly name: string; readonly taken: string }) =>
        `The type of “${name}” is not taken. Save it as one of these and send it again: ${taken}.`,
    },
  },
  "files.content_differs": {
    kind: "validation",
    message: {
      zh: ({ name }: { readonly name: string }) => `文件“${name}”的内容与扩展名不符，没有保存。请用正确的扩展名重传。`,
      en: ({ name }: { readonly name: string }) =>
        `The content of “${name}” is not what its name says, and was not saved. Give it the right name and send it again.`,
    },
  },
  "files.too_large": {
    kind: "limit",
    message: {
      zh: ({ name, limit }: { readonly name: string; readonly limit: number }) =>
        `文件“${name}”超过 ${limit} MB，没有保存。请拆分后再传，或请系统管理员调整上限。`,
      en: ({ name, limit }: { readonly name: string; readonly limit: number }) =>
        `“${name}” is larger than ${limit} MB and was not saved. Split it, or ask the system administrator to raise the limit.`,
    },
  },
  "files.content_lost": {
    kind: "unavailable",
    message: {
      zh: ({ name, reason }: { readonly name: string; readonly reason: string }) =>
        `文件“${name}”的内容已丢失或损坏（${reason}），没有发出。请系统管理员从备份中恢复。`,
      en: ({ name, reason }: { readonly name: string; readonly reason: string }) =>
        `The content of “${name}” is lost or damaged (${reason}) and was not sent. The system administrator can restore it from a backup.`,
    },
  },
});
