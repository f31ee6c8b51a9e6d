/** Every text a person sees exists in both languages; Chinese is the default. */
export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in both languages. */
export type Bilingual = Readonly<Record<Language, string>>;

/** A text whose wording depends on parameters: one function per language, the same parameters for both. */
export type Message<P> = Readonly<Record<Language, (params: P) => string>>;

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.includes(value as Language);
}
