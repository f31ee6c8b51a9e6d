import { DomainError } from "@dual-high/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { natureOf, openZip } from "./zip.ts";
import { makeZip } from "./zip-fixture.ts";

const MB = 2 ** 20;
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => new Error("nothing was thrown"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DomainError)) throw error;
  expect(error.text("zh")).toContain("a.zip");
  expect(error.text("en")).toContain("a.zip");
  return error.code;
}

const open = (bytes: Uint8Array, limits = {}) => openZip(bytes, { file: "a.zip", ...limits });

describe("openZip", () => {
  it("lists the files and reads each, deflated or stored", async () => {
    const zip = await open(
      makeZip([
        { name: "甲/" },
        { name: "甲/一.txt", content: "甲".repeat(2000) },
        { name: "b.txt", content: "stored", method: 0 },
        { name: "empty" },
      ]),
    );
    expect(zip.entries.map((entry) => [entry.name, entry.size])).toEqual([
      ["甲/一.txt", 6000],
      ["b.txt", 6],
      ["empty", 0],
    ]);
    expect(text(await zip.read("甲/一.txt"))).toBe("甲".repeat(2000));
    expect(text(await zip.read("b.txt"))).toBe("stored");
    expect((await zip.read("empty")).length).toBe(0);
    expect(zip.has("b.txt")).toBe(true);
    expect(await codeOf(zip.read("c.txt"))).toBe("lists.zip_part_missing");
  });

  it("reads large contents too", async () => {
    const content = Buffer.alloc(3 * MB, "无锡高新区与江南大学");
    const zip = await open(makeZip([{ name: "a", content }]));
    expect(Buffer.from(await zip.read("a")).equals(content)).toBe(true);
  });

  it.each([
    ["GB18030 without a mark, as Chinese Windows writes", "gb", 0, 0],
    ["UTF-8 without a mark, as macOS writes", "utf8", 3, 0],
    ["UTF-8 without a mark from a Windows program", "utf8", 0, 0],
    ["UTF-8 with the mark", "utf8", 0, 0x800],
  ])("decodes names: %s", async (_, encoding, host, flags) => {
    // 企业\一.docx in GB18030
    const gb = Buffer.from("c6f3d2b55cd2bb2e646f6378", "hex");
    const name = encoding === "gb" ? gb : Buffer.from("企业/一.docx");
    const zip = await open(makeZip([{ name, host, flags, content: "x" }]));
    expect(zip.entries[0]?.name).toBe("企业/一.docx");
  });

  it("does not take a short GB18030 name for Cyrillic", async () => {
    const zip = await open(makeZip([{ name: Buffer.from("d2bb2e646f6378", "hex"), host: 0, flags: 0, content: "x" }]));
    expect(zip.entries[0]?.name).toBe("一.docx");
  });

  it.each([
    ["a text file", Buffer.from("姓名,电话"), "lists.zip_not_zip"],
    ["an empty file", Buffer.alloc(0), "lists.zip_not_zip"],
    ["an old binary Office file", Buffer.from("d0cf11e0a1b11ae1", "hex"), "lists.zip_not_zip"],
    [
      "an Office file with a password",
      Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.from("EncryptedPackage", "utf16le")]),
      "lists.zip_encrypted",
    ],
    ["a truncated zip", makeZip([{ name: "a", content: "x" }]).subarray(0, 60), "lists.zip_damaged"],
    ["an entry with a password", makeZip([{ name: "a", flags: 0x801 }]), "lists.zip_encrypted"],
    ["a path out of the zip", makeZip([{ name: "../../etc/passwd" }]), "lists.zip_unsafe_name"],
    ["a path out of the zip by backslashes", makeZip([{ name: "a\\..\\..\\b" }]), "lists.zip_unsafe_name"],
    ["an absolute path", makeZip([{ name: "/etc/passwd" }]), "lists.zip_unsafe_name"],
    ["a drive", makeZip([{ name: "C:/a" }]), "lists.zip_unsafe_name"],
    ["a null in a name", makeZip([{ name: "a\0.docx" }]), "lists.zip_unsafe_name"],
    ["the same name twice", makeZip([{ name: "a" }, { name: "a" }]), "lists.zip_duplicate_name"],
  ])("refuses %s", async (_, bytes, code) => {
    expect(await codeOf(open(bytes))).toBe(code);
  });

  it.each([
    ["size of the file", { maxBytes: 100 }, "lists.zip_file_too_large"],
    ["number of entries", { maxEntries: 2 }, "lists.zip_too_many_entries"],
    ["total size", { maxTotalBytes: 2999 }, "lists.zip_too_large_inside"],
  ])("keeps to the limit on the %s", async (_, limits, code) => {
    const bytes = makeZip(["a", "b", "c"].map((name) => ({ name, content: Buffer.alloc(1000) })));
    expect(await codeOf(open(bytes, limits))).toBe(code);
  });

  it("keeps to the limit on one entry, in general and for one reading", async () => {
    const bytes = makeZip([{ name: "a", content: Buffer.alloc(1000) }]);
    expect(await codeOf((await open(bytes, { maxEntryBytes: 999 })).read("a"))).toBe("lists.zip_too_large_inside");
    expect(await codeOf((await open(bytes)).read("a", { maxBytes: 999 }))).toBe("lists.zip_too_large_inside");
  });

  it("refuses a bomb before it is unpacked, whether it declares its size or hides it", async () => {
    const content = Buffer.alloc(64 * MB);
    const declared = makeZip([{ name: "a", content }]);
    const hidden = makeZip([{ name: "a", content, size: 1000 }]);
    expect(await codeOf(open(declared))).toBe("lists.zip_bomb");
    const held = process.memoryUsage().arrayBuffers;
    expect(await codeOf((await open(hidden)).read("a"))).toBe("lists.zip_part_damaged");
    expect(process.memoryUsage().arrayBuffers - held).toBeLessThan(8 * MB);
  });

  it.each([
    ["the checksum does not match", { crc: 1 }],
    ["the content is shorter than declared", { size: 2000 }],
    ["the local header names another file", { localName: "b" }],
    ["a stored content is not what is declared", { method: 0, crc: 1 }],
  ])("refuses a part when %s", async (_, lie) => {
    const zip = await open(makeZip([{ name: "a", content: Buffer.alloc(1000, "ab"), ...lie }]));
    expect(await codeOf(zip.read("a"))).toBe("lists.zip_part_damaged");
  });

  it("refuses a compression it does not know", async () => {
    const zip = await open(makeZip([{ name: "a", content: "x", method: 9 }]));
    expect(await codeOf(zip.read("a"))).toBe("lists.zip_method");
  });

  it("gives the right bytes or an error, whatever is corrupted", async () => {
    const content = Buffer.from("需求内容：高盐废水处理".repeat(50));
    const good = makeZip([
      { name: "甲.xml", content },
      { name: "b.xml", content: "b", method: 0 },
    ]);
    const flips = fc.array(fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(flips, fc.option(fc.nat(good.length)), async (changes, cut) => {
        const bytes = Buffer.from(good).subarray(0, cut ?? good.length);
        for (const [at, mask] of changes) if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ mask;
        try {
          const zip = await openZip(bytes, { file: "a.zip" });
          for (const { name } of zip.entries) {
            const read = Buffer.from(await zip.read(name));
            expect(read.equals(content) || text(read) === "b").toBe(true);
          }
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
});

describe("natureOf", () => {
  it.each([
    ["zip", "PK\x03\x04..."],
    ["pdf", "%PDF-1.7"],
    ["rtf", "{\\rtf1"],
    ["markup", "\xef\xbb\xbf <html>"],
    ["other", "plain"],
    ["empty", ""],
  ])("recognises %s", (nature, head) => {
    expect(natureOf(Buffer.from(head, "latin1"))).toBe(nature);
  });
});
