// The libraries that write Word files and PDF are large: whoever only reads lists, or matches, never loads them.
import type { DocumentPlan } from "./document-plan.ts";

/** A text in Chinese with numbered articles or sections, as .docx on A4. The same plan gives the same bytes. */
export async function writeDocument(plan: DocumentPlan): Promise<Uint8Array> {
  const { writeDocx } = await import("./docx.ts");
  return writeDocx(plan);
}

/**
 * A text in Chinese with numbered articles as PDF on A4, pages numbered, with the glyphs that it uses embedded. The same plan
 * gives the same bytes.
 */
export async function writePdf(plan: DocumentPlan): Promise<Uint8Array> {
  const pdf = await import("./pdf.ts");
  return pdf.writePdf(plan);
}
