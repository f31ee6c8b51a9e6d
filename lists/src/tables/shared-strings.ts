import { tableError } from "./errors.ts";
import { TABLE_LIMITS } from "./table.ts";
import { type PartName, readXml } from "./xml.ts";

/** Control characters stand in a workbook as `_x000D_`, and such a text itself as `_x005F_x000D_`. */
export function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The table of texts that cells refer to by number. Runs of rich text are joined; pinyin above the characters is left out. */
export function readSharedStrings(xml: Uint8Array, where: PartName): readonly string[] {
  const strings: string[] = [];
  let text = "";
  let isText = false;
  let isPhonetic = false;
  readXml(xml, where, {
    open(name) {
      if (name === "si") text = "";
      else if (name === "t") isText = !isPhonetic;
      else if (name === "rPh") isPhonetic = true;
    },
    text(part) {
      if (isText) text += part;
    },
    close(name) {
      if (name === "t") isText = false;
      else if (name === "rPh") isPhonetic = false;
      else if (name === "si") {
        if (strings.length >= TABLE_LIMITS.maxCells) {
          throw tableError("lists.too_many_cells", {
            file: where.file,
            sheet: where.part,
            limit: TABLE_LIMITS.maxCells,
          });
        }
        strings.push(unescapeText(text));
      }
    },
  });
  return strings;
}
