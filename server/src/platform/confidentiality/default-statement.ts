import type { Bilingual } from "@dual-high/kernel";

/**
 * Holds where an office has put no statement of its own. Plain words of this system, not a legal text: the office shows it
 * to its lawyer, or replaces it.
 */
export const DEFAULT_STATEMENT: Bilingual = {
  zh: [
    "以下内容属于提出方的商业或技术秘密，只给受邀的人看。",
    "我确认：",
    "1. 只为判断能否合作、准备合作方案而阅读和使用；",
    "2. 未经提出方书面同意，不转告、不转发、不复制给其他人，也不用于自己的研究、论文、专利或产品；",
    "3. 合作不成时删除留存的材料；",
    "4. 我知道每一次阅读的人、时间和内容都会记录，提出方可以随时查看。",
    "已经公开的、我在阅读之前已合法掌握的、依法必须提供的内容，不受以上约束。",
  ].join("\n"),
  en: [
    "What follows is a trade or technical secret of whoever put it here, and is shown to invited people only.",
    "I confirm that I",
    "1. read and use it only to judge whether we can work together, and to prepare that work;",
    "2. pass it on, forward or copy it to nobody, and do not use it for research, papers, patents or products of my own, without the written consent of whose it is;",
    "3. delete what I kept of it when we do not work together;",
    "4. know that every reading is recorded with person, time and part, and that whose it is can look at that record at any time.",
    "What is public, what I lawfully knew before, and what the law obliges me to disclose is not bound by this.",
  ].join("\n"),
};
