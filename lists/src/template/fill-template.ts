import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import { fixZipDates } from "../forms/fix-zip-dates.ts";
import type { GuardedZip } from "../zip.ts";
import type { ListFile } from "../tables/table.ts";
import { templateError } from "./errors.ts";
import { findPlaceholders, type FoundPlaceholders } from "./find-placeholders.ts";
import { openTemplate } from "./open-template.ts";
import { findField, type TemplateValues, type TemplateVocabulary } from "./vocabulary.ts";

/** As template.ts says. */
export async function readTemplate(source: ListFile, vocabulary: TemplateVocabulary): Promise<FoundPlaceholders> {
  const { zip, parts } = await openTemplate(source);
  const found = findPlaceholders(parts, vocabulary);
  if (found.problems.length > 0) return found;
  if (found.keys.length === 0) throw templateError("lists.template_without_placeholder", { file: source.name });
  compile(source, await unpack(zip), vocabulary);
  return found;
}

/** As template.ts says. */
export async function fillTemplate(
  source: ListFile,
  vocabulary: TemplateVocabulary,
  { texts, rows }: TemplateValues,
): Promise<Uint8Array> {
  const { zip } = await openTemplate(source);
  const document = compile(source, await unpack(zip), vocabulary);
  const shown = (values: Readonly<Record<string, string>>) => new Map(Object.entries(values));
  document.render(
    new Map<string, unknown>([
      ...shown(texts),
      ...Object.entries(rows).map(([key, each]) => [key, each.map(shown)] as const),
    ]),
  );
  const bytes = document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE", comment: "" });
  fixZipDates(bytes);
  return bytes;
}

interface TemplateFault {
  readonly properties?: { readonly explanation?: string; readonly errors?: readonly TemplateFault[] };
  readonly message?: string;
}

/** Each part as it was read within bounds: the library unpacks what it is given before it looks at the size. */
async function unpack(zip: GuardedZip): Promise<PizZip> {
  const unpacked = new PizZip();
  for (const { name } of zip.entries) unpacked.file(name, await zip.read(name));
  return unpacked;
}

/** A name is looked up in what it is given and never evaluated; delimiters stay what they are. */
function compile({ name: file }: ListFile, zip: PizZip, vocabulary: TemplateVocabulary): Docxtemplater<PizZip> {
  try {
    return new Docxtemplater(zip, {
      delimiters: { start: "{{", end: "}}" },
      paragraphLoop: true,
      linebreaks: true,
      errorLogging: false,
      stripInvalidXMLChars: true,
      syntax: { changeDelimiterPrefix: null },
      nullGetter: () => "",
      parser: (tag) => ({
        get: (scope: unknown) => (scope instanceof Map ? scope.get(keyOf(tag, scope, vocabulary)) : undefined),
      }),
    });
  } catch (error) {
    throw templateError("lists.template_unfilled", { file, reason: reasonOf(error as TemplateFault) });
  }
}

/** The key by which this scope knows the name: that of a field of the row at hand, of a text, or of a list. */
function keyOf(tag: string, scope: ReadonlyMap<unknown, unknown>, vocabulary: TemplateVocabulary): string | undefined {
  const lists = vocabulary.lists.flatMap(({ fields }) => fields.filter(({ key }) => scope.has(key)));
  const isRow = !vocabulary.lists.some(({ key }) => scope.has(key));
  return findField(isRow ? lists : [...vocabulary.fields, ...vocabulary.lists], tag)?.key;
}

function reasonOf({ properties, message = "" }: TemplateFault): string {
  return properties?.errors?.[0]?.properties?.explanation ?? properties?.explanation ?? message;
}
