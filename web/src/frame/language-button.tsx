import { setLanguage, useLanguage, useTexts } from "../text/texts.ts";
import { frameTexts } from "./texts.ts";

/** The other language, on pages where nobody is signed in. */
export function LanguageButton() {
  const t = useTexts(frameTexts);
  const isChinese = useLanguage() === "zh";
  return (
    <button
      type="button"
      className="quiet"
      lang={isChinese ? "en" : "zh-CN"}
      onClick={() => setLanguage(isChinese ? "en" : "zh")}
    >
      {t("otherLanguage")}
    </button>
  );
}
