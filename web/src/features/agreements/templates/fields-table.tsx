import { usePick, useTexts } from "../../../text/texts.ts";
import styles from "../agreements.module.css";
import type { Templates } from "./data.ts";
import { templateTexts } from "./texts.ts";

type Field = Templates["fields"][number];

/** What a template may ask for, by both names, and what each gives. */
export function FieldsTable({ fields, lists }: Pick<Templates, "fields" | "lists">) {
  const t = useTexts(templateTexts);
  const pick = usePick();
  return (
    <section className={styles["part"]}>
      <h2>{t("fields")}</h2>
      <p className={styles["cardLine"]}>{t("fieldsText")}</p>
      <Names label={t("fields")} fields={fields} />
      {lists.map(({ key, names, gives, fields: inner }) => (
        <div key={key}>
          <p>
            {t("repeated", { name: pick(names), gives: pick(gives) })}{" "}
            <code>{`{{#${names.zh}}} … {{/${names.zh}}}`}</code> · <code>{`{{#${names.en}}} … {{/${names.en}}}`}</code>
          </p>
          <Names label={pick(names)} fields={inner} />
        </div>
      ))}
    </section>
  );
}

function Names({ label, fields }: { readonly label: string; readonly fields: readonly Field[] }) {
  const t = useTexts(templateTexts);
  const pick = usePick();
  return (
    <div className={styles["scroll"]} role="region" tabIndex={0} aria-label={label}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{t("chinese")}</th>
            <th scope="col">{t("english")}</th>
            <th scope="col">{t("gives")}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ key, names, gives }) => (
            <tr key={key}>
              <td>
                <code>{`{{${names.zh}}}`}</code>
              </td>
              <td>
                <code>{`{{${names.en}}}`}</code>
              </td>
              <td>{pick(gives)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
