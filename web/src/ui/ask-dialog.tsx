import { Alert, Modal } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { isProblem } from "../data/api.ts";
import { useTexts } from "../text/texts.ts";
import styles from "./ask-dialog.module.css";
import { askTexts } from "./ask-texts.ts";

export interface AskDialogProps {
  readonly title: string;
  /** What the step means, above what it takes. */
  readonly text?: string;
  readonly okText: string;
  readonly isDanger?: boolean;
  readonly isReady?: boolean;
  readonly width?: number;
  /** What stands against sending what was typed as it is, which is then shown above the fields; null for nothing. */
  readonly check?: () => string | null;
  /** Throws what the server has against it, which is then shown above the fields. */
  readonly onSend: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
  /** Names of what is sent that `renderFields` shows with what the server has against each. */
  readonly fields?: readonly string[];
  readonly renderFields?: (problems: Readonly<Record<string, string>>) => ReactNode;
}

/** Asks for what a step takes, and stays with what was typed when the server refuses it. */
export function AskDialog({
  title,
  text,
  okText,
  isDanger = false,
  isReady = true,
  width = 520,
  check = () => null,
  onSend,
  onClose,
  children,
  fields = [],
  renderFields,
}: AskDialogProps) {
  const t = useTexts(askTexts);
  const [problem, setProblem] = useState("");
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const send = async () => {
    const unfit = check();
    setProblem(unfit ?? "");
    setProblems({});
    if (unfit !== null) {
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      return;
    }
    setBusy(true);
    try {
      await onSend();
    } catch (error) {
      if (!isProblem(error)) {
        setProblem(String(error));
        return;
      }
      const told = error.errors.map(({ pointer, detail }) => [pointer.split("/")[1] ?? "", detail] as const);
      const isPlaced = told.length > 0 && told.every(([field]) => fields.includes(field));
      setProblems(Object.fromEntries(told.toReversed()));
      setProblem(isPlaced ? "" : error.detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={title}
      width={width}
      okText={okText}
      okButtonProps={{ danger: isDanger, disabled: !isReady }}
      cancelText={t("cancel")}
      confirmLoading={isBusy}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div ref={form} className={styles["form"]}>
        {text !== undefined && <p>{text}</p>}
        {problem !== "" && <Alert type="error" title={problem} />}
        {children}
        {renderFields?.(problems)}
      </div>
    </Modal>
  );
}
