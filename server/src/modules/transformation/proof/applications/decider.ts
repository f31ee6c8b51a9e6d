// Whether somebody who would decide is of those who would receive.
import type { Tx } from "../../../../platform/db/index.ts";
import { listAccounts } from "../../../directory/index.ts";
import { findDisplayNames } from "../../../identity/index.ts";
import { listMembers } from "../../queries.ts";
import { findAmong, type NamedPerson } from "./named.ts";
import type { ApplicationRow } from "./queries.ts";
import { proofError } from "./rules.ts";

type Judged = Pick<ApplicationRow, "scopeId" | "originKind" | "originId" | "projectId" | "team" | "title" | "content">;

/** Lead and members as an application names them, and the members of its project now. */
async function listNamed(tx: Tx, { originKind, originId, projectId, content }: Judged): Promise<NamedPerson[]> {
  const ofProject = projectId ?? (originKind === "project" ? originId : null);
  const members = ofProject === null ? [] : await listMembers(tx, ofProject);
  const typed = [{ name: content.leadName, unit: content.unit }, ...content.members];
  return [...typed.map((person) => ({ ...person, userId: null })), ...members];
}

/** As it stands now: a project may have got members since its application was handed in, or since it was granted. */
async function findInterest(tx: Tx, userId: string, application: Judged): Promise<{ readonly name: string } | null> {
  const name = (await findDisplayNames(tx, [userId])).get(userId) ?? "";
  if (application.team.includes(userId)) return { name };
  const directory = await listAccounts(tx, application.scopeId);
  return findAmong({ userId, name }, await listNamed(tx, application), directory);
}

export async function mayDecideOn(tx: Tx, userId: string, application: Judged): Promise<boolean> {
  return (await findInterest(tx, userId, application)) === null;
}

export async function refuseInterested(tx: Tx, userId: string, application: Judged): Promise<void> {
  const found = await findInterest(tx, userId, application);
  if (found === null) return;
  throw proofError("transformation.proof_named_decider", { title: application.title, name: found.name });
}
