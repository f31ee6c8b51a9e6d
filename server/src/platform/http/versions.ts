import { httpError } from "./errors.ts";

export function etagOf(version: number): string {
  return `"${version}"`;
}

/** The version that a change was made on. `*` would overwrite whatever is there, so it is no answer. */
export function versionFrom(ifMatch: string | undefined): number {
  const digits = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch?.trim() ?? "")?.[1];
  if (digits === undefined) throw httpError("http.version_required", {});
  return Number(digits);
}

/** Throws when the row has moved on since the caller read it. */
export function expectVersion(row: { readonly version: number }, expected: number): void {
  if (row.version !== expected) throw httpError("http.stale_version", {});
}
