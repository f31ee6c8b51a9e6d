import type { Bilingual } from "@dual-high/kernel";
import type { ListKind } from "./types.ts";

/** How a field's cell is read; see cells.ts. */
export type FieldType =
  | "text"
  | "prose"
  | "names"
  | "money"
  | "deadline"
  | "startDay"
  | "expiryDay"
  | "creditCode"
  | "patentNumber"
  | "ipc"
  | "orcid"
  | "phone"
  | "legalStatus"
  | "yesNo"
  | "level"
  | "count";

export interface FieldDefinition {
  readonly type: FieldType;
  readonly label: Bilingual;
  /** Headers and labels that mean this field, as offices and export programs write them; compared without blanks, case and punctuation. */
  readonly headers: Bilingual;
  /** Prose fields only: part of the record's content, under this label, in this order. */
  readonly section?: true;
}

type FieldTable = Readonly<Record<string, FieldDefinition>>;

const CONTACT = {
  contact: {
    type: "text",
    label: { zh: "联系人", en: "Contact" },
    headers: {
      zh: `
        联系人、联系人姓名、企业联系人、技术联系人、项目联系人、需求联系人、负责人及联系方式、联络人、
        对接人、经办人`,
      en: "contact, contact person, contact name",
    },
  },
  phone: {
    type: "phone",
    label: { zh: "联系电话", en: "Phone" },
    headers: {
      zh: `
        联系电话、电话、手机、手机号、手机号码、电话号码、联系方式、联系人电话、联系手机、固定电话、
        联系人手机、联系人联系方式`,
      en: "phone, telephone, tel, mobile, phone number",
    },
  },
  email: {
    type: "text",
    label: { zh: "电子邮箱", en: "E-mail" },
    headers: {
      zh: "电子邮箱、邮箱、电子邮件、邮箱地址",
      en: "email, e-mail, mail",
    },
  },
} as const satisfies FieldTable;

const SERIAL = {
  serial: {
    type: "text",
    label: { zh: "序号", en: "No." },
    headers: {
      zh: "序号、序、行号",
      en: "no, no., #, s/n, serial",
    },
  },
} as const satisfies FieldTable;

