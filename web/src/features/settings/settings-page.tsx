import { useQueryClient } from "@tanstack/react-query";
import { Checkbox, Segmented } from "antd";
import { LANGUAGES, type Language } from "@dual-high/kernel";
import { usePreference } from "../../data/preferences.ts";
import { changeMyLanguage } from "../../frame/account.ts";
import { setLanguage, useLanguage, useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { setTheme, THEMES, useTheme } from "../../ui/theme.ts";
import { MyData } from "./my-data.tsx";
import { PasswordSection } from "./password-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import styles from "./settings.module.css";
import { settingsTexts } from "./texts.ts";

export function SettingsPage() {
  const t = useTexts(settingsTexts);
  return (
    <Page title={t("title")} purpose={t("purpose")} isColumn>
      <div className={styles["sections"]}>
        <ProfileSection />
        <LookSection />
        <RemindersSection />
        <PasswordSection />
        <SessionsSection />
        <MyData />
      </div>
    </Page>
  );
}

function RemindersSection() {
  const t = useTexts(settingsTexts);
  const [isMuted, setMuted] = usePreference<boolean>("mute:deadlines");
  const [isQuiet, setQuiet] = usePreference<boolean>("mute:consortia");
  return (
    <section>
      <h2>{t("reminders")}</h2>
      <Checkbox checked={isMuted !== true} onChange={(event) => setMuted(event.target.checked ? null : true)}>
        {t("remindDeadlines")}
      </Checkbox>
      <Checkbox checked={isQuiet !== true} onChange={(event) => setQuiet(event.target.checked ? null : true)}>
        {t("tellConsortia")}
      </Checkbox>
    </section>
  );
}

function LookSection() {
  const t = useTexts(settingsTexts);
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { theme } = useTheme();
  const switchTo = (next: Language) => {
    setLanguage(next);
    void changeMyLanguage(queryClient, next);
  };
  return (
    <section>
      <h2>{t("look")}</h2>
      <div className={styles["choices"]}>
        <span id="choose-language">{t("language")}</span>
        <Segmented
          aria-labelledby="choose-language"
          value={language}
          onChange={switchTo}
          options={LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
        />
        <span id="choose-theme">{t("theme")}</span>
        <Segmented
          aria-labelledby="choose-theme"
          value={theme}
          onChange={setTheme}
          options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
        />
      </div>
    </section>
  );
}
