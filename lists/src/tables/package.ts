import type { GuardedZip } from "../zip.ts";
import { tableError } from "./errors.ts";
import { reachesOut } from "./formulas.ts";
import { TABLE_LIMITS } from "./table.ts";
import { readXml } from "./xml.ts";

/** Which parts of a workbook hold what, by its relationships alone: that is how every office program finds them. */
export interface WorkbookParts {
  /** In the order of their tabs; sheets without cells (charts) are left out. */
  readonly sheets: readonly { readonly name: string; readonly part: string; readonly isHidden: boolean }[];
  readonly strings?: string;
  readonly styles?: string;
  readonly is1904: boolean;
}

interface Relation {
  /** The last word of its type, which is the same in both variants of the format. */
  readonly type: string;
  readonly part: string;
}

const ROOT_RELATIONS = "_rels/.rels";

/** Reads the relationships and the workbook part, and refuses what links to other files or carries macros. */
export async function readWorkbookParts(zip: GuardedZip, file: string): Promise<WorkbookParts> {
  const isWord = zip.entries.some(({ name }) => /^word\//i.test(name));
  const isNot = () => tableError("lists.file_content_differs", { file, found: isWord ? "Word (.docx)" : "zip" });
  if (!zip.has(ROOT_RELATIONS)) throw isNot();
  for (const { name } of zip.entries) {
    if (/^xl\/externalLinks\//i.test(name)) throw tableError("lists.external_links", { file });
    if (/vbaProject\.bin$|^xl\/(?:macro|dialog)sheets\//i.test(name)) throw tableError("lists.macros", { file });
  }
  const root = await readRelations(zip, file, ROOT_RELATIONS, "");
  const workbook = [...root.values()].find(({ type }) => type === "officeDocument")?.part;
  if (workbook === undefined || !zip.has(workbook) || isWord) throw isNot();

  const slash = workbook.lastIndexOf("/") + 1;
  const folder = workbook.slice(0, slash);
  const relationsPart = `${folder}_rels/${workbook.slice(slash)}.rels`;
  const relations = zip.has(relationsPart)
    ? await readRelations(zip, file, relationsPart, folder)
    : new Map<string, Relation>();
  for (const { type } of relations.values()) {
    if (type === "externalLink" || type === "externalLinkPath") throw tableError("lists.external_links", { file });
    if (/^(?:vbaProject|xlMacrosheet|xlIntlMacrosheet)$/.test(type)) throw tableError("lists.macros", { file });
  }
  const partOf = (type: string) => {
    const part = [...relations.values()].find((relation) => relation.type === type)?.part;
    if (part !== undefined && !zip.has(part)) throw tableError("lists.file_damaged", { file, part });
    return part;
  };
  const strings = partOf("sharedStrings");
  const styles = partOf("styles");
  return {
    ...(await readWorkbook(zip, file, workbook, relations)),
    ...(strings === undefined ? {} : { strings }),
    ...(styles === undefined ? {} : { styles }),
  };
}

async function readWorkbook(
  zip: GuardedZip,
  file: string,
  part: string,
  relations: ReadonlyMap<string, Relation>,
): Promise<Pick<WorkbookParts, "sheets" | "is1904">> {
  const sheets: { name: string; part: string; isHidden: boolean }[] = [];
  let is1904 = false;
  let definition: string | null = null;
  readXml(
    await zip.read(part),
    { file, part },
    {
      open(name, attributes) {
        if (name === "definedName") definition = "";
        if (name === "workbookPr") is1904 = attributes.date1904 === "1" || attributes.date1904 === "true";
        if (name !== "sheet") return;
        const id = Object.entries(attributes).find(([key]) => /^(?:.*:)?id$/.test(key))?.[1] ?? "";
        const relation = relations.get(id);
        if (relation !== undefined && relation.type !== "worksheet") return;
        if (relation === undefined || !zip.has(relation.part))
          throw tableError("lists.file_damaged", { file, part: attributes.name ?? "" });
        if (sheets.length >= TABLE_LIMITS.maxSheets)
          throw tableError("lists.too_many_sheets", { file, limit: TABLE_LIMITS.maxSheets });
        sheets.push({
          name: attributes.name ?? "",
          part: relation.part,
          isHidden: /^(?:hidden|veryHidden)$/.test(attributes.state ?? ""),
        });
      },
      text(more) {
        if (definition !== null) definition += more;
      },
      close(name) {
        if (name !== "definedName" || definition === null) return;
        if (reachesOut(definition)) throw tableError("lists.external_links", { file });
        definition = null;
      },
    },
  );
  return { sheets, is1904 };
}

async function readRelations(
  zip: GuardedZip,
  file: string,
  part: string,
  folder: string,
): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  readXml(
    await zip.read(part),
    { file, part },
    {
      open(name, { Id = "", Type = "", Target = "" }) {
        if (name !== "Relationship") return;
        relations.set(Id, {
          type: Type.slice(Type.lastIndexOf("/") + 1),
          part: resolve(folder, Target),
        });
      },
    },
  );
  return relations;
}

/** `worksheets/sheet1.xml` in `xl/`, `../pages/one.xml`, `/xl/worksheets/sheet1.xml`. */
function resolve(folder: string, target: string): string {
  const path = target.startsWith("/") ? [] : folder.split("/").filter((step) => step !== "");
  for (const step of target.split("/")) {
    if (step === "..") path.pop();
    else if (step !== "" && step !== ".") path.push(step);
  }
  return path.join("/");
}