const NEEDS = {
  ...SERIAL,
  id: {
    type: "text",
    label: { zh: "需求编号", en: "Need number" },
    headers: {
      zh: "需求编号、编号、需求号、需求代码、项目编号",
      en: "needid, need id, id, number, code, need number",
    },
  },
  title: {
    type: "text",
    label: { zh: "需求名称", en: "Title" },
    headers: {
      zh: `
        需求名称、技术需求名称、企业技术需求名称、需求标题、需求题目、项目名称、需求项目名称、
        技术需求、企业技术需求、难题名称、技术难题名称、需求主题、标题、名称`,
      en: "title, need, need title, name, subject, topic",
    },
  },
  content: {
    type: "prose",
    section: true,
    label: { zh: "需求内容", en: "Need" },
    headers: {
      zh: `
        需求内容、技术需求内容、需求描述、技术需求描述、需求详情、需求说明、需求简介、具体需求、
        具体内容、需求内容描述、详细描述、主要内容、内容、描述、问题描述、需求内容(问题描述)、
        企业需求、需求情况、技术需求详细描述、技术需求情况说明`,
      en: "content, description, details, need description, problem description",
    },
  },
  problem: {
    type: "prose",
    section: true,
    label: { zh: "希望解决的技术难题", en: "Problem to solve" },
    headers: {
      zh: `
        希望解决的技术难题、技术难题、拟解决的技术难题、需解决的技术难题、需要解决的技术问题、
        希望解决的问题、亟需解决的技术难题、难点、技术难点、关键技术问题、拟解决的关键技术问题、
        主要技术问题`,
      en: "problem, problem to solve, challenge, technical problem",
    },
  },
  goal: {
    type: "prose",
    section: true,
    label: { zh: "预期目标", en: "Goal" },
    headers: {
      zh: "预期目标、目标、预期成果、预期效果、拟达到的目标、要达到的目标",
      en: "goal, objective, expected result",
    },
  },
  indicators: {
    type: "prose",
    section: true,
    label: { zh: "主要技术指标", en: "Indicators" },
    headers: {
      zh: `
        主要技术指标、技术指标、指标、考核指标、性能指标、主要指标、指标要求、技术参数、主要技术参数、
        技术要求、技术指标要求、拟达到的技术指标`,
      en: "indicators, technical indicators, specification, target indicators, requirements",
    },
  },
  basis: {
    type: "prose",
    section: true,
    label: { zh: "现有工作基础", en: "Existing basis" },
    headers: {
      zh: `
        现有工作基础、现有基础、工作基础、已有基础、现有条件、企业现有基础、现有技术基础、前期工作、
        前期基础、目前进展、现状、已开展的工作`,
      en: "existing basis, current status, background, basis, work done",
    },
  },
  enterprise: {
    type: "text",
    label: { zh: "企业名称", en: "Enterprise" },
    headers: {
      zh: `
        企业名称、企业、单位名称、公司名称、公司、需求单位、需求企业、需求方、需求单位名称、发榜单位、
        申报单位、企业全称、单位、提出单位`,
      en: "enterprise, company, organisation, organization, firm, enterprise name, company name",
    },
  },
  creditCode: {
    type: "creditCode",
    label: { zh: "统一社会信用代码", en: "Unified social credit code" },
    headers: {
      zh: "统一社会信用代码、社会信用代码、信用代码、企业信用代码、机构代码、组织机构代码",
      en: "credit code, uscc, unified social credit code, social credit code",
    },
  },
  field: {
    type: "text",
    label: { zh: "技术领域", en: "Field" },
    headers: {
      zh: `
        技术领域、所属领域、领域、所属技术领域、所属产业、产业领域、行业、所属行业、行业领域、
        产业方向、产业、需求领域、产业链`,
      en: "field, industry, sector, technical field",
    },
  },
  budget: {
    type: "money",
    label: { zh: "拟投入资金", en: "Budget" },
    headers: {
      zh: `
        拟投入资金、预算、投入预算、项目预算、经费预算、拟投入经费、投入资金、资金预算、研发预算、
        预计投入、意向投入、拟投入、计划投入、合作预算、榜单金额、悬赏金额、经费、资金、意向金额、
        投资预算、拟投入金额`,
      en: "budget, funding, amount",
    },
  },
  deadline: {
    type: "deadline",
    label: { zh: "期望完成时间", en: "Deadline" },
    headers: {
      zh: `
        期望完成时间、完成时间、期限、完成期限、需求期限、时限、时间要求、期望时间、计划完成时间、
        截止时间、截止日期、解决时限、要求完成时间、希望完成时间、需求时限、有效期`,
      en: "deadline, due, due date, expected completion, completion date",
    },
  },
  restricted: {
    type: "yesNo",
    label: { zh: "是否保密", en: "Restricted" },
    headers: {
      zh: "是否保密、是否涉密、是否受限、保密、保密要求、密级、公开范围",
      en: "restricted, confidential, confidentiality",
    },
  },
  cooperation: {
    type: "text",
    label: { zh: "合作方式", en: "Form of cooperation" },
    headers: {
      zh: "合作方式、合作形式、拟合作方式、意向合作方式、期望合作方式、合作模式、需求类型",
      en: "cooperation, form of cooperation, cooperation mode",
    },
  },
  ...CONTACT,
} as const satisfies FieldTable;

