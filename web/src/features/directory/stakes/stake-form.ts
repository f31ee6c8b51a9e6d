// A stake as it is typed, and as it is sent.
import { percentText, readPercent } from "../../../text/amounts.ts";
import type { Say } from "../../../text/texts.ts";
import { type FieldSpec, orNull } from "../../../ui/record/fields.ts";
import type { Stake } from "./data.ts";
import type { stakesTexts } from "./texts.ts";

export interface StakeText extends Record<string, string | boolean> {
  readonly role: Stake["role"];
  readonly share: string;
  readonly since: string;
  readonly until: string;
  readonly source: string;
}

export function stakeText(stake: Stake | null): StakeText {
  return {
    role: stake?.role ?? "investor",
    share: percentText(stake?.shareBp ?? null),
    since: stake?.since ?? "",
    until: stake?.until ?? "",
    source: stake?.source ?? "",
  };
}

export function stakeFields(t: Say<keyof typeof stakesTexts.lines>): readonly FieldSpec<StakeText>[] {
  return [
    {
      key: "role",
      kind: "choice",
      label: t("role"),
      isShort: true,
      options: (["founder", "investor"] as const).map((value) => ({ value, label: t(`role.${value}`) })),
    },
    {
      key: "share",
      kind: "text",
      label: t("share"),
      isShort: true,
      hint: t("shareHint"),
      check: (text) => ((readPercent(text) ?? 0) > 0 ? null : t("notShare")),
    },
    { key: "since", kind: "day", label: t("since") },
    { key: "until", kind: "day", label: t("until"), hint: t("untilHint") },
    { key: "source", kind: "text", label: t("source"), hint: t("sourceHint"), isRequired: true },
  ];
}

export function stakeBody({ role, share, since, until, source }: StakeText) {
  return {
    role,
    shareBp: share.trim() === "" ? null : readPercent(share),
    since: orNull(since),
    until: orNull(until),
    source: source.trim(),
  };
}
