/** About how wide a text is, in pixels: Chinese takes a whole em, what is Latin a little more than half of one. */
export function widthOf(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) ems += /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/.test(letter) ? 1 : 0.56;
  return ems * size;
}

/**
 * A text in lines that fit, the last with an ellipsis where there is more. Latin words are kept whole where they can be, and
 * what a no-break space joins.
 */
export function wrapText(text: string, width: number, size: number, mostLines: number): string[] {
  const lines: string[] = [];
  let line = "";
  const pieces =
    text.match(
      /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]|[^ \n\t\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]+|[ \n\t]+/g,
    ) ?? [];
  for (const piece of pieces.flatMap((each) => splitLong(each, width, size))) {
    if (line !== "" && widthOf(line + piece.trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim() !== "") lines.push(line.trimEnd());
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines - 1), shorten(`${lines[mostLines - 1] ?? ""}…`, width, size)];
}

function splitLong(piece: string, width: number, size: number): string[] {
  return widthOf(piece, size) > width ? [...piece] : [piece];
}

function shorten(text: string, width: number, size: number): string {
  let letters = [...text];
  while (letters.length > 1 && widthOf(letters.join(""), size) > width) letters = [...letters.slice(0, -2), "…"];
  return letters.join("");
}
