import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { workbenchTexts } from "./texts.ts";

/** Where somebody lands who belongs nowhere yet. */
export function HomePage() {
  const t = useTexts(workbenchTexts);
  return (
    <Page title={t("noScope")} isColumn>
      <p>{t("noScopeText")}</p>
    </Page>
  );
}
