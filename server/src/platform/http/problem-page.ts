import {
  type Bilingual,
  type ErrorKind,
  findErrorDefinition,
  LANGUAGES,
  type Language,
  listErrorCodes,
} from "@dual-high/kernel";
import { outcomeOf, problemPath } from "./problem.ts";

/** What a kind of problem means, and what whoever meets it does. */
const KINDS: Readonly<Record<ErrorKind, { readonly means: Bilingual; readonly remedy: Bilingual }>> = {
  validation: {
    means: {
      zh: "收到了请求，但内容有不符合要求之处，什么也没有保存。",
      en: "The request came in, and something in it does not meet the requirements. Nothing was saved.",
    },
    remedy: {
      zh: "按 detail 和 errors 所指的字段修改后重新提交。",
      en: "Correct the fields that `detail` and `errors` name, and send it again.",
    },
  },
  unauthenticated: {
    means: { zh: "没有登录，或登录已经失效。", en: "Nobody is signed in, or the session has ended." },
    remedy: {
      zh: "重新登录后再试；页面上已填的内容会保留。",
      en: "Sign in and try again; what was typed into a page is kept.",
    },
  },
  forbidden: {
    means: { zh: "已登录，但当前角色没有这项权限。", en: "Whoever is signed in does not have the right to do this." },
    remedy: {
      zh: "请有权限的同事办理，或请本单位负责人调整角色。",
      en: "Ask a colleague who may, or the head of the office to change the role.",
    },
  },
  not_found: {
    means: {
      zh: "没有这条记录，或者无权查看；两种情况的答复相同，不透露记录是否存在。",
      en: "There is no such record, or it may not be seen. Both are answered alike, so that nothing is given away.",
    },
    remedy: {
      zh: "核对地址；若是别人发来的链接，请对方确认您在同一范围内。",
      en: "Check the address; if somebody sent it, ask them whether you work in the same scope.",
    },
  },
  conflict: {
    means: {
      zh: "请求本身没有错，但与记录的现状不符，什么也没有保存。",
      en: "The request is right in itself and does not fit the present state of the record. Nothing was saved.",
    },
    remedy: {
      zh: "刷新记录，看清现状后再决定下一步。",
      en: "Refresh the record, see where it stands, and decide anew.",
    },
  },
  stale: {
    means: {
      zh: "打开之后记录被别人改过；为不覆盖别人的修改，没有保存。",
      en: "Somebody changed the record after it was read. So as not to overwrite their work, nothing was saved.",
    },
    remedy: {
      zh: "刷新后在新内容上再改；自己填写的内容仍在页面上。",
      en: "Refresh and apply the change to the new content; what was typed is still on the page.",
    },
  },
  limit: {
    means: { zh: "超出了系统设定的数量、大小或频次上限。", en: "A limit of number, size or frequency was reached." },
    remedy: {
      zh: "缩小或拆分后再试；答复带有 Retry-After 时，等到那时再试。",
      en: "Make it smaller or split it; where the answer has a Retry-After, wait for that long.",
    },
  },
  unavailable: {
    means: {
      zh: "服务器此刻无法完成，不是请求的问题。",
      en: "The server cannot do it at the moment; nothing is wrong with the request.",
    },
    remedy: {
      zh: "按 Retry-After 的秒数等待后重试；持续出现时告诉系统管理员，并附上请求编号。",
      en: "Wait for the seconds in Retry-After and try again. If it goes on, tell the system administrator the request id.",
    },
  },
};

const TEXTS = {
  all: { zh: "问题代码", en: "Problem codes" },
  means: { zh: "含义", en: "What it means" },
  remedy: { zh: "怎么办", en: "What to do" },
  says: { zh: "系统的说法（〈 〉处为当时的具体内容）", en: "What the system says (‹ › stands for the particulars)" },
} satisfies Record<string, Bilingual>;

/** The page of one code, or of all of them; null for a code that there is not. Both languages, the reader's first. */
export function describeProblem(code: string | null, language: Language): string | null {
  const languages = [language, ...LANGUAGES.filter((other) => other !== language)];
  if (code === null) {
    const items = listErrorCodes().map((each) => `<li><a href="${problemPath(each)}">${escape(each)}</a></li>`);
    return pageOf(TEXTS.all[language], language, `<ul>${items.join("\n")}</ul>`);
  }
  const definition = findErrorDefinition(code);
  if (definition === null) return null;
  const { kind } = definition;
  const { status, title } = outcomeOf(code, kind);
  const section = (name: Bilingual, text: string, each: Language) => `<h3>${name[each]}</h3><p>${escape(text)}</p>`;
  const parts = languages.map((each) => {
    const says = sayWithGaps(definition.message[each] as (params: unknown) => string, each);
    return [
      `<section lang="${each === "zh" ? "zh-CN" : "en"}"><h2>${title[each]} · ${status}</h2>`,
      section(TEXTS.means, KINDS[kind].means[each], each),
      ...(says === null ? [] : [section(TEXTS.says, says, each)]),
      section(TEXTS.remedy, KINDS[kind].remedy[each], each),
      "</section>",
    ].join("\n");
  });
  return pageOf(code, language, `${parts.join("\n")}<p><a href="/problems">${TEXTS.all[language]}</a></p>`);
}

/** The sentence with a gap where the particulars go; null for one that cannot be said without them. */
function sayWithGaps(say: (params: unknown) => string, language: Language): string | null {
  const gap = (name: string): object =>
    new Proxy(
      {},
      {
        get(_, property) {
          if (typeof property === "symbol") return () => (language === "zh" ? `〈${name}〉` : `‹${name}›`);
          return gap(name === "" ? property : `${name}.${property}`);
        },
      },
    );
  const params = gap("");
  try {
    const text = say(params);
    return /undefined|NaN|\[object/.test(text) ? null : text;
  } catch {
    return null;
  }
}

function pageOf(title: string, language: Language, body: string): string {
  return `<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · 双高协同</title>
<link rel="stylesheet" href="/api/reference.css">
</head>
<body>
<h1>${escape(title)}</h1>
${body}
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
