/** Every text a person sees exists in both languages; Chinese is the default. */
export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in both languages. */
export type Bilingual = Readonly<Record<Language, string>>;

/** A text, given in both languages. */
export const said = (zh: string, en: string): Bilingual => ({ zh, en });

/** A text whose wording depends on parameters: one function per language, the same parameters for both. */
export type Message<P> = Readonly<Record<Language, (params: P) => string>>;

/** A message whose wording depends on nothing. */
export const fixedMessage = (zh: string, en: string): Message<unknown> => ({ zh: () => zh, en: () => en });

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.includes(value as Language);
}
