// What people without an account get to read, and what was done, in sentences.
import type { Bilingual } from "@dual-high/kernel";
import type { StepRow } from "./queries.ts";
import type { OriginKind } from "./types.ts";

/** Behind the #: it does not travel to the server, into its log or to the next site. */
export function invitationPath(token: string): string {
  return `/t#token=${token}`;
}

function localDay(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3600 * 1000).toISOString().slice(0, 10);
}

/** Under which name people are asked. */
export function nameOffice(name: string, of: "pair" | "university"): Bilingual {
  return of === "pair"
    ? { zh: `${name}结对工作专班`, en: `The joint office of ${name}` }
    : { zh: `${name}成果转化部门`, en: `The transfer office of ${name}` };
}

const PURPOSES: Readonly<Record<OriginKind, (title: string) => Bilingual>> = {
  need: (title) => ({ zh: `企业需求“${title}”`, en: `the need “${title}” of an enterprise` }),
  challenge: (title) => ({ zh: `揭榜“${title}”`, en: `a bid for the challenge “${title}”` }),
};

/** To paste into WeChat: what it is about, what is asked of whom, one link. No name of a third person. */
export function invitationText(
  about: {
    readonly from: Bilingual;
    readonly kind: OriginKind;
    readonly title: string;
    readonly name: string;
    readonly covers: readonly string[];
    readonly members: number;
  },
  url: string,
  expiresAt: string,
): Bilingual {
  const { from, kind, title, name, covers, members } = about;
  const purpose = PURPOSES[kind](title);
  const until = localDay(expiresAt);
  const zhWhat = covers.length === 0 ? "" : `，想请您负责${covers.map((term) => `“${term}”`).join("")}方面的工作`;
  const enWhat = covers.length === 0 ? "" : ` for ${covers.map((term) => `“${term}”`).join(", ")}`;
  return {
    zh: `${name}老师您好，我们是${from.zh}，正在为${purpose.zh}组建 ${members} 人的团队${zhWhat}。\n详情和答复（无需注册，${until} 前有效）：${url}`,
    en: `Dear ${name},\n${from.en} is forming a team of ${members} for ${purpose.en} and would like to have you${enWhat}.\nDetails and a one-tap answer (no account needed, valid until ${until}): ${url}`,
  };
}

type Worded = (step: {
  readonly who: string;
  readonly isSelf: boolean;
  readonly details: StepRow["details"];
}) => Bilingual;

function said({ comment }: StepRow["details"]): Bilingual {
  return typeof comment === "string" && comment !== ""
    ? { zh: `：${comment}`, en: `: ${comment}` }
    : { zh: "", en: "" };
}

const STEPS: Readonly<Record<StepRow["action"], Worded>> = {
  formed: ({ details }) => ({
    zh: `组成团队，${String(details["members"])} 人`,
    en: `Put the team together, ${String(details["members"])} people`,
  }),
  changed: () => ({ zh: "改了能力要求或限制", en: "Changed what is asked for, or the limits" }),
  joined: ({ who }) => ({ zh: `加入 ${who}`, en: `Put ${who} in` }),
  taken_off: ({ who }) => ({ zh: `换下 ${who}`, en: `Took ${who} off` }),
  invited: ({ who, details }) => ({
    zh: `邀请 ${who}，${String(details["days"])} 天内有效`,
    en: `Invited ${who}, valid for ${String(details["days"])} days`,
  }),
  accepted: ({ who, isSelf, details }) => ({
    zh: `${isSelf ? `${who} 通过链接接受` : `登记 ${who} 接受`}${said(details).zh}`,
    en: `${isSelf ? `${who} accepted by the link` : `Noted that ${who} accepted`}${said(details).en}`,
  }),
  declined: ({ who, isSelf, details }) => ({
    zh: `${isSelf ? `${who} 通过链接谢绝` : `登记 ${who} 谢绝`}${said(details).zh}`,
    en: `${isSelf ? `${who} declined by the link` : `Noted that ${who} declined`}${said(details).en}`,
  }),
  dissolved: ({ details }) => ({ zh: `解散团队${said(details).zh}`, en: `Dissolved the team${said(details).en}` }),
};

/** What was done, for the log of a team. */
export function wordStep({ action, memberName, actorId, details }: StepRow): Bilingual {
  return STEPS[action]({ who: memberName ?? "", isSelf: actorId === null, details });
}
