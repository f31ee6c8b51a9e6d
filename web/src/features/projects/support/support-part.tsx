import { Button } from "antd";
import { useState } from "react";
import { formatFen } from "../../../text/format.ts";
import { useLanguage, usePick, useTexts } from "../../../text/texts.ts";
import type { Project, Support } from "../data.ts";
import parts from "../projects.module.css";
import { projectsTexts } from "../texts.ts";
import { DeliverDialog, PromiseDialog, WithdrawDialog } from "./dialogs.tsx";
import { SupportPicture } from "./support-picture.tsx";
import { quantityText } from "./sums.ts";

interface SupportPartProps {
  readonly project: Project;
  readonly onChanged: (next: Project, done: string) => void;
}

type Open = { readonly kind: "promise" } | { readonly kind: "deliver" | "withdraw"; readonly support: Support };

/** What both sides give, as one beam and as a table of every promise with what arrived of it. */
export function SupportPart({ project, onChanged }: SupportPartProps) {
  const t = useTexts(projectsTexts);
  const [open, setOpen] = useState<Open | null>(null);
  const take = (next: Project, done: string) => {
    setOpen(null);
    onChanged(next, done);
  };
  const close = () => setOpen(null);
  return (
    <section className={parts["part"]} id="support">
      <header>
        <h2>{t("dualSupport")}</h2>
        {project.mayPromise.length > 0 && (
          <Button type="link" onClick={() => setOpen({ kind: "promise" })}>
            {t("recordSupport")}
          </Button>
        )}
      </header>
      <SupportPicture support={project.support} />
      {project.support.length > 0 && (
        <details className={parts["data"]}>
          <summary>{t("showData")}</summary>
          <SupportTable project={project} onAct={(kind, support) => setOpen({ kind, support })} />
        </details>
      )}
      {open?.kind === "promise" && <PromiseDialog project={project} onDone={take} onClose={close} />}
      {open?.kind === "deliver" && (
        <DeliverDialog project={project} support={open.support} onDone={take} onClose={close} />
      )}
      {open?.kind === "withdraw" && (
        <WithdrawDialog project={project} support={open.support} onDone={take} onClose={close} />
      )}
    </section>
  );
}

interface SupportTableProps {
  readonly project: Project;
  readonly onAct: (kind: "deliver" | "withdraw", support: Support) => void;
}

function SupportTable({ project, onAct }: SupportTableProps) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const language = useLanguage();
  const amount = (fen: string | null, hundredths: number | null, unit: Support["unit"]) =>
    [
      fen === null || fen === "0" ? "" : formatFen(fen, language),
      hundredths === null || hundredths === 0 ? "" : `${quantityText(hundredths)} ${unit === null ? "" : pick(unit)}`,
    ]
      .filter((part) => part !== "")
      .join(" · ");
  return (
    <div className={parts["scroll"]} role="group" aria-label={t("dualSupport")} tabIndex={0}>
      <table className={parts["table"]}>
        <thead>
          <tr>
            <th scope="col">{t("sideHead")}</th>
            <th scope="col">{t("supportKind")}</th>
            <th scope="col">{t("supportWhat")}</th>
            <th scope="col" data-figure>
              {t("promised")}
            </th>
            <th scope="col" data-figure>
              {t("arrived")}
            </th>
            <th scope="col">{t("promisedOn")}</th>
            <th scope="col">{t("dueOn")}</th>
            <th scope="col">{t("state")}</th>
          </tr>
        </thead>
        <tbody>
          {project.support.map((support) => {
            const { id, side, kindName, description, valueFen, quantityHundredths, unit, state, isLate } = support;
            return (
              <tr key={id}>
                <th scope="row">{t(`side.${side}`)}</th>
                <td>{pick(kindName)}</td>
                <td>
                  {description}
                  <small>{t("recordedBy", { name: support.recordedBy.name })}</small>
                  {support.deliveries.map((delivery) => (
                    <small key={delivery.id}>
                      {t("deliveredLine", {
                        day: delivery.deliveredOn,
                        what: [amount(delivery.valueFen, delivery.quantityHundredths, unit), delivery.note]
                          .filter((part) => part !== "")
                          .join(" "),
                        name: delivery.confirmedBy.name,
                      })}
                    </small>
                  ))}
                  {support.stateReason !== null && <small>{support.stateReason}</small>}
                </td>
                <td data-figure>{amount(valueFen, quantityHundredths, unit) || t("inWords")}</td>
                <td data-figure>{amount(support.deliveredFen, support.deliveredHundredths, unit)}</td>
                <td>{support.promisedOn}</td>
                <td>{support.dueOn ?? ""}</td>
                <td>
                  <span data-late={isLate || undefined} className={parts["standing"]}>
                    {t(isLate ? "supportLate" : `supportState.${state}`)}
                  </span>
                  {support.mayDeliver && (
                    <Button
                      size="small"
                      type="link"
                      aria-label={t("deliverOf", { what: description })}
                      onClick={() => onAct("deliver", support)}
                    >
                      {t("deliver")}
                    </Button>
                  )}
                  {support.mayWithdraw && (
                    <Button
                      size="small"
                      type="link"
                      aria-label={t("withdrawOf", { what: description })}
                      onClick={() => onAct("withdraw", support)}
                    >
                      {t("withdraw")}
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
