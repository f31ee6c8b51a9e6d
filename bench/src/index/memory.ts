import { readFileSync } from "node:fs";

/** The largest memory that this process has had so far, and what it has now, in MB; Linux only. */
export function peakMemoryMb(): number {
  return readStatus("VmHWM");
}

export function memoryMb(pid: number | "self" = "self"): number {
  return readStatus("VmRSS", pid);
}

function readStatus(field: string, pid: number | "self" = "self"): number {
  const line = readFileSync(`/proc/${pid}/status`, "utf8").match(new RegExp(`^${field}:\\s+(\\d+) kB`, "m"));
  return Math.round((Number(line?.[1] ?? 0) * 1024) / 1e6);
}
