import { defineErrors } from "@dual-high/kernel";

export const confidentialityError = defineErrors({
  "confidentiality.statement_changed": {
    kind: "conflict",
    message: {
      zh: ({ version }: { readonly version: number }) => `保密声明已更新为第 ${version} 版。请重新阅读后再接受。`,
      en: ({ version }: { readonly version: number }) =>
        `The confidentiality statement was replaced by version ${version}. Read it again before you accept it.`,
    },
  },
  "confidentiality.not_accepted": {
    kind: "forbidden",
    message: {
      zh: ({ number }: { readonly number: string }) => `${number} 限受邀人员阅读。请先阅读并接受保密声明。`,
      en: ({ number }: { readonly number: string }) =>
        `${number} is for invited people. Read and accept the confidentiality statement first.`,
    },
  },
});
