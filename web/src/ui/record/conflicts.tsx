import { Radio } from "antd";
import { useId } from "react";
import { useTexts } from "../../text/texts.ts";
import type { FieldSpec } from "./fields.ts";
import type { Values } from "./merge.ts";
import styles from "./record.module.css";
import { recordTexts } from "./texts.ts";

interface ConflictsProps<V extends Values> {
  readonly fields: readonly FieldSpec<V>[];
  /** As it was typed when the clash was found. */
  readonly mine: V;
  readonly theirs: V;
  /** What the form holds now. */
  readonly held: V;
  readonly onChoose: (field: keyof V & string, value: string | boolean) => void;
}

/** Fields that two people changed: both texts side by side, one to be chosen; what is not chosen stays in sight. */
export function Conflicts<V extends Values>({ fields, mine, theirs, held, onChoose }: ConflictsProps<V>) {
  const t = useTexts(recordTexts);
  const titleId = useId();
  return (
    <section className={styles["conflicts"]} role="alert" aria-labelledby={titleId}>
      <h2 id={titleId}>{t("conflict")}</h2>
      <p>{t("conflictText")}</p>
      {fields.map((field) => (
        <Conflict
          key={field.key}
          field={field}
          mine={mine[field.key] ?? ""}
          theirs={theirs[field.key] ?? ""}
          held={held[field.key] ?? ""}
          onChoose={(value) => onChoose(field.key, value)}
        />
      ))}
    </section>
  );
}

interface ConflictProps {
  readonly field: Pick<FieldSpec, "label" | "options">;
  readonly mine: string | boolean;
  readonly theirs: string | boolean;
  readonly held: string | boolean;
  readonly onChoose: (value: string | boolean) => void;
}

function Conflict({ field, mine, theirs, held, onChoose }: ConflictProps) {
  const t = useTexts(recordTexts);
  const labelId = useId();
  const words = (value: string | boolean) => {
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (value === "") return `(${t("blank")})`;
    return field.options?.find((option) => option.value === value)?.label ?? value;
  };
  return (
    <div className={styles["conflict"]}>
      <h3 id={labelId}>{field.label}</h3>
      <Radio.Group
        // Neither, once something third was typed.
        value={held === mine ? "mine" : held === theirs ? "theirs" : null}
        aria-labelledby={labelId}
        onChange={(event) => {
          onChoose(event.target.value === "mine" ? mine : theirs);
        }}
      >
        <Radio value="mine">
          <b>{t("mine")}</b>
          <span>{words(mine)}</span>
        </Radio>
        <Radio value="theirs">
          <b>{t("theirs")}</b>
          <span>{words(theirs)}</span>
        </Radio>
      </Radio.Group>
    </div>
  );
}
