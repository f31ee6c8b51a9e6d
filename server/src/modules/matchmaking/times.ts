/** An instant as a person in Jiangsu reads it, to the minute. */
export function localTime(instant: string): string {
  const shifted = new Date(Date.parse(instant) + 8 * 3600 * 1000).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 16)}`;
}

export function localDay(instant: string): string {
  return localTime(instant).slice(0, 10);
}
