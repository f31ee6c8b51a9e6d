import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { readYuan, yuanText } from "../../text/amounts.ts";
import { formatFen, todayHere } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { Prose, RecordColumns } from "../../ui/record/layout.tsx";
import { Steps } from "../../ui/record/steps.tsx";
import { type Contributor, type Fund, SOURCES, type Source } from "./data.ts";
import type { FieldSpec } from "../../ui/record/fields.ts";
import { FormDialog, type Typed } from "../../ui/record/form-dialog.tsx";
import { FundFrame } from "./fund-frame.tsx";
import styles from "./funds.module.css";
import { MoneyPicture } from "./money-picture.tsx";
import { TablePart } from "../../ui/record/table-part.tsx";
import { fundsTexts } from "./texts.ts";
import { useSettle } from "./use-settle.ts";

const route = getRouteApi("/in/p/$scopeId/funds/$fundId");

/** One fund: its money at a glance, who puts in how much, and what it is planned for. */
export function FundPage() {
  const t = useTexts(fundsTexts);
  const { fundId } = route.useParams();
  return (
    <FundFrame fundId={fundId}>
      {(fund) => (
        <RecordColumns side={fund.money !== null && <Steps title={t("steps")} steps={fund.steps} />}>
          <MoneyPicture fund={fund} />
          {fund.money !== null && <ContributorsPart fund={fund} />}
          {fund.stagePlan.length > 0 && (
            <PlanPart
              title={t("plan")}
              head={t("stage")}
              sizeFen={fund.sizeFen}
              lines={fund.stagePlan.map(({ key, amountFen }) => ({ key, label: t(`stage.${key}`), amountFen }))}
            />
          )}
          {fund.sourcePlan.length > 0 && (
            <PlanPart
              title={t("planFrom")}
              head={t("source")}
              sizeFen={fund.sizeFen}
              lines={fund.sourcePlan.map(({ key, amountFen }) => ({ key, label: t(`source.${key}`), amountFen }))}
            />
          )}
          <Prose title={t("about")} text={fund.purpose} />
        </RecordColumns>
      )}
    </FundFrame>
  );
}

