import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeNeedForm } from "@dual-high/lists";
import type { SampleNeed } from "./needs.ts";

/** What the collection form asks for. */
const ASKED = [
  "enterprise",
  "creditCode",
  "field",
  "contact",
  "phone",
  "title",
  "content",
  "indicators",
  "basis",
  "budget",
  "deadline",
  "cooperation",
] as const;

/** The needs as filled collection forms, one file each, as enterprises send them in. @returns the paths */
export async function writeForms(folder: string, needs: readonly SampleNeed[]): Promise<string[]> {
  const files: string[] = [];
  for (const need of needs) {
    const answers = Object.fromEntries(ASKED.flatMap((field) => (need[field] === "" ? [] : [[field, need[field]]])));
    const file = join(folder, `需求征集表-${String(need.number).padStart(3, "0")}（样例）.docx`);
    await writeFile(file, await writeNeedForm(answers, { language: "zh", sample: true }));
    files.push(file);
  }
  return files;
}