const ACHIEVEMENTS = {
  ...SERIAL,
  id: {
    type: "text",
    label: { zh: "成果编号", en: "Achievement number" },
    headers: {
      zh: "成果编号、编号、成果号、成果代码",
      en: "id, number, code, achievement id",
    },
  },
  title: {
    type: "text",
    label: { zh: "成果名称", en: "Title" },
    headers: {
      zh: `
        成果名称、专利名称、标题(中文)、标题 (中文)、发明名称、发明创造名称、科技成果名称、项目名称、
        技术名称、成果(专利)名称、专利(成果)名称、专利标题、题名、成果标题、专利/成果名称、标题、名称`,
      en: "title, invention title, patent title, achievement, name, ti",
    },
  },
  content: {
    type: "prose",
    section: true,
    label: { zh: "摘要", en: "Abstract" },
    headers: {
      zh: `
        摘要、成果简介、成果介绍、简介、技术简介、成果描述、摘要(中文)、专利摘要、技术内容、成果内容、
        内容、内容简介、主要内容、技术方案、成果概述、项目简介`,
      en: "abstract, content, summary, description, ab",
    },
  },
  keywords: {
    type: "prose",
    section: true,
    label: { zh: "关键词", en: "Keywords" },
    headers: {
      zh: "关键词、关键字、主题词",
      en: "keywords, key words",
    },
  },
  application: {
    type: "prose",
    section: true,
    label: { zh: "应用领域", en: "Application" },
    headers: {
      zh: "应用领域、应用前景、应用范围、适用范围、应用场景、可应用领域",
      en: "application, applications, use",
    },
  },
  advantage: {
    type: "prose",
    section: true,
    label: { zh: "技术优势", en: "Advantages" },
    headers: {
      zh: "技术优势、创新点、主要创新点、技术特点、优势、技术效果",
      en: "advantages, innovation, novelty",
    },
  },
  kind: {
    type: "text",
    label: { zh: "成果类型", en: "Kind" },
    headers: {
      zh: "成果类型、专利类型、类型、类别、成果类别、专利类别、知识产权类型",
      en: "kind, type, patent type",
    },
  },
  patentNumber: {
    type: "patentNumber",
    label: { zh: "专利号", en: "Patent number" },
    headers: {
      zh: `
        专利号、申请号、专利申请号、专利号/申请号、申请(专利)号、申请号/专利号、专利(申请)号、
        公开(公告)号、公开号、公告号、授权公告号`,
      en: `
        patent number, application number, patent no, patent no., application no, publication number,
        an, pn`,
    },
  },
  filed: {
    type: "startDay",
    label: { zh: "申请日", en: "Filing date" },
    headers: {
      zh: "申请日、申请日期、申请时间",
      en: "filing date, application date, ad",
    },
  },
  granted: {
    type: "startDay",
    label: { zh: "授权日", en: "Grant date" },
    headers: {
      zh: "授权日、授权日期、授权时间、授权公告日",
      en: "grant date",
    },
  },
  legalStatus: {
    type: "legalStatus",
    label: { zh: "法律状态", en: "Legal status" },
    headers: {
      zh: `
        专利有效性、有效性、简单法律状态、当前法律状态、法律状态、专利法律状态、专利状态、案件状态、
        权利状态、状态`,
      en: "legal status, patent status, status, validity",
    },
  },
  expiry: {
    type: "expiryDay",
    label: { zh: "失效日期", en: "Expiry" },
    headers: {
      zh: "失效日期、到期日、到期日期、届满日、失效日、预计到期日、有效期至、专利到期日、预估到期日",
      en: "expiry, expiry date, expiration date",
    },
  },
  owners: {
    type: "names",
    label: { zh: "专利权人", en: "Owners" },
    headers: {
      zh: `
        当前权利人、当前专利权人、当前申请(专利权)人、[标]当前申请(专利权)人、专利权人、权利人、所有权人、
        成果权属、申请(专利权)人、申请人/专利权人、专利权人/申请人、申请人、第一申请人`,
      en: "owners, owner, assignee, applicant, patentee, pa",
    },
  },
  coOwners: {
    type: "names",
    label: { zh: "共有权人", en: "Co-owners" },
    headers: {
      zh: "共有权人、共有人、共同专利权人、共同权利人、共同申请人、其他权利人",
      en: "co-owners, co-owner, coowners",
    },
  },
  exclusiveLicence: {
    type: "yesNo",
    label: { zh: "是否独占许可", en: "Exclusive licence" },
    headers: {
      zh: `
        是否独占许可、独占许可、是否已独占许可、独占(排他)许可、排他许可、许可情况、许可状态、
        是否许可、许可类型、专利许可情况`,
      en: "exclusive licence, exclusive license, licensed exclusively, licence",
    },
  },
  inventors: {
    type: "text",
    label: { zh: "发明人", en: "Inventors" },
    headers: {
      zh: `
        发明人、发明(设计)人、发明人/设计人、完成人、主要完成人、成果完成人、负责人、项目负责人、
        第一发明人、成果负责人`,
      en: "inventors, inventor, author, authors, in",
    },
  },
  unit: {
    type: "text",
    label: { zh: "所属单位", en: "Unit" },
    headers: {
      zh: `
        所属单位、单位、学校、高校、所属高校、高校名称、完成单位、成果单位、成果所属单位、持有单位、
        单位名称`,
      en: "unit, university, institution, organisation, organization",
    },
  },
  college: {
    type: "text",
    label: { zh: "所属学院", en: "College" },
    headers: {
      zh: "所属学院、学院、院系、所在学院、部门、所在院系、二级单位、所属部门",
      en: "college, school, department, faculty",
    },
  },
  field: {
    type: "text",
    label: { zh: "技术领域", en: "Field" },
    headers: {
      zh: `
        技术领域、所属领域、领域、所属产业、产业领域、行业、所属行业、学科、学科领域、产业、产业方向、
        战略新兴产业分类`,
      en: "field, industry, discipline",
    },
  },
  ipc: {
    type: "ipc",
    label: { zh: "IPC 分类号", en: "IPC" },
    headers: {
      zh: "ipc分类号、ipc主分类号、主分类号、分类号、ipc分类",
      en: "ipc, classification",
    },
  },
  grade: {
    type: "text",
    label: { zh: "成果等级", en: "Grade" },
    headers: {
      zh: "成果等级、等级、分级、价值等级、专利分级、专利等级、评级、校内分级、分级分类",
      en: "grade, rating, value grade",
    },
  },
  readiness: {
    type: "level",
    label: { zh: "技术就绪度", en: "Technology readiness level" },
    headers: {
      zh: "技术就绪度、就绪度、成熟度、技术成熟度、成熟度等级、技术成熟度等级、所处阶段、成果阶段",
      en: "trl, readiness, technology readiness level, maturity",
    },
  },
  cooperation: {
    type: "text",
    label: { zh: "转化方式", en: "Form of transfer" },
    headers: {
      zh: "转化方式、合作方式、拟转化方式、转让方式、意向转化方式",
      en: "form of transfer, transfer",
    },
  },
  ...CONTACT,
} as const satisfies FieldTable;

