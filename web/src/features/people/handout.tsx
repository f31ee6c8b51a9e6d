import { App, Button, Input, Modal } from "antd";
import { formatDay } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { peopleTexts } from "./texts.ts";

interface HandoutProps {
  readonly title: string;
  readonly name: string;
  readonly message: string;
  readonly expiresAt: string;
  readonly onClose: () => void;
}

/** A secret link in the words with which it is passed on. It is shown once, so the window closes only on purpose. */
export function Handout({ title, name, message, expiresAt, onClose }: HandoutProps) {
  const t = useTexts(peopleTexts);
  const { message: toast } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(message);
    void toast.success(t("copied"));
  };
  return (
    <Modal
      open
      title={title}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t("close")}
        </Button>,
        <Button key="copy" type="primary" onClick={() => void copy()}>
          {t("copy")}
        </Button>,
      ]}
    >
      <p>{t("handoutText", { name, until: formatDay(expiresAt) })}</p>
      <Input.TextArea readOnly autoSize aria-label={title} value={message} onFocus={(event) => event.target.select()} />
    </Modal>
  );
}

export function linkOf(path: string): string {
  return new URL(path, location.origin).href;
}
