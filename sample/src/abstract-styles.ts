import type { Random } from "./random.ts";
import { sentence } from "./wording.ts";

/** What an abstract can speak of; every text is drawn already. */
export interface AbstractMatter {
  readonly title: string;
  readonly object: string;
  readonly thing: string;
  readonly means: string;
  readonly trouble: string;
  readonly steps: readonly string[];
  readonly results: readonly string[];
  readonly merit: string;
  readonly trial: string;
  readonly label: string;
  /** What the text calls itself: 本发明, 本实用新型, 本软件, 本成果. */
  readonly self: string;
}

type AbstractStyle = (matter: AbstractMatter, random: Random) => string;

const bare = (title: string) => title.replace(/^一种/, "");
const listed = (parts: readonly string[]) => parts.join("，");
/** The last of three clauses mostly tells the effect: it follows the numbered ones without a number. */
const numbered = (parts: readonly string[]) => {
  const steps = parts.length > 2 ? parts.slice(0, -1) : parts;
  const numberedSteps = steps.map((part, i) => `（${i + 1}）${part}`).join("；");
  return steps.length < parts.length ? `${numberedSteps}；${parts.at(-1)}` : numberedSteps;
};
const ordinal = (parts: readonly string[]) =>
  parts.every((part) => part.length >= 10) && parts.length === 3
    ? `首先${parts[0]}，随后${parts[1]}，${parts[2]}`
    : listed(parts);

/** Ways in which inventors and offices put an abstract. Each is followed by what still fits the length. */
export const ABSTRACT_STYLES: readonly AbstractStyle[] = [
  (m) =>
    `${m.self}公开了${m.title}，属于${m.label}技术领域。${sentence(listed(m.steps))}${sentence(listed(m.results))}`,
  (m) => `${m.self}涉及${m.label}技术领域，具体涉及${m.title}，包括：${numbered(m.steps)}。${sentence(m.merit)}`,
  (m) => `针对${m.trouble}的问题，提供${m.title}。${sentence(listed(m.steps))}${sentence(listed(m.results))}`,
  (m) => `现有${m.object}普遍存在${m.trouble}的不足。${m.self}采用${m.means}，${sentence(listed(m.steps))}`,
  (m) =>
    `${m.self}提供${m.title}，其特征在于：${sentence(m.steps.join("；"))}${sentence(`经${m.trial}，${listed(m.results)}`)}`,
  (m) =>
    `${sentence(`${m.means}是本成果的核心`)}${sentence(listed(m.steps))}${sentence(`经${m.trial}，${listed(m.results)}`)}${sentence(m.merit)}`,
  (m) => `${m.self}请求保护${m.title}。${ordinal(m.steps)}。与现有技术相比，${sentence(listed(m.results))}`,
  (m) =>
    `为解决${m.trouble}等问题，${m.self}以${m.means}为主要手段：${sentence(m.steps.join("；"))}${sentence(m.merit)}`,
  (m) => `${bare(m.title)}。技术要点：${numbered(m.steps)}。主要指标：${sentence(m.results.join("，"))}`,
  (m) => `${sentence(listed(m.steps))}${sentence(`由此解决了${m.object}${m.trouble}的问题`)}${sentence(m.merit)}`,
  (m, r) =>
    `该${r.pick(["成果", "技术"])}面向${m.object}，${sentence(listed(m.steps))}${r.pick(["应用后", "试验表明", "测试结果表明"])}，${sentence(listed(m.results))}`,
  (m) =>
    `${m.self}属于${m.label}领域，公开了${m.title}，旨在解决${m.trouble}的技术问题。其中，${sentence(listed(m.steps))}`,
  (m) =>
    `${m.object}在应用中常因${m.trouble}而受到限制。本技术引入${m.means}，${sentence(listed(m.steps))}${sentence(listed(m.results))}`,
  (m) =>
    `本成果已完成${m.trial}。${sentence(`采用${m.means}，${listed(m.steps)}`)}${sentence(listed(m.results))}${sentence(m.merit)}`,
  (m) =>
    `提供了一种基于${m.means}的技术方案：${sentence(m.steps.join("；"))}${sentence(m.merit)}${sentence(listed(m.results))}`,
  (m) => `${m.self}的${m.thing}包括以下内容：${numbered(m.steps)}。${sentence(`解决了${m.trouble}的问题`)}`,
  (m, r) =>
    `${r.pick(["传统做法难以克服", "目前行业内仍未很好解决", "长期困扰企业的是"])}${m.object}${m.trouble}的问题。${sentence(`本成果以${m.means}切入，${listed(m.steps)}`)}`,
  (m) => `${bare(m.title)}，${sentence(listed(m.steps))}${sentence(`${m.merit}，${listed(m.results)}`)}`,
  (m) =>
    `${m.self}所述${m.thing}，${sentence(m.steps.join("；"))}${sentence(`采用${m.means}后，${listed(m.results)}`)}`,
  (m, r) =>
    `${m.title}，${r.pick(["用于改善", "可用于解决", "主要解决"])}${m.trouble}的问题：${sentence(listed(m.steps))}${sentence(`${m.trial}表明，${listed(m.results)}`)}`,
];