const INSTRUMENTS = {
  ...SERIAL,
  id: {
    type: "text",
    label: { zh: "仪器编号", en: "Instrument number" },
    headers: {
      zh: "仪器编号、设备编号、编号、资产编号、资产号",
      en: "id, number, code, instrument id",
    },
  },
  name: {
    type: "text",
    label: { zh: "仪器名称", en: "Name" },
    headers: {
      zh: "仪器名称、设备名称、名称、仪器设备名称、仪器、设备、大型仪器名称",
      en: "name, instrument, equipment, title, instrument name",
    },
  },
  model: {
    type: "text",
    label: { zh: "规格型号", en: "Model" },
    headers: {
      zh: "规格型号、型号、型号规格、规格、仪器型号、设备型号",
      en: "model",
    },
  },
  functions: {
    type: "prose",
    section: true,
    label: { zh: "主要功能", en: "Functions" },
    headers: {
      zh: `
        主要功能、功能、主要功能及应用范围、功能及应用范围、主要功能及用途、用途、功能介绍、服务内容、
        检测项目、应用范围、主要用途、主要功能及应用、主要技术指标及功能`,
      en: "content, functions, function, use, application, description",
    },
  },
  indicators: {
    type: "prose",
    section: true,
    label: { zh: "技术指标", en: "Specification" },
    headers: {
      zh: "技术指标、主要技术指标、技术参数、主要参数、性能指标、主要技术参数",
      en: "specification, indicators",
    },
  },
  unit: {
    type: "text",
    label: { zh: "所属单位", en: "Unit" },
    headers: {
      zh: "所属单位、单位、管理单位、持有单位、所在单位、单位名称、所属学院、学院、平台、所属平台",
      en: "unit, owner, organisation, organization, college",
    },
  },
  location: {
    type: "text",
    label: { zh: "放置地点", en: "Location" },
    headers: {
      zh: "放置地点、地点、安放地点、存放地点、位置、所在地、存放地、安装地点",
      en: "location, place, address",
    },
  },
  price: {
    type: "text",
    label: { zh: "收费标准", en: "Fee" },
    headers: {
      zh: "收费标准、收费、价格、参考价格、共享收费、收费标准(元)、服务价格、收费标准(元/小时)",
      en: "fee, price, charge",
    },
  },
  ...CONTACT,
} as const satisfies FieldTable;

