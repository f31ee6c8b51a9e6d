import { create as createCode } from "qrcode";
import { FONT, LIGHT } from "../../../ui/tokens.ts";

/** What the picture says. */
export interface CardContent {
  readonly kind: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly footer: string;
  readonly scan: string;
  readonly hint: string;
  readonly url: string;
  /** Written across the top where the data is made up. */
  readonly sample: string | null;
}

const WIDTH = 720;
const MARGIN = 56;
const SCALE = 2;
const QR = 208;

/** A text in lines that fit: Chinese breaks anywhere, Latin words are kept whole. The last line ends in … when more was there. */
export function wrap(text: string, width: number, most: number, measure: (text: string) => number): readonly string[] {
  const words = text.match(/[\u0021-\u02ff]+\s*|\s+|[^\u0021-\u02ff\s]/gu) ?? [];
  const lines: string[] = [];
  let line = "";
  for (const word of words.flatMap((each) => (measure(each.trimEnd()) > width ? [...each] : [each]))) {
    const next = line + word;
    if (line === "" || measure(next.trimEnd()) <= width) {
      line = next;
      continue;
    }
    lines.push(line.trim());
    line = word;
  }
  if (line.trim() !== "") lines.push(line.trim());
  if (lines.length <= most) return lines;
  let last = `${lines[most - 1] ?? ""}…`;
  while (measure(last) > width && last.length > 1) last = `${last.slice(0, -2)}…`;
  return [...lines.slice(0, most - 1), last];
}

/** Draws the card. It is always light: it is looked at in somebody else's chat. */
export function drawCard(content: CardContent): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("no 2d canvas");
  const font = (size: number, weight = 400) => {
    pen.font = `${weight} ${size}px ${FONT}`;
  };
  const measure = (text: string) => pen.measureText(text).width;
  const inner = WIDTH - 2 * MARGIN;
  font(38, 600);
  const title = wrap(content.title, inner, 4, measure);
  font(24);
  const lines = content.lines.map((line) => wrap(line, inner, 2, measure));
  const top = content.sample === null ? 0 : 44;
  const titleTop = top + 148;
  const linesTop = titleTop + title.length * 54 + 12;
  const codeTop = linesTop + lines.reduce((sum, each) => sum + each.length * 36 + 10, 0) + 32;
  const height = codeTop + QR + 48 + 72;
  canvas.width = WIDTH * SCALE;
  canvas.height = height * SCALE;
  pen.scale(SCALE, SCALE);
  pen.textBaseline = "top";

  pen.fillStyle = LIGHT.paper;
  pen.fillRect(0, 0, WIDTH, height);
  if (content.sample !== null) {
    pen.fillStyle = LIGHT.ink;
    pen.fillRect(0, 0, WIDTH, top);
    pen.fillStyle = LIGHT.paper;
    font(22, 600);
    pen.textAlign = "center";
    pen.fillText(content.sample, WIDTH / 2, 11);
    pen.textAlign = "left";
  }
  // The double rule of the house.
  pen.fillStyle = LIGHT.accent;
  pen.fillRect(MARGIN, top + 44, inner, 6);
  pen.fillRect(MARGIN, top + 54, inner, 2);
  font(24, 600);
  pen.fillText("双高协同", MARGIN, top + 76);
  const brand = measure("双高协同 ");
  pen.fillStyle = LIGHT.inkSoft;
  font(22);
  pen.fillText("Dual-High", MARGIN + brand, top + 78);
  pen.textAlign = "right";
  pen.fillText(content.kind, WIDTH - MARGIN, top + 78);
  pen.textAlign = "left";

  pen.fillStyle = LIGHT.ink;
  font(38, 600);
  for (const [at, line] of title.entries()) pen.fillText(line, MARGIN, titleTop + at * 54);
  font(24);
  pen.fillStyle = LIGHT.inkSoft;
  let y = linesTop;
  for (const each of lines) {
    for (const line of each) {
      pen.fillText(line, MARGIN, y);
      y += 36;
    }
    y += 10;
  }
  drawCode(pen, content.url, MARGIN, codeTop);
  pen.fillStyle = LIGHT.ink;
  font(28, 600);
  const beside = MARGIN + QR + 36;
  pen.fillText(content.scan, beside, codeTop + 62);
  pen.fillStyle = LIGHT.inkSoft;
  font(24);
  pen.fillText(content.hint, beside, codeTop + 108);
  pen.fillStyle = LIGHT.hairline;
  pen.fillRect(MARGIN, codeTop + QR + 40, inner, 1);
  pen.fillStyle = LIGHT.inkSoft;
  font(22);
  const [footer = ""] = wrap(content.footer, inner, 1, measure);
  pen.fillText(footer, MARGIN, codeTop + QR + 62);
  return canvas;
}

function drawCode(pen: CanvasRenderingContext2D, url: string, left: number, top: number): void {
  const { modules } = createCode(url, { errorCorrectionLevel: "M" });
  const quiet = 2;
  const cell = QR / (modules.size + 2 * quiet);
  pen.fillStyle = LIGHT.surface;
  pen.fillRect(left, top, QR, QR);
  pen.fillStyle = LIGHT.ink;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue;
      // A hair more than a cell, so that no light shows between two.
      pen.fillRect(left + (column + quiet) * cell, top + (row + quiet) * cell, cell + 0.3, cell + 0.3);
    }
  }
}

export async function pictureOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error("no picture"));
      else resolve(blob);
    }, "image/png");
  });
}
