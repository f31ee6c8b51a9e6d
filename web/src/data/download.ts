import { readProblem } from "@dual-high/client";
import { currentLanguage } from "../text/texts.ts";
import { persistentFetch } from "./persistent-fetch.ts";
import { fileBody, fileName } from "./upload.ts";

function nameFrom(disposition: string, fallback: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/i.exec(disposition)?.[1] ?? fallback;
}

/**
 * Saves a file of the server under the name that it gives, and answers that name; a refusal is thrown, and an ended session
 * waited out. With `sent`, the file is what the server makes of that one.
 */
export async function download(path: string, sent?: File): Promise<string> {
  const language = { "accept-language": currentLanguage() };
  const asked =
    sent === undefined
      ? { headers: language }
      : { method: "POST", body: sent, headers: { ...language, ...fileBody(sent).headers, ...fileName(sent) } };
  const answer = await persistentFetch(new Request(new URL(path, location.origin), asked));
  if (!answer.ok) throw await readProblem(answer);
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = address;
  const name = nameFrom(answer.headers.get("content-disposition") ?? "", path.split("/").at(-1) ?? "");
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return name;
}
