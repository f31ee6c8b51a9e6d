import { Checkbox, Input, Select } from "antd";
import { useTexts } from "../../text/texts.ts";
import { DayInput } from "../day-input.tsx";
import type { FieldSpec } from "./fields.ts";
import type { Values } from "./merge.ts";
import styles from "./record.module.css";
import { recordTexts } from "./texts.ts";

/** Choices that are seen at a glance; more are also found by typing. */
const FEW = 12;

interface FormFieldProps<V extends Values> {
  readonly id: string;
  readonly field: FieldSpec<V>;
  readonly value: string | boolean;
  readonly problem: string | undefined;
  readonly onChange: (value: string | boolean) => void;
}

export function FieldProblem({ id, text }: { readonly id?: string; readonly text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <small {...(id === undefined ? {} : { id })} className={styles["wrong"]} role="alert">
      {text}
    </small>
  );
}

export function FormField<V extends Values>({ id, field, value, problem, onChange }: FormFieldProps<V>) {
  const t = useTexts(recordTexts);
  const { kind, label, isRequired = false } = field;
  const hint = field.hint ?? (kind === "lines" ? t("linesHint") : undefined);
  const told = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`].filter(Boolean).join(" ");
  const text = typeof value === "string" ? value : "";
  const shared = {
    id,
    "aria-required": isRequired,
    "aria-invalid": problem !== undefined,
    ...(told === "" ? {} : { "aria-describedby": told }),
    ...(problem === undefined ? {} : { status: "error" as const }),
  };
  if (kind === "tick") {
    return (
      <div className={styles["field"]}>
        <Checkbox id={id} checked={value === true} onChange={(event) => onChange(event.target.checked)}>
          {label}
        </Checkbox>
        {hint !== undefined && <small>{hint}</small>}
      </div>
    );
  }
  return (
    <div
      className={styles["field"]}
      data-kind={kind}
      data-short={field.isShort === true || kind === "day" || undefined}
    >
      <label htmlFor={id}>
        {label}
        {isRequired && <span aria-hidden> *</span>}
      </label>
      {kind === "choice" ? (
        <Select
          {...shared}
          value={text}
          options={[...(field.options ?? [])]}
          {...((field.options?.length ?? 0) > FEW ? { showSearch: { optionFilterProp: "label" } } : {})}
          onChange={(next: string) => onChange(next)}
        />
      ) : kind === "prose" || kind === "lines" ? (
        <Input.TextArea
          {...shared}
          value={text}
          autoSize={{ minRows: kind === "prose" ? 3 : 2, maxRows: 18 }}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : kind === "day" ? (
        <DayInput
          id={id}
          value={text}
          isRequired={isRequired}
          isWrong={problem !== undefined}
          {...(told === "" ? {} : { describedBy: told })}
          onChange={onChange}
        />
      ) : (
        <Input
          {...shared}
          value={text}
          {...(kind === "integer" ? { inputMode: "numeric" as const } : {})}
          {...(kind === "yuan" || kind === "wan" ? { inputMode: "decimal" as const } : {})}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
      <FieldProblem id={`${id}-problem`} text={problem} />
    </div>
  );
}
