import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeZip } from "../zip-fixture.ts";
import { makeDocx, table } from "./form-fixture.ts";
import { type FormSource, openForms } from "./open-forms.ts";

const docx = makeDocx(table([["企业名称", "甲"]]));

/** Name and outcome of every file. */
async function outcomes(source: FormSource): Promise<string[]> {
  const seen: string[] = [];
  for await (const form of openForms(source)) {
    const outcome =
      "bytes" in form ? `${form.bytes.length} bytes` : "error" in form ? form.error.code : form.ignored.code;
    seen.push(`${form.name}: ${outcome}`);
  }
  return seen;
}

const size = `${docx.length} bytes`;

describe("a zip of forms", () => {
  it("gives the forms in the order of their names and says what it passed over", async () => {
    const names = [
      "表10.docx",
      "表2.docx",
      "三/表1.DOCX",
      "~$表2.docx",
      "__MACOSX/._表2.docx",
      ".DS_Store",
      "说明.pdf",
      "旧.doc",
    ];
    const bytes = makeZip(names.map((name) => ({ name, content: docx })));
    expect(await outcomes({ name: "forms.zip", bytes })).toEqual(
      ["表2.docx", "表10.docx", "旧.doc", "三/表1.DOCX", "说明.pdf"]
        .sort(new Intl.Collator("zh-CN", { numeric: true }).compare)
        .map((name) => `${name}: ${OUTCOME[name] ?? size}`),
    );
  });

  const OUTCOME: Record<string, string> = { "旧.doc": "lists.form_old_format", "说明.pdf": "lists.form_ignored_kind" };

  it("goes on after a damaged file and after one that is too large", async () => {
    const bytes = makeZip([
      { name: "1.docx", content: docx, crc: 7 },
      { name: "2.docx", content: Buffer.alloc(31 * 2 ** 20, Buffer.from("0123456789abcdef")), method: 0 },
      { name: "3.docx", content: docx },
    ]);
    expect(await outcomes({ name: "forms.zip", bytes })).toEqual([
      "1.docx: lists.zip_part_damaged",
      "2.docx: lists.form_too_large",
      `3.docx: ${size}`,
    ]);
  });

  it("refuses a zip that is none", async () => {
    await expect(outcomes({ name: "forms.zip", bytes: Buffer.from("PK") })).rejects.toMatchObject({
      code: "lists.zip_not_zip",
    });
  });

  it("does not open zips within zips", async () => {
    const inner = makeZip([{ name: "1.docx", content: docx }]);
    const bytes = makeZip([{ name: "inner.zip", content: inner }]);
    expect(await outcomes({ name: "forms.zip", bytes })).toEqual(["inner.zip: lists.form_ignored_kind"]);
  });
});

describe("a folder of forms", () => {
  let folder = "";

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "forms-"));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("gives the forms of all folders below, without following links", async () => {
    await mkdir(join(folder, "b"));
    await writeFile(join(folder, "b", "2.docx"), docx);
    await writeFile(join(folder, "a10.docx"), docx);
    await writeFile(join(folder, "a9.docx"), docx);
    await writeFile(join(folder, "~$a9.docx"), "x");
    await writeFile(join(folder, "notes.txt"), "x");
    await symlink(tmpdir(), join(folder, "link"));
    await symlink(join(folder, "a9.docx"), join(folder, "link.docx"));
    expect(await outcomes({ path: folder })).toEqual([
      `a9.docx: ${size}`,
      `a10.docx: ${size}`,
      `b/2.docx: ${size}`,
      "notes.txt: lists.form_ignored_kind",
    ]);
  });

  it("takes a zip or a single form by its path", async () => {
    await writeFile(join(folder, "a.docx"), docx);
    await writeFile(join(folder, "a.zip"), makeZip([{ name: "b.docx", content: docx }]));
    expect(await outcomes({ path: join(folder, "a.docx") })).toEqual([`a.docx: ${size}`]);
    expect(await outcomes({ path: join(folder, "a.zip") })).toEqual([`b.docx: ${size}`]);
  });

  it("says so when there is nothing at the path", async () => {
    await expect(outcomes({ path: join(folder, "none") })).rejects.toMatchObject({ code: "lists.form_source_missing" });
  });

  it("reports a large file without reading it", async () => {
    await writeFile(join(folder, "a.docx"), Buffer.alloc(31 * 2 ** 20));
    expect(await outcomes({ path: folder })).toEqual(["a.docx: lists.form_too_large"]);
  });
});
