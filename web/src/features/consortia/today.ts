import { formatDay } from "../../text/format.ts";

/** The day in Shanghai, with which a form begins. */
export function todayHere(): string {
  return formatDay(new Date().toISOString());
}
