const DAY_MS = 86_400_000;

/** How many days a period has; both of its ends count. */
export function daysOf({ from, until }: { readonly from: string; readonly until: string }): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS) + 1;
}
