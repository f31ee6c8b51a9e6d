import { Input } from "antd";
import { type ReactNode, useId } from "react";
import { useTexts } from "../../../text/texts.ts";
import type { Terms } from "../notice/data.ts";
import { RowsEditor } from "../notice/rows-editor.tsx";
import { WanField } from "../wan-field.tsx";
import styles from "./bids.module.css";
import type { BidContent } from "./data.ts";
import { bidTexts } from "./texts.ts";

interface BidFieldsProps {
  readonly content: BidContent;
  readonly terms: Terms;
  /** Where a new member works, unless it is said. */
  readonly home: string;
  /** As it is typed: what cannot be read is kept as well. */
  readonly price: string;
  readonly onPrice: (text: string) => void;
  readonly onChange: (part: Partial<BidContent>) => void;
}

/** Everything that a bid says. */
export function BidFields({ content, terms, home, price, onPrice, onChange: change }: BidFieldsProps) {
  const t = useTexts(bidTexts);
  const promisedOf = (key: string) => content.indicators.find((each) => each.key === key)?.promised ?? "";
  const promise = (key: string, promised: string) =>
    change({ indicators: [...content.indicators.filter((each) => each.key !== key), { key, promised }] });
  return (
    <>
      <Field label={t("name")}>
        {(id) => (
          <Input
            id={id}
            maxLength={300}
            value={content.title}
            onChange={({ target }) => change({ title: target.value })}
          />
        )}
      </Field>
      <RowsEditor
        title={t("team")}
        rows={content.members.map((member, at) => ({ ...member, key: `m${at}` }))}
        fields={[
          { key: "name", label: t("member"), kind: "text" },
          { key: "unit", label: t("unit"), kind: "text" },
          { key: "title", label: t("jobTitle"), kind: "text" },
          { key: "role", label: t("role"), kind: "text" },
          { key: "hours", label: t("hours"), kind: "count" },
          { key: "isLead", label: t("lead"), kind: "flag" },
        ]}
        make={(key) => ({
          key,
          name: "",
          unit: home,
          title: "",
          role: "",
          hours: null as number | null,
          isLead: content.members.length === 0,
        })}
        onChange={(rows) =>
          change({
            members: rows.map(({ name, unit, title, role, hours, isLead }) => ({
              name,
              unit,
              title,
              role,
              hours,
              isLead,
            })),
          })
        }
      />
      <Area label={t("plan")} value={content.plan} most={20_000} rows={6} onChange={(plan) => change({ plan })} />
      <section className={styles["form"]}>
        <h2>{t("promised")}</h2>
        {terms.indicators.map(({ key, name, target, unit }) => (
          <Field key={key} label={t("promisedFor", { name, target: `${target}${unit}` })}>
            {(id) => (
              <Input
                id={id}
                maxLength={300}
                value={promisedOf(key)}
                onChange={(event) => promise(key, event.target.value)}
              />
            )}
          </Field>
        ))}
      </section>
      <div className={styles["row"]}>
        <Field label={t("price")}>{(id) => <WanField id={id} text={price} onChange={onPrice} />}</Field>
        <Field label={t("priceNote")}>
          {(id) => (
            <Input
              id={id}
              maxLength={2000}
              value={content.priceNote}
              onChange={({ target }) => change({ priceNote: target.value })}
            />
          )}
        </Field>
        <Field label={t("contact")}>
          {(id) => (
            <Input
              id={id}
              maxLength={300}
              value={content.contact}
              onChange={({ target }) => change({ contact: target.value })}
            />
          )}
        </Field>
      </div>
      <Area
        label={t("evidence")}
        value={content.evidence}
        most={10_000}
        rows={4}
        onChange={(evidence) => change({ evidence })}
      />
    </>
  );
}

export function Field({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

interface AreaProps {
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly rows: number;
  readonly onChange: (value: string) => void;
}

function Area({ label, value, most, rows, onChange }: AreaProps) {
  return (
    <Field label={label}>
      {(id) => (
        <Input.TextArea
          id={id}
          maxLength={most}
          autoSize={{ minRows: rows, maxRows: 20 }}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
