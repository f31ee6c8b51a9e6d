import type { Bilingual, Language } from "@dual-high/kernel";
import type { Fact } from "../../ui/record/facts.tsx";
import { valueText } from "../../ui/record/value-text.ts";

/** What the registry says of a public organisation beyond what every organisation has, in the order in which it is read. */
const LABELS: Readonly<Record<string, Bilingual>> = {
  level: { zh: "级别", en: "Level" },
  type: { zh: "类型", en: "Type" },
  ownership: { zh: "办学性质", en: "Ownership" },
  supervisor: { zh: "主管部门", en: "Supervised by" },
  isDoubleFirstClass: { zh: "“双一流”建设高校", en: "Double First-Class" },
  isPilot: { zh: "协同试点", en: "Pilot of the collaboration" },
  code: { zh: "学校标识码", en: "University code" },
  county: { zh: "所在区县", en: "County" },
  region: { zh: "所在区域", en: "Region" },
  industries: { zh: "主导产业", en: "Leading industries" },
  note: { zh: "说明", en: "Note" },
};

const WORDS: Readonly<Record<string, Bilingual>> = {
  national: { zh: "国家级", en: "national" },
  provincial: { zh: "省级", en: "provincial" },
  park_of_national: { zh: "国家级高新区的园区", en: "park of a national zone" },
  undergraduate: { zh: "本科院校", en: "undergraduate" },
  vocational_undergraduate: { zh: "职业本科院校", en: "vocational undergraduate" },
  vocational_college: { zh: "高职院校", en: "vocational" },
  independent_college: { zh: "独立学院", en: "independent college" },
  campus: { zh: "校区", en: "campus" },
  military: { zh: "军队院校", en: "military" },
  public: { zh: "公办", en: "public" },
  private: { zh: "民办", en: "private" },
  sino_foreign: { zh: "中外合作办学", en: "Sino-foreign" },
  south: { zh: "苏南", en: "south" },
  central: { zh: "苏中", en: "central" },
  north: { zh: "苏北", en: "north" },
};

/** Words for whatever is known; what a department loaded under a name of its own stands as it wrote it. */
export function detailFacts(details: Readonly<Record<string, unknown>>, language: Language): readonly Fact[] {
  const names = Object.keys(details).sort((a, b) => placeOf(a) - placeOf(b));
  return names.map((name) => {
    const value = valueText(name, details[name], language);
    return {
      label: LABELS[name]?.[language] ?? name,
      value: WORDS[value]?.[language] ?? value,
      isLong: name === "note" || name === "industries",
    };
  });
}

function placeOf(name: string): number {
  const place = Object.keys(LABELS).indexOf(name);
  return place < 0 ? Object.keys(LABELS).length : place;
}
