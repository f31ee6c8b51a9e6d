import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cachedEmbeddings } from "./embedding-cache.ts";
import type { EmbeddingProvider } from "./provider.ts";
import { unitVector } from "./vectors.ts";

function countingProvider(id = "model"): EmbeddingProvider & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    id,
    dimensions: null,
    asked,
    embed: async (texts) => {
      asked.push(...texts);
      return texts.map((text) => unitVector([text.length, 1, 0.25], "test"));
    },
  };
}

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "dual-high-vectors-"));
  try {
    await test(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("cachedEmbeddings", () => {
  it("asks for a text once, also after a restart, and gives the same vectors to the bit", async () => {
    await inFolder(async (folder) => {
      const provider = countingProvider();
      const texts = ["甲", "", "乙乙", "甲"];
      const first = await cachedEmbeddings(provider, folder).embed(texts, "candidate");
      expect(provider.asked).toEqual(["甲", "乙乙"]);
      expect(first[1]).toEqual(new Float32Array(3));
      const again = cachedEmbeddings(countingProvider(), folder);
      expect(await again.embed([...texts, "丙"], "candidate")).toEqual([...first, expect.any(Float32Array)]);
      const [file] = await readdir(folder);
      expect((await readFile(join(folder, file!))).includes("乙")).toBe(false);
    });
  });

  it("keeps roles and models apart", async () => {
    await inFolder(async (folder) => {
      const provider = countingProvider();
      const cached = cachedEmbeddings(provider, folder);
      await cached.embed(["甲"], "candidate");
      await cached.embed(["甲"], "need");
      const other = countingProvider("another model");
      await cachedEmbeddings(other, folder).embed(["甲"], "need");
      expect([provider.asked, other.asked]).toEqual([["甲", "甲"], ["甲"]]);
    });
  });

  it("passes over what was cut off or damaged, and reads what stands behind it", async () => {
    await inFolder(async (folder) => {
      await cachedEmbeddings(countingProvider(), folder).embed(["一", "二", "三", "四"], "need");
      const file = join(folder, (await readdir(folder))[0]!);
      const bytes = await readFile(file);
      bytes[bytes.length / 4 + 40]! ^= 1;
      await writeFile(file, bytes.subarray(0, -3));
      await appendFile(file, bytes.subarray(0, bytes.length / 4));
      const provider = countingProvider();
      await cachedEmbeddings(provider, folder).embed(["一", "二", "三", "四"], "need");
      expect(provider.asked).toEqual(["二", "四"]);
    });
  });
});
