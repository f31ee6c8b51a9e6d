import { defineErrors } from "@dual-high/kernel";

interface Named {
  readonly reference: string;
}

interface Early extends Named {
  readonly since: string;
  /** The first day of use. */
  readonly on: string;
}

export const chargeError = defineErrors({
  "facilities.charge_unknown": {
    kind: "validation",
    message: {
      zh: ({ reference }: Named) =>
        `没有找到您可以查看的、编号为“${reference}”的合同或项目，费用无处可记（chargeReference）。请核对编号。`,
      en: ({ reference }: Named) =>
        `There is no agreement or project “${reference}” that you may read, to charge this to (chargeReference). Check its number.`,
    },
  },
  "facilities.charge_not_in_force": {
    kind: "conflict",
    message: {
      zh: ({ reference }: Named) =>
        `“${reference}”不在有效期内（未签署、已终止、已到期或项目已结束），不能再记费用（chargeReference）。请换一个，或写明经费名称。`,
      en: ({ reference }: Named) =>
        `“${reference}” is not in force (unsigned, ended, expired, or a project that is over): nothing can be charged to it (chargeReference). Name another, or an account in words.`,
    },
  },
  "facilities.charge_not_begun": {
    kind: "conflict",
    message: {
      zh: ({ reference, since, on }: Early) =>
        `“${reference}”从 ${since} 起才生效，使用从 ${on} 开始，费用不能记在它上面（chargeReference）。请改使用日期、换一个合同，或写明经费名称。`,
      en: ({ reference, since, on }: Early) =>
        `“${reference}” begins on ${since} and the use on ${on}, so this cannot be charged to it (chargeReference). Change the day of use, name another, or an account in words.`,
    },
  },
  "facilities.charge_several": {
    kind: "conflict",
    message: {
      zh: ({ reference }: Named) =>
        `您可以查看的不止一个编号为“${reference}”的合同或项目（chargeReference）。请由该合同所在的结对代为登记，或写明经费名称。`,
      en: ({ reference }: Named) =>
        `You may read more than one “${reference}” (chargeReference). Have the pair whose it is enter it, or name the account in words.`,
    },
  },
});
