/** For `<input type="datetime-local">`, in Beijing time whatever the machine's zone is. */
export function toLocal(instant: string | null): string {
  if (instant === null) return "";
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);
}

export function fromLocal(text: string): string | null {
  return text === "" ? null : new Date(`${text}:00+08:00`).toISOString();
}
