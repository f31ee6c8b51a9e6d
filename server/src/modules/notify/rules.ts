/** What has waited longest comes first; among those that came together, what is due first. */
export function oldestFirst<T extends { readonly since: string; readonly due: string | null; readonly id: string }>(
  items: readonly T[],
): T[] {
  const key = ({ since, due, id }: T) => `${since} ${due ?? "9999-12-31"} ${id}`;
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
