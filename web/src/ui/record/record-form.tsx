import { ApiProblem } from "@dual-high/client";
import { Button } from "antd";
import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { useDraft } from "../../data/drafts.ts";
import { formatInstant } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { Conflicts } from "./conflicts.tsx";
import { FormField } from "./form-field.tsx";
import { type FieldSpec, findFieldAt, findFieldProblems } from "./fields.ts";
import { changedFields, mergeValues, type Values } from "./merge.ts";
import styles from "./record.module.css";
import { recordTexts } from "./texts.ts";

/** A record as a form sees it. */
export interface Held<V> {
  readonly values: V;
  readonly version: number;
}

interface RecordFormProps<V extends Values> {
  /** Under this name what is typed is kept until it is saved: `need:0192...`. */
  readonly draftName: string;
  readonly fields: readonly FieldSpec<V>[];
  readonly held: Held<V>;
  /** Sends the fields that were changed; `values` has all of them. Throws what the server answers. */
  readonly save: (values: V, changed: readonly (keyof V & string)[], version: number) => Promise<void>;
  /** The record as it is now, when somebody else was faster; a new record has none. */
  readonly reload?: () => Promise<Held<V>>;
  readonly onCancel: () => void;
  readonly submitLabel?: string;
  /** A second way to save: as a draft, to be gone on with later. */
  readonly otherwise?: { readonly label: string; readonly save: RecordFormProps<V>["save"] };
  /** A new record may be saved as it stands. */
  readonly isNew?: boolean;
  /** What stands beside the form and follows what is typed. */
  readonly renderAside?: (values: V) => ReactNode;
}

interface Draft<V> {
  readonly values: V;
  readonly base: V;
  readonly version: number;
  /** Where somebody else wrote something else, until it is saved: a reload does not settle it. */
  readonly clash: Clash<V> | null;
}

interface Clash<V> {
  readonly fields: readonly (keyof V & string)[];
  readonly mine: V;
  readonly theirs: V;
}

/** A form whose typing survives everything, and which knows what to do when somebody else saved first. */
export function RecordForm<V extends Values>(props: RecordFormProps<V>) {
  const { draftName, fields, held, otherwise, reload, onCancel, isNew = false, renderAside } = props;
  const t = useTexts(recordTexts);
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft<Draft<V>>(draftName, {
    values: held.values,
    base: held.values,
    version: held.version,
    clash: null,
  });
  const { values, base, version, clash } = draft.value;
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const changed = changedFields(base, values);

  const change = (field: keyof V & string, value: string | boolean) => {
    draft.change({ values: { ...values, [field]: value } });
    if (problems[field] !== undefined) setProblems(({ [field]: _mended, ...others }) => others);
  };
  const showProblems = (found: Readonly<Record<string, string>>) => {
    setProblems(found);
    const first = fields.find(({ key }) => found[key] !== undefined);
    if (first !== undefined)
      form.current?.querySelector<HTMLElement>(`#${CSS.escape(`${formId}-${first.key}`)}`)?.focus();
  };
  const meetOthers = async () => {
    if (reload === undefined) return;
    const now = await reload();
    const merged = mergeValues(base, values, now.values);
    draft.change({
      values: merged.values,
      base: now.values,
      version: now.version,
      clash:
        merged.conflicts.length === 0 ? null : { fields: merged.conflicts, mine: merged.values, theirs: now.values },
    });
    const names = fields.filter(({ key }) => merged.theirs.includes(key)).map(({ label }) => label);
    setNotice(names.length > 0 ? t("merged", { fields: names.join("、") }) : null);
  };
  const submit = async (save = props.save) => {
    const found = findFieldProblems(fields, values, t);
    showProblems(found);
    if (Object.keys(found).length > 0) return;
    if (!isNew && changed.length === 0) {
      // Of what was typed everything was given up for what the other wrote, which is saved.
      draft.clear();
      onCancel();
      return;
    }
    setSaving(true);
    setFailure(null);
    try {
      await save(values, isNew ? Object.keys(values) : changed, version);
      draft.clear();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status === 412 && reload !== undefined) {
        await meetOthers();
        return;
      }
      const known: Record<string, string> = {};
      const others: string[] = [];
      for (const { pointer, detail } of error.errors) {
        const field = findFieldAt(fields, pointer);
        if (field === undefined) others.push(detail);
        else known[field.key] ??= detail;
      }
      showProblems(known);
      if (error.errors.length === 0 || others.length > 0) setFailure(others.join(" ") || error.detail);
    } finally {
      setSaving(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit();
  };
  return (
    <div className={styles["formFrame"]}>
      <form ref={form} className={styles["form"]} onSubmit={onSubmit} noValidate aria-busy={isSaving}>
        {draft.restoredFrom !== null && (
          <p className={styles["notice"]} role="status">
            {t("restored", { when: formatInstant(draft.restoredFrom) })}
            <button type="button" className="quiet" onClick={draft.clear}>
              {t("giveUp")}
            </button>
          </p>
        )}
        {notice !== null && (
          <p className={styles["notice"]} role="status">
            {notice}
          </p>
        )}
        {clash !== null && (
          <Conflicts
            fields={fields.filter(({ key }) => clash.fields.includes(key))}
            mine={clash.mine}
            theirs={clash.theirs}
            held={values}
            onChoose={change}
          />
        )}
        {fields.map((field) => (
          <FormField
            key={field.key}
            id={`${formId}-${field.key}`}
            field={field}
            value={values[field.key] ?? ""}
            problem={problems[field.key]}
            onChange={(value) => change(field.key, value)}
          />
        ))}
        {failure !== null && (
          <p className={styles["failure"]} role="alert">
            {failure}
          </p>
        )}
        <div className={styles["formActions"]}>
          <Button
            type="primary"
            htmlType="submit"
            loading={isSaving}
            disabled={!isNew && changed.length === 0 && clash === null}
          >
            {clash !== null ? t("saveMerged") : (props.submitLabel ?? t("save"))}
          </Button>
          {otherwise !== undefined && (
            <Button disabled={isSaving} onClick={() => void submit(otherwise.save)}>
              {otherwise.label}
            </Button>
          )}
          <Button
            type="text"
            onClick={() => {
              draft.clear();
              onCancel();
            }}
          >
            {t("cancel")}
          </Button>
          {changed.length > 0 && !isNew && <small>{t("unsaved", { n: changed.length, count: changed.length })}</small>}
        </div>
      </form>
      {renderAside !== undefined && <aside className={styles["aside"]}>{renderAside(values)}</aside>}
    </div>
  );
}
