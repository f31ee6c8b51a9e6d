import { randomInt } from "node:crypto";

const LETTERS = "abcdefghjkmnpqrstuvwxyz";
const DIGITS = "23456789";
const GROUPS = 4;
const GROUP = 4;

/** Easy to read off a screen and to type, without letters that are mistaken for another: `kfmw-7x3d-ppen-4rhy`. */
export function makePassword(): string {
  const signs = LETTERS + DIGITS;
  const group = () => Array.from({ length: GROUP }, () => signs.charAt(randomInt(signs.length))).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}
