import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { Button, Input, Segmented } from "antd";
import type { Bilingual, Language } from "@dual-high/kernel";
import { useState } from "react";
import { useDraft } from "../data/drafts.ts";
import { useLanguage, useTexts } from "../text/texts.ts";
import styles from "./copy-text.module.css";
import { copyToClipboard } from "./clipboard.ts";
import { copyTexts } from "./copy-texts.ts";

interface CopyTextProps {
  /** Names the draft in which changes to the text are kept. */
  readonly draft: string;
  readonly label: string;
  readonly text: Bilingual;
}

/** A text to send by WeChat or mail: in either language, to be changed, and copied by one press. */
export function CopyText({ draft, label, text }: CopyTextProps) {
  const t = useTexts(copyTexts);
  const [language, setLanguage] = useState<Language>(useLanguage());
  return (
    <div className={styles["copy"]}>
      <Segmented<Language>
        size="small"
        aria-label={t("language")}
        value={language}
        onChange={setLanguage}
        options={[
          { value: "zh", label: "中文" },
          { value: "en", label: "English" },
        ]}
      />
      <CopyBox key={language} draft={`${draft}:${language}`} label={label} text={text[language]} language={language} />
    </div>
  );
}

interface CopyBoxProps {
  readonly draft: string;
  readonly label: string;
  readonly text: string;
  readonly language: Language;
}

function CopyBox({ draft, label, text, language }: CopyBoxProps) {
  const t = useTexts(copyTexts);
  const { value, change, clear } = useDraft(draft, { text });
  const [copied, setCopied] = useState("");
  const copy = async () => {
    await copyToClipboard(value.text);
    setCopied(value.text);
  };
  const isCopied = copied === value.text;
  return (
    <>
      <Input.TextArea
        aria-label={label}
        lang={language === "zh" ? "zh-CN" : "en"}
        autoSize={{ minRows: 3, maxRows: 14 }}
        value={value.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <div className={styles["buttons"]}>
        <Button
          type="primary"
          icon={isCopied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
          onClick={() => void copy()}
        >
          {t(isCopied ? "copied" : "copy")}
        </Button>
        {value.text !== text && (
          <Button type="link" onClick={clear}>
            {t("reset")}
          </Button>
        )}
      </div>
      <span className="visually-hidden" role="status">
        {isCopied ? t("copied") : ""}
      </span>
    </>
  );
}
