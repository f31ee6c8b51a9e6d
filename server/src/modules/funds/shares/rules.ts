import { defineErrors } from "@dual-high/kernel";

interface Locked {
  readonly title: string;
  readonly on: string;
  readonly lockedUntil: string;
}
interface Held {
  readonly title: string;
  readonly shareBp: number;
  readonly heldBp: number;
}

export const shareError = defineErrors({
  "funds.shares_locked": {
    kind: "conflict",
    field: "on",
    message: {
      zh: ({ title, on, lockedUntil }: Locked) =>
        `“${title}”的团队股份按转股条款锁定到研发期结束 ${lockedUntil}，${on} 不能转让或退出。请在 ${lockedUntil} 之后办理；日期填错的请改“日期”。`,
      en: ({ title, on, lockedUntil }: Locked) =>
        `By the terms of “${title}” the team's shares are locked to the end of the research period, ${lockedUntil}: nothing of them is transferred on ${on}. Wait until after ${lockedUntil}, or correct “Day”.`,
    },
  },
  "funds.shares_short": {
    kind: "conflict",
    field: "shareBp",
    message: {
      zh: ({ title, shareBp, heldBp }: Held) =>
        `“${title}”的团队现持股 ${heldBp / 100}%，不能转让 ${shareBp / 100}%。请核对“转让比例”。`,
      en: ({ title, shareBp, heldBp }: Held) =>
        `The team of “${title}” holds ${heldBp / 100}%, so ${shareBp / 100}% cannot be transferred. Check “Share transferred”.`,
    },
  },
  "funds.not_converted": {
    kind: "conflict",
    message: {
      zh: ({ title }: { readonly title: string }) => `“${title}”还没有转股，没有登记团队股份。请先办理“转为股权”。`,
      en: ({ title }: { readonly title: string }) =>
        `“${title}” was not converted, so no shares of the team are on record. Convert it first.`,
    },
  },
});

export function refuseLocked({ title, on, lockedUntil }: Locked): void {
  if (on <= lockedUntil) throw shareError("funds.shares_locked", { title, on, lockedUntil });
}

export function refuseMoreThanHeld({ title, shareBp, heldBp }: Held): void {
  if (shareBp > heldBp) throw shareError("funds.shares_short", { title, shareBp, heldBp });
}
