import { fieldErrorIn } from "./validation.ts";

/** A file as it came in: its bytes whole, its name without a path. */
export interface UploadedFile {
  readonly name: string;
  /** What the sender says it is; the file store goes by the name. */
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A file that goes out, as a download under this name. */
export interface FileAnswer {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

const LONGEST_NAME = 255;
export const FILE_NAME_HEADER = "x-file-name";

/** Reads the name that came with a file. Headers are ASCII, so it is written as `encodeURIComponent` writes it. */
export function fileNameFrom(header: string | undefined): string {
  const name = decodeName(header ?? "");
  if (name === "") {
    throw fieldErrorIn("header", `/${FILE_NAME_HEADER}`, "required", {
      zh: "缺少文件名，应为 encodeURIComponent 编码后的文件名",
      en: "The name of the file is missing: send it as encodeURIComponent writes it",
    });
  }
  if (name.length > LONGEST_NAME) {
    throw fieldErrorIn("header", `/${FILE_NAME_HEADER}`, "too_big", {
      zh: `文件名最多 ${LONGEST_NAME} 个字符，请改短后重传`,
      en: `A file's name has at most ${LONGEST_NAME} characters: shorten it and send it again`,
    });
  }
  return name;
}

/** Without folders and without characters that no file system takes; a name that cannot be decoded is none. */
function decodeName(text: string): string {
  try {
    const name = decodeURIComponent(text).split(/[/\\]/).at(-1) ?? "";
    return name.replace(/[\u0000-\u001f\u007f]/g, "").trim();
  } catch {
    return "";
  }
}

/** RFC 6266: the name in UTF-8, and one in ASCII for programs that read no other. */
export function attachmentNamed(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, "_").replace(/["\\%]/g, "_");
  const utf8 = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
