// What people without an account get to read: a text to paste, a card, the way to the page.
import type { Bilingual } from "@dual-high/kernel";
import { localDay } from "./times.ts";
import type { OutreachMade, OutreachShown } from "./types.ts";

/** Behind the #: it does not travel to the server, into its log or to the next site. */
export function pathOf(token: string): string {
  return `/l#token=${token}`;
}

const MOST_TITLE = 40;

function shorten(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : text;
}

/** To paste into WeChat: what it is about, why them, one link. No contact, no budget, no name of a third person. */
export function pasteText(shown: OutreachShown, url: string, expiresAt: string): Bilingual {
  const { audience, needTitle, partnerName, terms, pairName } = shown;
  const title = shorten(needTitle, MOST_TITLE);
  const shared = terms.slice(0, 3);
  const zhTerms = shared.map((term) => `“${term}”`).join("");
  const enTerms = shared.map((term) => `“${term}”`).join(", ");
  const until = localDay(expiresAt);
  const tail: Bilingual = {
    zh: `详情和答复（无需注册，${until} 前有效）：${url}`,
    en: `Details and a one-tap answer (no account needed, valid until ${until}): ${url}`,
  };
  const opening: Bilingual =
    audience === "enterprise"
      ? {
          zh: `您好，我们是${pairName}结对工作专班。您的需求“${title}”找到了可能的合作方${partnerName === null ? "" : `：“${shorten(partnerName, MOST_TITLE)}”`}，想请您看看是否愿意见面谈一谈。`,
          en: `Hello from the joint office of ${pairName}. For your need “${title}” we found a possible partner${partnerName === null ? "" : `: “${shorten(partnerName, MOST_TITLE)}”`}. Would you like to meet?`,
        }
      : {
          zh: `老师您好，我们是${pairName}结对工作专班。有一条企业需求“${title}”${partnerName === null ? "正在找团队" : `与您的“${shorten(partnerName, MOST_TITLE)}”${zhTerms === "" ? "方向相近" : `在${zhTerms}上相通`}`}，想请您看看是否感兴趣。`,
          en: `Hello from the joint office of ${pairName}. An enterprise needs “${title}”${partnerName === null ? " and is looking for a team" : `, close to your “${shorten(partnerName, MOST_TITLE)}”${enTerms === "" ? "" : ` (${enTerms})`}`}. Would you take a look?`,
        };
  return { zh: `${opening.zh}\n${tail.zh}`, en: `${opening.en}\n${tail.en}` };
}

/** What a picture of it shows; whoever draws it adds the link as a code. */
export function cardOf(shown: OutreachShown, url: string, expiresAt: string): OutreachMade["card"] {
  const until = localDay(expiresAt);
  const lines: Bilingual[] = [
    ...(shown.partnerName === null
      ? []
      : [{ zh: `可能的合作：${shown.partnerName}`, en: `Possible partner: ${shown.partnerName}` }]),
    ...(shown.terms.length === 0
      ? []
      : [
          {
            zh: `相通之处：${shown.terms.slice(0, 4).join("、")}`,
            en: `In common: ${shown.terms.slice(0, 4).join(", ")}`,
          },
        ]),
  ];
  return {
    title: { zh: shown.needTitle, en: shown.needTitle },
    lines,
    footer: { zh: `${shown.pairName} · ${until} 前有效`, en: `${shown.pairName} · valid until ${until}` },
    url,
  };
}

/** For whoever passes the link on. */
export function forwardText(shown: OutreachShown, url: string, expiresAt: string): Bilingual {
  const title = shorten(shown.needTitle, MOST_TITLE);
  const until = localDay(expiresAt);
  return {
    zh: `有一条企业需求“${title}”，也许您更合适。详情和答复（无需注册，${until} 前有效）：${url}`,
    en: `An enterprise needs “${title}”; you may be the better one to ask. Details and answer (no account needed, valid until ${until}): ${url}`,
  };
}
