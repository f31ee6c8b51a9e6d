import { persistentFetch } from "../../../data/persistent-fetch.ts";
import { currentLanguage } from "../../../text/texts.ts";
import { nameIn } from "./disposition.ts";

export interface Downloaded {
  readonly name: string;
}

/** Fetches a file and hands it to the browser under the name that the server gave it. */
export async function download(address: string): Promise<Downloaded> {
  const request = new Request(new URL(address, location.origin), { headers: { "accept-language": currentLanguage() } });
  const answer = await persistentFetch(request);
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => null)) as { detail?: string } | null;
    throw new Error(problem?.detail ?? `HTTP ${answer.status}`);
  }
  const name = nameIn(answer.headers.get("content-disposition") ?? "");
  const url = URL.createObjectURL(await answer.blob());
  saveAs(url, name);
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return { name };
}

export function saveAs(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}
