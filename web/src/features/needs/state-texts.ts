import { defineTexts } from "../../text/texts.ts";

/** An enterprise's own way in: stating a need, and looking after it. */
export const stateTexts = defineTexts("stateNeed", {
  state: { zh: "提需求", en: "State a need" },
  purpose: {
    zh: "卡在哪里，要做到多少，手上有什么。几句话就能先存草稿。",
    en: "Where it fails, what has to be reached, what is there already. A few sentences make a draft.",
  },
  copyPurpose: {
    zh: "照 {{number}} 填好了，改过再提交。期限请重新填。",
    en: "Filled in from {{number}}: change what differs. Give a new deadline.",
  },
  handIn: { zh: "提交", en: "Hand in" },
  keepDraft: { zh: "存草稿", en: "Keep as a draft" },
  handedIn: { zh: "{{number}} 已提交给{{office}}", en: "{{number}} was handed in to {{office}}" },
  keptDraft: {
    zh: "{{number}} 已存为草稿，提交前只有本企业看得到",
    en: "{{number}} is kept as a draft; only your enterprise sees it until you hand it in",
  },
  draftNote: {
    zh: "这是草稿，只有本企业看得到。提交以后，“谁能看”里写的人才看得到，专班开始初审。",
    en: "A draft: only your enterprise sees it. Once you hand it in, those under “Who reads it” do, and triage begins.",
  },
  office: { zh: "交给哪个专班", en: "Pair office" },
  officeHint: {
    zh: "所在地有几个结对，选专业最近的高校；选错了专班会告诉您。",
    en: "There are several pairs here: choose the university nearest to the subject. The office tells you if it is another's.",
  },
  goesTo: {
    zh: "提交后由{{office}}初审：受理、请您补充，或并入同样的需求。进展会通知您。",
    en: "{{office}} judges it: accepts it, asks you for more, or merges it with the same need. You are told.",
  },
  goesToOne: {
    zh: "提交后由您选的专班初审：受理、请您补充，或并入同样的需求。进展会通知您。",
    en: "The office that you choose judges it: accepts it, asks you for more, or merges it with the same need. You are told.",
  },
  restrictedHint: {
    zh: "只有本企业、高新区和专班负责人能看，别人要逐个邀请。不会自动匹配，由专班找伙伴。",
    en: "Read by your enterprise, the zone and the head of the office; others are invited one by one. It is matched by people, not by the engine.",
  },
  noOffice: { zh: "现在还没有专班可以受理", en: "No pair office can take it yet" },
  noSeat: {
    zh: "您的企业账号还没有归到任何高新区。请联系所在高新区，由系统管理员把企业归到高新区之下，再回来提需求。",
    en: "Your enterprise stands beneath no high-tech zone yet. Ask your zone to have the system administrator place it there, then come back.",
  },
  noPair: {
    zh: "{{seat}}还没有和高校结对。请联系{{seat}}管委会；结对以后就能在这里提需求。",
    en: "{{seat}} is in no pair with a university yet. Ask its administration; once it is, needs can be stated here.",
  },
  toNeeds: { zh: "看已有的需求", en: "See the needs so far" },
  noneText: {
    zh: "把生产或研发里解决不了的难题写下来，专班帮您找高校团队。别人替您登记的也会在这里。",
    en: "Write down what you cannot solve in production or development, and the pair office finds a team. Needs that others wrote down for you stand here as well.",
  },
  listPurpose: {
    zh: "提了什么，走到哪一步，要您补什么。",
    en: "What you asked for, how far each is, and what you are asked.",
  },
  clarityMust: {
    zh: "照现在的写法还找不准团队：请尽量补充下面几点。也可以先提交，专班会来问。",
    en: "As it is, no team could be found: add what you can of the points below. You may hand it in; the office will ask.",
  },
  partners: { zh: "专班推荐的伙伴", en: "Partners the office suggests" },
  noPartners: {
    zh: "专班在找伙伴。推荐给您的会列在这里，并通知您。",
    en: "The office is looking for partners. Those it suggests to you will stand here, and you are told.",
  },
  sharedOn: { zh: "{{day}} 推荐", en: "suggested {{day}}" },
  "answer.interested": { zh: "您答复：感兴趣", en: "you answered: interested" },
  "answer.not_mine": { zh: "您答复：不合适", en: "you answered: not for us" },
  "with.to_contact": { zh: "专班准备联系", en: "the office is about to contact them" },
  "with.contacted": { zh: "已联系", en: "contacted" },
  "with.in_talks": { zh: "洽谈中", en: "in talks" },
  "with.contracted": { zh: "已签约", en: "contracted" },
  "with.ended": { zh: "没有谈成", en: "came to nothing" },
  "with.withdrawn": { zh: "已撤回", en: "taken back" },
  copy: { zh: "照此再提一条", en: "Copy to a new need" },
  withdraw: { zh: "撤回", en: "Withdraw" },
  withdrawReason: {
    zh: "写明为什么撤回，专班会看到。以后还需要，可以照此再提一条。",
    en: "Say why; the office will read it. If you need it again, copy it to a new need.",
  },
});