function ContributorsPart({ fund }: { readonly fund: Fund }) {
  const t = useTexts(fundsTexts);
  const language = useLanguage();
  const settle = useSettle();
  const dayField: FieldSpec<Typed> = { key: "on", label: t("on"), kind: "day", isRequired: true };
  const amountField = (key: string, label: string): FieldSpec<Typed> => ({
    key,
    label,
    kind: "yuan",
    isRequired: true,
    isShort: true,
    pointer: `${key}Fen`,
  });
  const [isAdding, setAdding] = useState(false);
  const [committing, setCommitting] = useState<Contributor | null>(null);
  const [paying, setPaying] = useState<Contributor | null>(null);
  const { contributors, mayManage, mayPay, id: fundId } = fund;
  return (
    <>
      <TablePart
        title={t("contributors")}
        action={
          mayManage && (
            <Button type="link" onClick={() => setAdding(true)}>
              {t("addContributor")}
            </Button>
          )
        }
        head={[
          t("contributor"),
          { figure: t("committed") },
          { figure: t("paidIn") },
          { figure: t("open") },
          ...(mayPay || mayManage ? [t("todo")] : []),
        ]}
      >
        {contributors.map((one) => (
          <tr key={one.id}>
            <td>
              {one.name}
              <small>{t(`source.${one.source}`)}</small>
            </td>
            <td data-figure>{formatFen(one.committedFen, language)}</td>
            <td data-figure>{formatFen(one.paidInFen, language)}</td>
            <td data-figure>{formatFen(one.openFen, language)}</td>
            {(mayPay || mayManage) && (
              <td>
                {mayManage && (
                  <Button
                    type="link"
                    size="small"
                    aria-label={`${t("commitMore")} · ${one.name}`}
                    onClick={() => setCommitting(one)}
                  >
                    {t("commitMore")}
                  </Button>
                )}
                {mayPay && one.openFen !== "0" && (
                  <Button
                    type="link"
                    size="small"
                    aria-label={`${t("payIn")} · ${one.name}`}
                    onClick={() => setPaying(one)}
                  >
                    {t("payIn")}
                  </Button>
                )}
              </td>
            )}
          </tr>
        ))}
      </TablePart>
      {isAdding && (
        <FormDialog
          title={t("addContributor")}
          draftName={`fund:${fundId}:contributor`}
          fields={[
            { key: "name", label: t("contributor"), kind: "text", isRequired: true },
            {
              key: "source",
              label: t("source"),
              kind: "choice",
              isShort: true,
              options: SOURCES.map((value) => ({ value, label: t(`source.${value}`) })),
            },
            amountField("committed", t("committedYuan")),
            dayField,
          ]}
          initial={{ name: "", source: "zone", committed: "", on: todayHere() }}
          submitLabel={t("addContributor")}
          save={async ({ name = "", source = "", committed = "", on = "" }) => {
            const body = { name, source: source as Source, committedFen: fenOf(committed), on };
            const work = api.post("/api/funds/{fundId}/contributors", { params: { path: { fundId } }, body });
            await settle(work, t("contributorSaved", { name }));
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {committing !== null && (
        <FormDialog
          title={t("commitMoreTitle", { name: committing.name })}
          draftName={`fund:${fundId}:commitment:${committing.id}`}
          fields={[amountField("committed", t("committedYuan")), dayField]}
          initial={{ committed: "", on: todayHere() }}
          submitLabel={t("commitMore")}
          save={async ({ committed = "", on = "" }) => {
            const work = api.post("/api/fund-contributors/{contributorId}/commitments", {
              params: { path: { contributorId: committing.id } },
              body: { committedFen: fenOf(committed), on },
            });
            await settle(work, t("contributorSaved", { name: committing.name }));
            setCommitting(null);
          }}
          onClose={() => setCommitting(null)}
        />
      )}
      {paying !== null && (
        <FormDialog
          title={t("payInTitle", { name: paying.name })}
          draftName={`fund:${fundId}:payment:${paying.id}`}
          fields={[
            amountField("amount", t("amountYuan")),
            dayField,
            { key: "voucher", label: t("voucher"), kind: "text" },
          ]}
          initial={{ amount: yuanText(paying.openFen), on: todayHere(), voucher: "" }}
          submitLabel={t("payIn")}
          save={async ({ amount = "", on = "", voucher = "" }) => {
            const work = api.post("/api/fund-contributors/{contributorId}/payments", {
              params: { path: { contributorId: paying.id } },
              body: { amountFen: fenOf(amount), on, voucher },
            });
            await settle(work, t("paidInSaved", { name: paying.name }));
            setPaying(null);
          }}
          onClose={() => setPaying(null)}
        />
      )}
    </>
  );
}

const fenOf = (text: string): string => readYuan(text) ?? "";

interface PlanPartProps {
  readonly title: string;
  readonly head: string;
  readonly sizeFen: string;
  readonly lines: readonly { readonly key: string; readonly label: string; readonly amountFen: string }[];
}

function PlanPart({ title, head, sizeFen, lines }: PlanPartProps) {
  const t = useTexts(fundsTexts);
  const language = useLanguage();
  return (
    <TablePart title={title} head={[head, { figure: t("planned") }, { figure: t("share") }]}>
      {lines.map(({ key, label, amountFen }) => (
        <tr key={key}>
          <td>{label}</td>
          <td data-figure>{formatFen(amountFen, language)}</td>
          <td data-figure className={styles["soft"]}>
            {Number((BigInt(amountFen) * 1000n) / BigInt(sizeFen)) / 10}%
          </td>
        </tr>
      ))}
    </TablePart>
  );
}
