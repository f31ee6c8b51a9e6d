/** Languages in which an error can explain itself. */
export type Language = "zh" | "en";

type Params = Readonly<Record<string, string | number>>;

const TEXTS = {
  duplicate_id: {
    zh: "{what_zh}编号“{id}”出现了不止一次，编号必须唯一",
    en: 'the {what} id "{id}" occurs more than once; ids must be unique',
  },
  invalid_text: {
    zh: "“{id}”的 {field} 不是文字",
    en: 'the {field} of "{id}" is not a text',
  },
  too_many_items: {
    zh: "“{id}”有 {items} 项，最多 {most} 项，请拆分为多个候选",
    en: '"{id}" has {items} items, but at most {most} can be indexed; split it into several candidates',
  },
  invalid_option: {
    zh: "参数 {field} 的值 {value} 不可用，应为{expected_zh}",
    en: "option {field} is {value}, but must be {expected_en}",
  },
  unknown_candidate: {
    zh: "索引中没有编号为“{id}”的候选",
    en: 'the index holds no candidate with the id "{id}"',
  },
  provider_unreachable: {
    zh: "模型服务 {provider} 没有回答（{reason_zh}）。请检查地址和网络",
    en: "the model at {provider} did not answer ({reason_en}); check the address and the network",
  },
  provider_refused: {
    zh: "模型服务 {provider} 拒绝了请求（HTTP {status}）。401、403 请检查密钥，404 请检查地址和模型名，429 请稍后再试",
    en: "the model at {provider} refused the request (HTTP {status}); for 401 and 403 check the key, for 404 address and model, for 429 try later",
  },
  provider_bad_answer: {
    zh: "模型 {provider} 的回答不可用：{problem_zh}。请检查模型名和设定",
    en: "the answer of the model {provider} cannot be used: {problem_en}; check its name and settings",
  },
  provider_package_missing: {
    zh: "运行本地模型需要软件包 {name}，它没有安装。请执行 npm install {name}",
    en: "a local model needs the package {name}, which is not installed; run npm install {name}",
  },
  provider_model_unusable: {
    zh: "模型文件夹“{folder}”中的 {file} 无法使用（{reason}）。请检查文件是否完整",
    en: 'the file {file} of the model folder "{folder}" cannot be used ({reason}); check that it is complete',
  },
  problem_not_an_object: {
    zh: "{where} 应为 JSON 对象",
    en: "{where} must be a JSON object",
  },
  problem_not_a_list: {
    zh: "{where} 应为列表",
    en: "{where} must be a list",
  },
  unknown_field: {
    zh: "{where} 中有不认识的字段“{field}”",
    en: '{where} has the unknown field "{field}"',
  },
  invalid_value: {
    zh: "{where} 的值 {value} 不可用，应为{expected_zh}",
    en: "{where} is {value}, but must be {expected_en}",
  },
  min_above_max: {
    zh: "{where} 为 {min}，大于最大值 {max}，请减小最小值或增大最大值",
    en: "{where} is {min}, above the maximum {max}; lower the minimum or raise the maximum",
  },
  unknown_reference: {
    zh: "{where} 提到的{what_zh}“{id}”不存在",
    en: '{where} names the {what_en} "{id}", which does not exist',
  },
  duplicate_pair: {
    zh: "{where} 与前面重复：“{need}”—“{supplier}”",
    en: '{where} repeats an earlier one: "{need}" - "{supplier}"',
  },
  locked_without_edge: {
    zh: "锁定的“{need}”—“{supplier}”没有对应的边，无从计分",
    en: 'the locked pair "{need}" - "{supplier}" has no edge, so it has no score',
  },
  locked_and_forbidden: {
    zh: "“{need}”—“{supplier}”既被锁定又被禁止",
    en: 'the pair "{need}" - "{supplier}" is both locked and forbidden',
  },
  source_changed: {
    zh: "建立索引时候选名单发生了变化（“{id}”），请用不变的名单重新建立",
    en: 'the candidates changed while the index was built ("{id}"); build it again from a list that stays as it is',
  },
  index_file_foreign: {
    zh: "文件“{file}”不是本版本的索引文件，请重新建立索引",
    en: 'the file "{file}" is not an index file of this version; build the index anew',
  },
  index_formula_differs: {
    zh: "索引文件“{file}”由另一套公式（版本或权重不同）建立，其中的分数没有意义。请用现在的版本和权重重新建立索引；如果它是用别的权重建立的，请在读取时给出那套权重",
    en: 'the index file "{file}" was built by another formula (another version, or other weights), so its scores would mean nothing; build it anew with this version and these weights, or, if it was built with other weights on purpose, name them when loading it',
  },
  index_file_damaged: {
    zh: "索引文件“{file}”不完整或已损坏，请重新建立索引",
    en: 'the index file "{file}" is incomplete or damaged; build the index anew',
  },
  revision_unsupported: {
    zh: "限制改动比例的重排不支持 {field}，请去掉 {field} 或不限制改动",
    en: "a limit of changes cannot be combined with {field}; leave {field} out, or assign without the limit",
  },
  plan_violates: {
    zh: "内部检查未通过：方案违反了“{rule}”（“{need}”—“{supplier}”）",
    en: 'internal check failed: the plan violates "{rule}" ("{need}" - "{supplier}")',
  },
} as const satisfies Record<string, Record<Language, string>>;

/** The reason of a {@link MatchingError}, stable across versions and languages. */
export type MatchingErrorCode = keyof typeof TEXTS;

/**
 * The only error this library throws on purpose. Branch on `code`; show `text(lang)`.
 * `params` holds the values named in the text: ids, fields, positions.
 */
export class MatchingError extends Error {
  readonly code: MatchingErrorCode;
  readonly params: Params;

  constructor(code: MatchingErrorCode, params: Params = {}) {
    super(fill(TEXTS[code].en, params));
    this.name = "MatchingError";
    this.code = code;
    this.params = params;
  }

  /** The error as one sentence for a user. */
  text(lang: Language): string {
    return fill(TEXTS[this.code][lang], this.params);
  }
}

function fill(template: string, params: Params): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ""));
}
