import { tableError } from "./errors.ts";
import type { ListFile } from "./table.ts";

const BOM = "\uFEFF";
const REPLACEMENT = "\uFFFD";

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.startsWith(BOM) ? text.slice(1) : text;
  } catch {
    return null;
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function statedEncodings(bytes: Uint8Array): readonly string[] {
  if (startsWith(bytes, [0xff, 0xfe])) return ["utf-16le"];
  if (startsWith(bytes, [0xfe, 0xff])) return ["utf-16be"];
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return ["utf-8"];
  return ["utf-8", "gb18030"];
}

/** UTF-16 marks itself; in every other encoding that is read, a text has no NUL. */
export function isBinary(bytes: Uint8Array): boolean {
  return !statedEncodings(bytes)[0]?.startsWith("utf-16") && bytes.subarray(0, 65_536).includes(0);
}

interface DecodedText {
  readonly text: string;
  /** As WHATWG names it, in lower case. */
  readonly encoding: string;
}

/** Text of a file whose encoding nobody stated: what its mark says, else UTF-8, else GB18030. */
function decodeText({ name: file, bytes }: ListFile): DecodedText {
  for (const encoding of statedEncodings(bytes)) {
    const text = decode(bytes, encoding);
    if (text !== null) return { text, encoding };
  }
  throw tableError("lists.text_encoding", { file });
}

const SAMPLE_BYTES = 1 << 20;

/** Whether the beginning of the file is UTF-8 but for a few characters. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const sample = new TextDecoder("utf-8").decode(bytes.subarray(0, SAMPLE_BYTES), { stream: true });
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > 0 && (sample.split(REPLACEMENT).length - 1) * 20 <= han;
}

/**
 * As {@link decodeText}, but UTF-8 with a few damaged characters, such as a program leaves that cuts texts by bytes, is still
 * UTF-8: GB18030 would accept it and read every character wrongly. A text that is damaged shows it by U+FFFD.
 */
export function decodeTable(file: ListFile): DecodedText & { readonly isDamaged: boolean } {
  const { bytes } = file;
  const isDamaged = statedEncodings(bytes).includes("utf-8") && decode(bytes, "utf-8") === null && isMostlyUtf8(bytes);
  if (!isDamaged) return { ...decodeText(file), isDamaged };
  return { text: new TextDecoder("utf-8").decode(bytes), encoding: "utf-8", isDamaged };
}

/**
 * As {@link decodeTable}, for files that a program wrote, such as JSON Lines: what is in no known encoding is UTF-8 that was
 * damaged, so that the lines without damage are not lost.
 */
export function decodeLines(file: ListFile): ReturnType<typeof decodeTable> {
  const { bytes } = file;
  if (statedEncodings(bytes).some((encoding) => decode(bytes, encoding) !== null)) return decodeTable(file);
  return { text: new TextDecoder("utf-8").decode(bytes), encoding: "utf-8", isDamaged: true };
}

export function isGarbled(text: string): boolean {
  return text.includes(REPLACEMENT);
}
