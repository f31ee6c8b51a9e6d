import { DomainError, defineErrors } from "@dual-high/kernel";
import { httpError } from "./errors.ts";

const conflict = (zh: string, en: string) => ({ kind: "conflict" as const, message: { zh: () => zh, en: () => en } });

/** What a violated constraint means, by its name. One that is not here is answered without particulars. */
const BY_CONSTRAINT = {
  users_login_key: conflict("这个登录名已经有人使用。", "This login name is taken."),
  memberships_pkey: conflict("此人在这里已有这个角色。", "This person already has that role here."),
  memberships_one_admin_role: conflict(
    "系统、安全、审计三种管理员不能由同一人兼任。",
    "Nobody may be administrator of the system, of security or of audit at once.",
  ),
  pairs_sides_key: conflict(
    "这个高新区与这所高校已经结对，请打开已有的结对。",
    "This zone and this university are a pair already: open that one.",
  ),
  scopes_code_key: conflict("这个代码已用于同类的另一个范围。", "This code belongs to another scope of the same kind."),
  saved_views_own_name: conflict(
    "您已有同名的视图。请换个名称，或修改原来的视图。",
    "You have a view of that name. Choose another name, or change that one.",
  ),
  people_number_key: conflict(
    "本单位已有同一工号的人员。请核对工号，或打开已有的那条记录。",
    "Somebody of this unit has the same staff number. Check it, or open the record that exists.",
  ),
  achievements_number_key: conflict(
    "这个成果编号已用于另一项成果。请换一个编号。",
    "Another achievement has this number. Give it one of its own.",
  ),
  teams_number_key: conflict(
    "这个团队编号已用于另一个团队。请换一个编号。",
    "Another team has this number. Give it one of its own.",
  ),
  confidentiality_statements_version_key: conflict(
    "保密声明刚被别人更新。请重新打开后再改。",
    "Somebody replaced the confidentiality statement just now. Open it again before you change it.",
  ),
  bookings_capacity: conflict(
    "这个时段已经约满。请换一个时段，或加入候补。",
    "No place is left at that time. Choose another time, or join the waiting list.",
  ),
  campaigns_capacity: conflict(
    "这条线在这些天已经约满。请为中试改排日期。",
    "No place of the line is left on these days. Schedule the campaign on others.",
  ),
  rooms_number_key: conflict(
    "这一层已有同号的房间。请核对门牌号，或打开已有的那间。",
    "There is a room of this number on the floor. Check it, or open the room that exists.",
  ),
  room_allocations_single: conflict(
    "这间房在该时段已分配给别人。请改日期或换一间。",
    "The room is somebody else's in that period. Change the days, or choose another room.",
  ),
  bookables_instrument_key: conflict(
    "这台仪器已经开放预约，请修改已有的预约设置。",
    "This instrument can be booked already: change its settings.",
  ),
  bookables_facility_key: conflict(
    "这个平台已经开放预约，请修改已有的预约设置。",
    "This facility can be booked already: change its settings.",
  ),
  fund_matches_payment: conflict(
    "这笔拨付对上的到款会超过拨付的金额。请刷新页面，按剩余金额对账。",
    "More would be matched than was paid. Reload the page and match what is left.",
  ),
  fund_matches_receipt: conflict(
    "这笔到款对上的拨付会超过到款的金额：其余部分已由另一只基金对上。请刷新页面，按剩余金额对账，或选择别的到款。",
    "More would be matched than was received: the rest is matched by another fund. Reload the page and match what is left, or choose another receipt.",
  ),
  needs_province_known: conflict(
    "这个结对不在任何省级范围之下，需求不能面向全省开放。请先由系统管理员把高新区归入所在省。",
    "This pair stands beneath no province, so its needs cannot be open to one. Have the system administrator put its zone beneath the province.",
  ),
  invitations_open_key: conflict(
    "已向此人发出同样的邀请，尚未接受。可以先撤回旧邀请。",
    "This person already has the same invitation open. Withdraw that one first.",
  ),
};

const byConstraint = defineErrors(
  Object.fromEntries(Object.entries(BY_CONSTRAINT).map(([name, definition]) => [`conflict.${name}`, definition])),
);

const UNIQUE = "23505";
const FOREIGN_KEY = "23503";
const EXCLUSION = "23P01";
const BUSY = new Set(["40001", "40P01", "55P03"]);

/** A failure of the database that a person can understand, or null. */
export function translateDatabaseError(error: unknown): DomainError | null {
  if (error instanceof DomainError || !(error instanceof Error)) return null;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  if (typeof code !== "string") return null;
  if (typeof constraint === "string" && constraint in BY_CONSTRAINT) return byConstraint(`conflict.${constraint}`, {});
  if (code === UNIQUE || code === FOREIGN_KEY || code === EXCLUSION) return httpError("http.conflict", {});
  return BUSY.has(code) ? httpError("http.try_again", {}) : null;
}
