import { formatYuan } from "@dual-high/kernel";
import { Button } from "antd";
import { useId } from "react";
import { api } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { readYuan, yuanText } from "../../text/amounts.ts";
import { todayHere } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { AskDialog } from "../../ui/ask-dialog.tsx";
import { FieldProblem, FormField } from "../../ui/record/form-field.tsx";
import { type Stage, STAGES } from "./data.ts";
import styles from "./funds.module.css";
import { fundsTexts } from "./texts.ts";
import { type DialogProps, paramsOf, useTake } from "./use-take.ts";

const OUTCOMES = ["approve", "decline", "return"] as const;

interface Planned {
  readonly key: number;
  readonly amount: string;
  readonly plannedOn: string;
  readonly gate: Stage | "";
}

interface Decision {
  readonly outcome: (typeof OUTCOMES)[number];
  readonly on: string;
  readonly reason: string;
  readonly lines: readonly Planned[];
}

/** What the committee decided, with the tranches of what it approved. What was typed stays until it is sent. */
export function DecisionDialog(props: DialogProps) {
  const t = useTexts(fundsTexts);
  const { application, onClose } = props;
  const take = useTake(props, "decide");
  const today = todayHere();
  const draft = useDraft<Decision>(`fund-application:${application.id}:decision`, {
    outcome: "approve",
    on: today,
    reason: "",
    lines: [{ key: 0, amount: yuanText(application.amountFen), plannedOn: today, gate: "" }],
  });
  const { outcome, on, reason, lines } = draft.value;
  const ids = { outcome: useId(), reason: useId(), on: useId(), line: useId() };
  const change = (key: number, some: Partial<Planned>) =>
    draft.change({ lines: lines.map((line) => (line.key === key ? { ...line, ...some } : line)) });
  const add = () => {
    const last = lines.at(-1);
    const line: Planned = { key: (last?.key ?? 0) + 1, amount: "", plannedOn: last?.plannedOn ?? today, gate: "" };
    draft.change({ lines: [...lines, line] });
  };
  const total = lines.reduce((sum, { amount }) => sum + BigInt(readYuan(amount) ?? 0), 0n);
  const tranches = lines.map(({ amount, plannedOn, gate }) => ({
    amountFen: readYuan(amount) ?? "",
    plannedOn,
    gate: gate === "" ? null : gate,
  }));
  /** An amount that is none is told here, by its place, for what was typed would not reach the server. */
  const check = () => {
    const wrong = outcome === "approve" ? lines.findIndex(({ amount }) => readYuan(amount) === null) : -1;
    return wrong < 0 ? null : t("trancheUnread", { position: wrong + 1, text: lines[wrong]?.amount ?? "" });
  };
  return (
    <AskDialog
      title={`${t("act.decide")} · ${application.number}`}
      okText={t("act.decide")}
      width={720}
      isReady={reason.trim() !== "" && on !== ""}
      check={check}
      onSend={async () => {
        const next = await api.post("/api/fund-applications/{applicationId}/decision", {
          params: paramsOf(application),
          body: { outcome, on, reason: reason.trim(), tranches: outcome === "approve" ? tranches : [] },
        });
        draft.clear();
        take(next);
      }}
      onClose={onClose}
      fields={["outcome", "on", "reason", "tranches"]}
      renderFields={(problems) => (
        <>
          <FormField
            id={ids.outcome}
            field={{
              key: "outcome",
              label: t("outcome"),
              kind: "choice",
              options: OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) })),
            }}
            value={outcome}
            problem={problems["outcome"]}
            onChange={(next) => draft.change({ outcome: OUTCOMES.find((each) => each === next) ?? "approve" })}
          />
          <FormField
            id={ids.on}
            field={{ key: "on", label: t("on"), kind: "day", isRequired: true }}
            value={on}
            problem={problems["on"]}
            onChange={(next) => draft.change({ on: String(next) })}
          />
          <FormField
            id={ids.reason}
            field={{ key: "reason", label: t("reason"), kind: "prose", isRequired: true }}
            value={reason}
            problem={problems["reason"]}
            onChange={(next) => draft.change({ reason: String(next) })}
          />
          {outcome === "approve" && (
            <fieldset>
              <legend>{t("tranches")}</legend>
              {lines.map(({ key, amount, plannedOn, gate }, index) => (
                <div key={key} className={styles["line"]}>
                  <FormField
                    id={`${ids.line}-${key}-amount`}
                    field={{ key: "amount", label: t("trancheAmount", { position: index + 1 }), kind: "yuan" }}
                    value={amount}
                    problem={undefined}
                    onChange={(next) => change(key, { amount: String(next) })}
                  />
                  <FormField
                    id={`${ids.line}-${key}-day`}
                    field={{ key: "plannedOn", label: t("trancheDay", { position: index + 1 }), kind: "day" }}
                    value={plannedOn}
                    problem={undefined}
                    onChange={(next) => change(key, { plannedOn: String(next) })}
                  />
                  <FormField
                    id={`${ids.line}-${key}-gate`}
                    field={{
                      key: "gate",
                      label: t("trancheGate", { position: index + 1 }),
                      kind: "choice",
                      options: [
                        { value: "", label: t("gateNone") },
                        ...STAGES.map((value) => ({ value, label: t(`stage.${value}`) })),
                      ],
                    }}
                    value={gate}
                    problem={undefined}
                    onChange={(next) => change(key, { gate: STAGES.find((each) => each === next) ?? "" })}
                  />
                  {lines.length > 1 && (
                    <Button
                      type="link"
                      onClick={() => draft.change({ lines: lines.filter((line) => line.key !== key) })}
                      aria-label={t("removeTranche", { position: index + 1 })}
                    >
                      {t("remove")}
                    </Button>
                  )}
                </div>
              ))}
              <Button type="link" onClick={add}>
                {t("addTranche")}
              </Button>
              <FieldProblem text={problems["tranches"]} />
              <p className={styles["soft"]}>
                {t("trancheTotal", { total: formatYuan(total), asked: formatYuan(application.amountFen) })}
              </p>
            </fieldset>
          )}
        </>
      )}
    />
  );
}
