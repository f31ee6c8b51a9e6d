// Loaded before a program whose memory is measured: leaves the process's peak in the file that PEAK_FILE names.
import { writeFileSync } from "node:fs";
import process from "node:process";

process.on("exit", () => {
  const file = process.env.PEAK_FILE;
  if (file) writeFileSync(file, String(process.resourceUsage().maxRSS));
});
