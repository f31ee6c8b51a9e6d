import { readProblem } from "@dual-high/client";
import { currentLanguage } from "../text/texts.ts";
import { persistentFetch } from "./persistent-fetch.ts";

function nameFrom(disposition: string, fallback: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/i.exec(disposition)?.[1] ?? fallback;
}

/** Saves a file of the server under the name that it gives; a refusal is thrown, and an ended session waited out. */
export async function download(path: string): Promise<void> {
  const headers = { "accept-language": currentLanguage() };
  const answer = await persistentFetch(new Request(new URL(path, location.origin), { headers }));
  if (!answer.ok) throw await readProblem(answer);
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = nameFrom(answer.headers.get("content-disposition") ?? "", path.split("/").at(-1) ?? "");
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
