import { Segmented } from "antd";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { setTheme, THEMES, useTheme } from "../../ui/theme.ts";
import { settingsTexts } from "./texts.ts";

export function SettingsPage() {
  const t = useTexts(settingsTexts);
  const { theme } = useTheme();
  return (
    <Page title={t("title")} purpose={t("purpose")} isColumn>
      <h2>{t("theme")}</h2>
      <Segmented
        value={theme}
        onChange={setTheme}
        options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
      />
    </Page>
  );
}
