/** What the enterprise already has for this need. */
import { countSpecificCharacters } from "./specific.ts";
import type { Clause, Sentence } from "./passages.ts";

const OURS =
  "(?:我(?:公司|司|厂|们|单位|院)|本(?:公司|司|厂|单位|企业|院)|公司(?!的?需求)|实验室|项目(?:组|团队)|技术团队|有限公司)";
const HAS =
  "(?:已经?|现有|拥有|具[备有]|建有|建成|掌握|取得|积累|正在|目前(?!的?市场)|现(?:采用|使用|在)|自主研发|每[年月天]|[^，。；]{0,20}(?:由|依靠)人工)";
const OWN_WORK = new RegExp(
  [
    `${OURS}[^。；\\n]{0,12}${HAS}`,
    `(?:目前|现在|现|已)[^。；\\n]{0,8}${OURS}`,
    `${OURS}[^。；，\\n]{1,12}(?:采用|使用)`,
    "^(?:目前|现已|现在|前期|初步)[^，。；\\n]{0,8}(?:已?完成|已?开展|已?建立|已?取得|投入|掌握|申[请报]|研制出|开发出|具备|拥有|形成|试验)",
    "(?:已经?)(?:申[请报]|授权|获得|完成|开展|建成|投入|掌握|具备|取得|研制|开发出)",
    "^(?:现有|目前|现在|现)[^，。；\\n]{0,20}\\d",
    "已(?:经)?与[^，。；\\n]{2,20}(?:签订|签署|合作|达成)",
    "现有(?:专利|设备|技术|工艺|生产线|产品)",
    "\\bwe (?:have|use|already)|\\bour (?:plant|line|team|laboratory)|already|currently (?:use|have)|existing (?:equipment|line|process)",
  ].join("|"),
  "i",
);
const OTHERS = /国[内外]|市场|行业|世界|全球|国际|许多|各国|传统|普遍|现已对|人们/;
const COMPANY_INTRODUCTION =
  /成立于|注册资[本金]|占地|员工|职工|销售收入|营业收入|利税|产值|高新技术企业|上市|股份|隶属|荣[获誉]|位于|坐落|认证|国内领先|院士工作站|博士后/;
/** A heading with less than this below it says nothing that a team could use. */
const LEAST_SPECIFIC = 10;

export function findBasis(sentences: readonly Sentence[]): Clause[] {
  const headed = sentences.filter(({ section }) => section === "basis");
  const isTold = countSpecificCharacters(headed.map(({ text }) => text).join("")) >= LEAST_SPECIFIC;
  const own = sentences.filter(
    (sentence) => sentence.field !== "title" && sentence.section !== "basis" && isOwnWork(sentence.text),
  );
  return [...(isTold ? headed : []), ...own].map(({ field, start, end, text }) => ({ field, start, end, text }));
}

function isOwnWork(text: string): boolean {
  const found = OWN_WORK.exec(text);
  return (
    found !== null && !OTHERS.test(text.slice(0, found.index + found[0].length)) && !COMPANY_INTRODUCTION.test(text)
  );
}