const TEAMS = {
  ...SERIAL,
  id: {
    type: "text",
    label: { zh: "团队编号", en: "Team number" },
    headers: {
      zh: "团队编号、编号、专家编号",
      en: "id, number, code, team id",
    },
  },
  name: {
    type: "text",
    label: { zh: "团队名称", en: "Team" },
    headers: {
      zh: "团队名称、团队、科研团队、科研团队名称、课题组、专家姓名、专家、姓名、名称",
      en: "team, team name, name, expert, title",
    },
  },
  lead: {
    type: "text",
    label: { zh: "团队负责人", en: "Lead" },
    headers: {
      zh: "团队负责人、负责人、带头人、团队带头人、首席专家、负责人姓名",
      en: "lead, leader, principal investigator, pi",
    },
  },
  content: {
    type: "prose",
    section: true,
    label: { zh: "研究方向", en: "Directions" },
    headers: {
      zh: "研究方向、主要研究方向、团队简介、简介、专业领域、研究领域、技术方向、擅长领域、主攻方向",
      en: "content, directions, research, research interests, description, profile, expertise",
    },
  },
  results: {
    type: "prose",
    label: { zh: "代表性成果", en: "Representative results" },
    headers: {
      zh: "代表性成果、主要成果、成果、代表成果、科研成果、代表性项目、承担项目、项目经历",
      en: "representative results, results, publications, items, projects",
    },
  },
  capacity: {
    type: "count",
    label: { zh: "可承接需求数", en: "Capacity" },
    headers: {
      zh: "可承接需求数、承接能力、可承接数、可承接项目数、本轮可承接需求数、容量、接单上限、可接需求数",
      en: "capacity, max needs, max",
    },
  },
  unit: {
    type: "text",
    label: { zh: "所属单位", en: "Unit" },
    headers: {
      zh: "所属单位、单位、学校、高校、所属高校、单位名称",
      en: "unit, university, institution",
    },
  },
  college: {
    type: "text",
    label: { zh: "所属学院", en: "College" },
    headers: {
      zh: "所属学院、学院、院系、所在学院、所在院系、部门",
      en: "college, school, department, faculty",
    },
  },
  field: {
    type: "text",
    label: { zh: "技术领域", en: "Field" },
    headers: {
      zh: "技术领域、所属领域、领域、学科、所属学科、产业领域、服务产业",
      en: "field, discipline, industry",
    },
  },
  orcid: {
    type: "orcid",
    label: { zh: "ORCID", en: "ORCID" },
    headers: {
      zh: "orcid号",
      en: "orcid, orcid id",
    },
  },
  ...CONTACT,
} as const satisfies FieldTable;

/** The columns that each list is read into: field name to definition. */
export const FIELDS = {
  needs: NEEDS,
  achievements: ACHIEVEMENTS,
  instruments: INSTRUMENTS,
  teams: TEAMS,
} as const satisfies Record<ListKind, FieldTable>;

/** A table is a list of this kind when it has one of these fields. */
export const NAMING_FIELDS: Readonly<Record<ListKind, readonly string[]>> = {
  needs: ["title", "content"],
  achievements: ["title"],
  instruments: ["name"],
  teams: ["name"],
};

export function fieldsOf(kind: ListKind): FieldTable {
  return FIELDS[kind];
}

/** Every header that means a field, its label included. */
export function headersOf({ headers, label }: FieldDefinition): readonly string[] {
  const stated = [...headers.zh.split(/[、\n]/), ...headers.en.split(/[,\n]/), label.zh, label.en];
  return [...new Set(stated.map((header) => header.trim()).filter((header) => header !== ""))];
}

/** What the columns of a list can be assigned to, in the order in which a form would ask for it. */
export function listFields(kind: ListKind): { readonly field: string; readonly label: Bilingual }[] {
  return Object.entries(fieldsOf(kind)).map(([field, { label }]) => ({ field, label }));
}
