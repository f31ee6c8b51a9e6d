// Which placeholders stand in a template, and what is wrong with them.
import { type Bilingual, said } from "@dual-high/kernel";
import type { PlacedParagraph } from "./read-paragraphs.ts";
import { findField, nearestName, type TemplateList, type TemplateVocabulary } from "./vocabulary.ts";

export interface TemplateProblem {
  readonly place: Bilingual;
  readonly problem: Bilingual;
}

export interface FoundPlaceholders {
  /** The keys of fields and lists, each once, in the order in which they first stand; those of a list behind its own. */
  readonly keys: readonly string[];
  readonly problems: readonly TemplateProblem[];
}

const MARK = /\{\{|\}\}|[｛｝]{2}/g;

type Piece = { readonly kind: "name"; readonly name: string } | { readonly kind: "wrong"; readonly problem: Bilingual };

/** What stands between braces in a paragraph; braces that do not close in it are told. */
function readPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  const wrong = (zh: string, en: string) => pieces.push({ kind: "wrong", problem: said(zh, en) });
  let opened: number | null = null;
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    if (mark !== "{{" && mark !== "}}") {
      wrong(
        `“${mark}”是全角括号，不会被填写；请改成半角的 {{ 和 }}`,
        `“${mark}” are full-width braces, which are not filled in: write {{ and }}`,
      );
    } else if (mark === "{{") {
      if (opened !== null) wrong("前一个“{{”没有“}}”结束，请补上", "the “{{” before it has no “}}”: add it");
      opened = index + 2;
    } else if (opened === null)
      wrong("“}}”前面没有“{{”，请补上或删去", "the “}}” has no “{{” before it: add or delete it");
    else {
      pieces.push({ kind: "name", name: text.slice(opened, index).trim() });
      opened = null;
    }
  }
  if (opened !== null) {
    wrong(
      "“{{”在本段里没有“}}”结束；一个占位符要写在同一段里，请补上",
      "the “{{” has no “}}” in this paragraph: a placeholder stands within one; add it",
    );
  }
  return pieces;
}

/** @param parts the paragraphs of each part; what repeats begins and ends in one */
export function findPlaceholders(
  parts: readonly (readonly PlacedParagraph[])[],
  vocabulary: TemplateVocabulary,
): FoundPlaceholders {
  const keys = new Set<string>();
  const problems: TemplateProblem[] = [];
  for (const paragraphs of parts) {
    let open: { readonly list: TemplateList; readonly place: Bilingual } | null = null;
    for (const { text, place } of paragraphs) {
      const tell = (problem: Bilingual) => problems.push({ place, problem });
      for (const piece of readPieces(text)) {
        if (piece.kind === "wrong") {
          tell(piece.problem);
          continue;
        }
        const { name } = piece;
        if (name.startsWith("#")) {
          const list = findField(vocabulary.lists, name.slice(1));
          if (list === null) tell(unknown(name, vocabulary.lists, "#"));
          else if (open !== null) tell(nested(open.list));
          else {
            keys.add(list.key);
            open = { list, place };
          }
        } else if (name.startsWith("/")) {
          const rest = name.slice(1).trim();
          if (open === null) tell(unopened(name));
          else if (rest !== "" && findField([open.list], rest) === null) tell(otherEnd(name, open.list));
          open = null;
        } else {
          const inner = open === null ? null : findField(open.list.fields, name);
          const field = inner ?? findField(vocabulary.fields, name);
          if (field === null) tell(explainUnknown(name, vocabulary, open?.list ?? null));
          else keys.add(inner === null || open === null ? field.key : `${open.list.key}.${field.key}`);
        }
      }
    }
    if (open !== null) problems.push({ place: open.place, problem: unclosed(open.list) });
  }
  return { keys: [...keys], problems };
}

function explainUnknown(name: string, vocabulary: TemplateVocabulary, open: TemplateList | null): Bilingual {
  const list = vocabulary.lists.find((each) => each !== open && findField(each.fields, name) !== null);
  if (list !== undefined) {
    const { zh, en } = list.names;
    return said(
      `“{{${name}}}”只能写在 {{#${zh}}} 和 {{/${zh}}} 之间`,
      `“{{${name}}}” stands only between {{#${en}}} and {{/${en}}}`,
    );
  }
  if (findField(vocabulary.lists, name) !== null) {
    return said(
      `“{{${name}}}”是一组行，请写成 {{#${name}}}……{{/${name}}}`,
      `“{{${name}}}” are several rows: write {{#${name}}}…{{/${name}}}`,
    );
  }
  return unknown(name, [...(open?.fields ?? []), ...vocabulary.fields], "");
}

function unknown(name: string, fields: Parameters<typeof nearestName>[0], prefix: string): Bilingual {
  const nearest = nearestName(fields, name.replace(/^[#/]/, ""));
  const hint = nearest === null ? null : `{{${prefix}${nearest}}}`;
  return said(
    `没有“{{${name}}}”这个字段${hint === null ? "，请对照字段表改正" : `，是不是 ${hint}？请改正`}`,
    `there is no field “{{${name}}}”${hint === null ? ": see the table of fields" : `; is ${hint} meant? Correct it`}`,
  );
}

const nested = ({ names }: TemplateList) =>
  said(
    `{{#${names.zh}}} 还没有结束，里面不能再重复别的；请先写 {{/${names.zh}}}`,
    `{{#${names.en}}} has not ended, and nothing else repeats inside it: write {{/${names.en}}} first`,
  );
const unopened = (name: string) =>
  said(`“{{${name}}}”前面没有对应的“{{#”，请补上或删去`, `“{{${name}}}” has no “{{#” before it: add or delete it`);
const otherEnd = (name: string, { names }: TemplateList) =>
  said(
    `这里应是 {{/${names.zh}}}，写的是“{{${name}}}”；请改正`,
    `this should be {{/${names.en}}} and says “{{${name}}}”: correct it`,
  );
const unclosed = ({ names }: TemplateList) =>
  said(
    `{{#${names.zh}}} 没有结束；请在要重复的行或段之后写 {{/${names.zh}}}`,
    `{{#${names.en}}} does not end: write {{/${names.en}}} behind the row or paragraph that is repeated`,
  );
