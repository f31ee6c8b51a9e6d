import { defineErrors } from "@dual-high/kernel";
import { AGREEMENT_STATE_NAMES, type AgreementState } from "../types.ts";

const signingError = defineErrors({
  "agreements.signed_text_early": {
    kind: "conflict",
    message: {
      zh: ({ number, state }: { readonly number: string; readonly state: AgreementState }) =>
        `合同 ${number} 现在是“${AGREEMENT_STATE_NAMES[state].zh}”，签署件在登记签署之后上传。`,
      en: ({ number, state }: { readonly number: string; readonly state: AgreementState }) =>
        `Agreement ${number} is ${AGREEMENT_STATE_NAMES[state].en}: the signed text is added once its signing is recorded.`,
    },
  },
  "agreements.signed_text_known": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: string }) => `合同 ${number} 已登记过完全相同的签署件，没有重复登记。`,
      en: ({ number }: { readonly number: string }) =>
        `This very file is recorded for ${number} already; it was not recorded twice.`,
    },
  },
});

export function refuseEarlyText({ number, state }: { readonly number: string; readonly state: AgreementState }): void {
  if (state !== "signed") throw signingError("agreements.signed_text_early", { number, state });
}

export function refuseKnownText(number: string, isKnown: boolean): void {
  if (isKnown) throw signingError("agreements.signed_text_known", { number });
}
