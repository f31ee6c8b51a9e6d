// What participants of a day get to read.
import type { Bilingual } from "@dual-high/kernel";
import type { Side } from "./types.ts";

/** Behind the #: it does not travel to the server, into its log or to the next site. */
export function dayPath(token: string): string {
  return `/d#token=${token}`;
}

interface AboutDay {
  readonly pairName: string;
  readonly title: string;
  readonly place: string;
  readonly heldOn: string;
  readonly startsAt: string;
}

/** To paste into WeChat: what, when, where, how many meetings, one link. No name of anybody whom they would meet. */
export function invitationText(
  { pairName, title, place, heldOn, startsAt }: AboutDay,
  to: { readonly side: Side; readonly name: string; readonly meetings: number },
  url: string,
): Bilingual {
  const where = place === "" ? { zh: "", en: "" } : { zh: `，${place}`, en: `, ${place}` };
  const hello = to.side === "enterprise" ? `${to.name}：您好` : `${to.name}老师：您好`;
  return {
    zh: `${hello}，${pairName}结对工作专班邀请您参加“${title}”（${heldOn} ${startsAt} 起${where.zh}），为您安排了 ${to.meetings} 场一对一洽谈。\n看您的安排、答复能否参加、转给同事（无需注册）：${url}`,
    en: `Dear ${to.name}, the joint office of ${pairName} invites you to “${title}” (${heldOn} from ${startsAt}${where.en}), with ${to.meetings} one-to-one ${to.meetings === 1 ? "meeting" : "meetings"} for you.\nYour timetable, your answer, pass it on (no account needed): ${url}`,
  };
}

/** For whoever passes the link on. */
export function forwardText({ pairName, title, heldOn, startsAt }: AboutDay, url: string): Bilingual {
  return {
    zh: `${pairName}“${title}”（${heldOn} ${startsAt} 起）的参会安排转给您，请在这里看时间并答复（无需注册）：${url}`,
    en: `The timetable of “${title}” of ${pairName} (${heldOn} from ${startsAt}), passed on to you: times and answer (no account needed): ${url}`,
  };
}
