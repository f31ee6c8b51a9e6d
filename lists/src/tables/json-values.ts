/** One value of a file of JSON: a line of JSON Lines, or an element of a list. */
export interface JsonValue {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly value: unknown;
  /** `repaired`: raw control characters, which JSON forbids, were read as blanks. `broken`: no JSON, and no value. */
  readonly state: "whole" | "repaired" | "broken";
}

/**
 * Reads JSON Lines, or one list over any number of lines. A broken line loses itself alone; a list that is broken anywhere
 * is one broken value, on the line where the parser stopped.
 */
export function readJsonValues(text: string): JsonValue[] {
  if (text.trimStart().startsWith("[")) return readJsonList(text);
  return text.split("\n").flatMap((content, index) => (content.trim() === "" ? [] : [parse(content, index + 1)]));
}

const RAW_CONTROLS = /[\u0000-\u0008\u000b-\u001f]/g;

function parse(text: string, line: number): JsonValue {
  try {
    return { line, value: JSON.parse(text), state: "whole" };
  } catch {
    const repaired = text.replace(RAW_CONTROLS, " ").replaceAll("\t", " ");
    try {
      if (repaired !== text) return { line, value: JSON.parse(repaired), state: "repaired" };
    } catch {
      // Broken for another reason than its control characters.
    }
    return { line, value: undefined, state: "broken" };
  }
}

function readJsonList(text: string): JsonValue[] {
  try {
    const values = JSON.parse(text) as unknown[];
    const lines = linesOfElements(text);
    return values.map((value, index) => ({ line: lines[index] ?? 1, value, state: "whole" }));
  } catch (error) {
    const stoppedAt = /\(line (\d+) column/.exec((error as Error).message)?.[1];
    return [{ line: Number(stoppedAt ?? text.split("\n").length), value: undefined, state: "broken" }];
  }
}

/** The line on which each element of a list begins. The text has been parsed, so brackets outside of strings are balanced. */
function linesOfElements(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let isAwaited = false;
  for (const [token] of text.matchAll(/\n|"(?:[^"\\]|\\.)*"|[[\]{},]|[^\s[\]{},"]+/g)) {
    if (token === "\n") {
      line += 1;
      continue;
    }
    const isClosing = token === "]" || token === "}";
    if (isAwaited && !isClosing) {
      lines.push(line);
      isAwaited = false;
    }
    if (token === "[" || token === "{") depth += 1;
    if (isClosing) depth -= 1;
    if (depth === 1 && (lines.length === 0 ? token === "[" : token === ",")) isAwaited = true;
  }
  return lines;
}
