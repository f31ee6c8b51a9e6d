import { defineErrors } from "@dual-high/kernel";

interface Held {
  readonly holder: string;
  readonly enterprise: string;
}

export const stakeError = defineErrors({
  "directory.stake_not_in_enterprise": {
    kind: "validation",
    message: {
      zh: ({ name }: { readonly name: string }) =>
        `“${name}”不是企业，只能登记谁创办或出资了企业。请打开企业的页面登记。`,
      en: ({ name }: { readonly name: string }) =>
        `“${name}” is not an enterprise: stakes are kept for enterprises alone. Open the enterprise's page.`,
    },
  },
  "directory.stake_holder_missing": {
    kind: "validation",
    message: {
      zh: ({ enterprise }: { readonly enterprise: string }) =>
        `${enterprise}：没有写出资人。请从名录中选一位（一家），或写下名称。`,
      en: ({ enterprise }: { readonly enterprise: string }) =>
        `${enterprise}: nobody is named as the holder. Choose one from the directory, or write the name.`,
    },
  },
  "directory.stake_in_itself": {
    kind: "validation",
    message: {
      zh: ({ enterprise }: { readonly enterprise: string }) => `${enterprise} 不能是自己的出资人。请另选出资人。`,
      en: ({ enterprise }: { readonly enterprise: string }) =>
        `${enterprise} cannot hold a stake in itself. Choose another holder.`,
    },
  },
  "directory.stake_known": {
    kind: "conflict",
    message: {
      zh: ({ holder, enterprise }: Held) =>
        `${holder} 在 ${enterprise} 的出资已有一条还没有结束。请修改那一条，或先写明它何时结束。`,
      en: ({ holder, enterprise }: Held) =>
        `A stake of ${holder} in ${enterprise} is on record and has not ended. Change that one, or say first when it ended.`,
    },
  },
  "directory.stake_header_missing": {
    kind: "validation",
    message: {
      zh: ({ file }: { readonly file: string }) =>
        `“${file}”里没有找到表头。表头须有“企业名称”和“出资人”，其余列见导出的模板。`,
      en: ({ file }: { readonly file: string }) =>
        `No headings were found in “${file}”. It takes the columns 企业名称 and 出资人 (enterprise and holder); the template has the others.`,
    },
  },
  "directory.stake_period": {
    kind: "validation",
    message: {
      zh: ({ holder, since, until }: { readonly holder: string; readonly since: string; readonly until: string }) =>
        `${holder} 的出资：结束日 ${until} 不晚于开始日 ${since}。请改其中一个日期。`,
      en: ({ holder, since, until }: { readonly holder: string; readonly since: string; readonly until: string }) =>
        `The stake of ${holder} ends on ${until}, not after it began on ${since}. Correct one of the days.`,
    },
  },
});
