import type { Bilingual, Language } from "@dual-high/kernel";
import i18next from "i18next";
import { useCallback } from "react";
import { initReactI18next, useTranslation } from "react-i18next";

/** English tells one from many where a `count` is given; Chinese does not. `{{name}}` is filled in. */
export interface Line {
  readonly zh: string;
  readonly en: string | { readonly one: string; readonly other: string };
}

/** The texts of a feature: `useTexts(texts)` gives the function that says them. */
export interface Texts<Key extends string> {
  readonly name: string;
  readonly lines: Readonly<Record<Key, Line>>;
}

export type Say<Key extends string> = (key: Key, params?: Readonly<Record<string, string | number>>) => string;

const i18n = i18next.createInstance();
void i18n.use(initReactI18next).init({
  lng: "zh",
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  resources: {},
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

/** Both languages of a line stand side by side, so that neither can be forgotten. */
export function defineTexts<Key extends string>(name: string, lines: Readonly<Record<Key, Line>>): Texts<Key> {
  const zh: Record<string, string> = {};
  const en: Record<string, string> = {};
  for (const [key, line] of Object.entries<Line>(lines)) {
    zh[key] = line.zh;
    if (typeof line.en === "string") en[key] = line.en;
    else {
      zh[`${key}_other`] = line.zh;
      en[`${key}_one`] = line.en.one;
      en[`${key}_other`] = line.en.other;
    }
  }
  i18n.addResourceBundle("zh", name, zh, true, true);
  i18n.addResourceBundle("en", name, en, true, true);
  return { name, lines };
}

export function useTexts<Key extends string>({ name }: Texts<Key>): Say<Key> {
  const { t } = useTranslation(name, { i18n });
  return useCallback((key, params) => (t as (key: string, params: object) => string)(key, { ...params }), [t]);
}

export function currentLanguage(): Language {
  return i18n.language === "en" ? "en" : "zh";
}

export function useLanguage(): Language {
  const { i18n: current } = useTranslation(undefined, { i18n });
  return current.language === "en" ? "en" : "zh";
}

/** For texts that are data: labels of the menu, of the API's enumerations. */
export function usePick(): (text: Bilingual) => string {
  const language = useLanguage();
  return useCallback((text) => text[language], [language]);
}

/** Switches at once. The cookie tells the server, which writes its sentences and the page's language by it. */
export function setLanguage(language: Language): void {
  document.cookie = `lang=${language}; Path=/; Max-Age=31536000; SameSite=Lax`;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  void i18n.changeLanguage(language);
}

/** The language chosen on this machine, else that of the browser, else Chinese. */
export function startLanguage(): void {
  const chosen = /(?:^|;\s*)lang=(zh|en)\b/.exec(document.cookie)?.[1];
  const wished = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === "zh" || tag === "en");
  const language = chosen ?? wished ?? "zh";
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  void i18n.changeLanguage(language);
}
