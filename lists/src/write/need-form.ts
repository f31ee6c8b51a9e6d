import type { Language } from "@dual-high/kernel";
import type { NeedFormAnswers } from "../forms/write-form.ts";

/** A collection form (征集表) as .docx, filled with `answers` or blank; the same input gives the same bytes. */
export async function writeNeedForm(
  answers: NeedFormAnswers,
  options: { readonly language: Language; readonly sample?: boolean },
): Promise<Uint8Array> {
  // The library that writes Word files is large, and reading lists never needs it.
  const form = await import("../forms/write-form.ts");
  return form.writeNeedForm(answers, options);
}
