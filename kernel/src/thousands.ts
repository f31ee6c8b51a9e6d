const FIGURE = /\d[\d,]*(?:\.\d+)?/g;
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/**
 * "1,234,567.89" and "１，２３４" without their commas and in half width. A comma that parts anything but thousands stays where
 * it is, so that whoever reads the figure refuses it: "1,00.50" may be a slip for 100.50 as well as for 1,000.50.
 */
export function dropThousandsSeparators(text: string): string {
  return text
    .normalize("NFKC")
    .replace(FIGURE, (figure) => (GROUPED.test(figure) ? figure.replaceAll(",", "") : figure));
}
