import { Modal } from "antd";
import type { FieldSpec } from "./fields.ts";
import { RecordForm } from "./record-form.tsx";
import styles from "./record.module.css";

export type Typed = Readonly<Record<string, string>>;

interface FormDialogProps {
  readonly title: string;
  readonly text?: string;
  readonly draftName: string;
  readonly fields: readonly FieldSpec<Typed>[];
  readonly initial: Typed;
  readonly submitLabel: string;
  /** Throws what the server has against it. */
  readonly save: (values: Typed) => Promise<void>;
  readonly onClose: () => void;
}

/** One thing that is done about a record, with what has to be said about it. */
export function FormDialog({ title, text, draftName, fields, initial, submitLabel, save, onClose }: FormDialogProps) {
  return (
    <Modal open title={title} footer={null} onCancel={onClose} destroyOnHidden>
      <div className={styles["dialog"]}>
        {text !== undefined && <p>{text}</p>}
        <RecordForm<Typed>
          draftName={draftName}
          fields={fields}
          held={{ values: initial, version: 0 }}
          isNew
          submitLabel={submitLabel}
          save={save}
          onCancel={onClose}
        />
      </div>
    </Modal>
  );
}
