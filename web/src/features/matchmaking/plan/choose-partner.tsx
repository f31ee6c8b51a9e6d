import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTexts } from "../../../text/texts.ts";
import { type MatchRun, runNeedQuery } from "../data.ts";
import { planTexts } from "./texts.ts";
import type { Pairing } from "./wishes.ts";

interface ChoosePartnerProps {
  readonly run: MatchRun;
  readonly need: { readonly needId: string; readonly number: string };
  /** Who takes the need as it stands. */
  readonly supplierKey: string | null;
  readonly onChoose: (pair: Pairing) => void;
}

/** Gives a need to another of its suggested partners. They are read when somebody looks. */
export function ChoosePartner({ run, need: { needId, number }, supplierKey, onChoose }: ChoosePartnerProps) {
  const t = useTexts(planTexts);
  const [isOpen, setOpen] = useState(false);
  const label = t("giveNeed", { need: number });
  const found = useQuery({ ...runNeedQuery(run.id, needId), enabled: isOpen });
  const shown = new Map<string, string>();
  for (const { supplierKey: key, people, name, score, decision } of found.data?.suggestions ?? []) {
    if (shown.has(key) || key === supplierKey || decision.decision === "refused") continue;
    shown.set(key, `${[people, name].filter((part) => part !== "").join(" · ")} ${score.toFixed(2)}`);
  }
  // A list to choose from for every line of a long plan would make the page slow.
  if (!isOpen) {
    return (
      <Button size="small" type="text" aria-label={label} onClick={() => setOpen(true)}>
        {t("giveTo")}
      </Button>
    );
  }
  return (
    <Select<string>
      size="small"
      // It takes the place of the button that was pressed.
      ref={(select) => select?.focus()}
      defaultOpen
      value={null}
      placeholder={t("giveTo")}
      aria-label={label}
      loading={found.isPending}
      notFoundContent={found.isPending ? t("reading") : t("noOther")}
      popupMatchSelectWidth={false}
      options={[...shown].map(([value, text]) => ({ value, label: text }))}
      onOpenChange={setOpen}
      onChange={(key) => onChoose({ needId, supplierKey: key })}
    />
  );
}
