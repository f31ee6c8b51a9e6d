import { useScope, nameOfScope } from "../../frame/scopes.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { workbenchTexts } from "./texts.ts";

export function WorkbenchPage() {
  const t = useTexts(workbenchTexts);
  const scope = useScope();
  return (
    <Page title={t("title")} purpose={t("purpose")}>
      <p>{nameOfScope(scope, useLanguage())}</p>
    </Page>
  );
}
