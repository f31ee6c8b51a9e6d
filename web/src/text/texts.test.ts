import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { defineTexts, type Line, type Texts } from "./texts.ts";

const SRC = join(import.meta.dirname, "..");
const catalogues = await Promise.all(
  globSync("{features/*,features/surveys/*,frame,ui/*}/texts.ts", { cwd: SRC }).map(async (path) => {
    const module = (await import(join(SRC, path))) as Record<string, Texts<string>>;
    return { path, texts: Object.values(module)[0] as Texts<string> };
  }),
);

function sourcesBeside(path: string): string {
  const folder = join(SRC, dirname(path));
  const files = globSync("**/*.{ts,tsx}", { cwd: folder }).filter((file) => !/texts\.ts$|\.test\.tsx?$/.test(file));
  return files.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
}

function formsOf({ zh, en }: Line): readonly string[] {
  return typeof en === "string" ? [zh, en] : [zh, en.one, en.other];
}

function blanksOf(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? "").toSorted();
}

test("there are catalogues, each with a name of its own", () => {
  expect(catalogues.length).toBeGreaterThan(3);
  expect(new Set(catalogues.map(({ texts }) => texts.name)).size).toBe(catalogues.length);
});

describe.each(catalogues)("$path", ({ path, texts }) => {
  const lines = Object.entries<Line>(texts.lines);
  test("every line is written in both languages, with the same blanks to fill", () => {
    for (const [key, line] of lines) {
      const [zh = "", ...english] = formsOf(line);
      expect({ key, text: zh.trim() }).toEqual({ key, text: zh });
      expect(zh, key).not.toBe("");
      for (const text of english) {
        expect(text, key).not.toBe("");
        expect(
          blanksOf(text).filter((name) => name !== "count"),
          key,
        ).toEqual(blanksOf(zh).filter((name) => name !== "count"));
      }
    }
  });
  test("every line is said somewhere", () => {
    const source = sourcesBeside(path);
    // `state.${state}` says all lines that begin so.
    const beginnings = [...source.matchAll(/`([\w.]+)\$\{/g)].map(([, text]) => text ?? "");
    const idle = lines
      .map(([key]) => key)
      .filter((key) => !source.includes(`"${key}"`) && !beginnings.some((text) => key.startsWith(text)));
    expect(idle).toEqual([]);
  });
  test("Chinese uses no exclamation marks and no half-width commas between its words", () => {
    for (const [key, { zh }] of lines) expect(zh, key).not.toMatch(/！|[\u4e00-\u9fff],[\u4e00-\u9fff]|系统错误/);
  });
});

test("a line without a second language does not pass for a catalogue", () => {
  // @ts-expect-error -- the English is missing
  expect(() => defineTexts("broken", { title: { zh: "标题" } })).toThrow(TypeError);
});
