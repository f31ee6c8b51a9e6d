// The library that fills templates is large: whoever only reads lists never loads it.
import type { ListFile } from "../tables/table.ts";
import type { FoundPlaceholders } from "./find-placeholders.ts";
import type { TemplateValues, TemplateVocabulary } from "./vocabulary.ts";

/**
 * Which fields a Word template asks for, and everything that is wrong with its placeholders, each with its place and remedy.
 * @throws DomainError `lists.template_…` where the document is refused as a whole: macros, other files inside, content from
 * outside, no placeholder at all
 */
export async function readTemplate(file: ListFile, vocabulary: TemplateVocabulary): Promise<FoundPlaceholders> {
  const templates = await import("./fill-template.ts");
  return templates.readTemplate(file, vocabulary);
}

/** The template with its placeholders filled in, as .docx. The same input gives the same bytes. */
export async function fillTemplate(
  file: ListFile,
  vocabulary: TemplateVocabulary,
  values: TemplateValues,
): Promise<Uint8Array> {
  const templates = await import("./fill-template.ts");
  return templates.fillTemplate(file, vocabulary, values);
}
