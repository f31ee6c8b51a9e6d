// Whether somebody who would decide is of those who would receive.
import type { Tx } from "../../../../platform/db/index.ts";
import { compareName } from "../../../directory/index.ts";
import { findDisplayNames } from "../../../identity/index.ts";
import { listMembers } from "../../queries.ts";
import type { ApplicationRow } from "./queries.ts";
import { proofError } from "./rules.ts";

type Judged = Pick<ApplicationRow, "originKind" | "originId" | "projectId" | "team" | "title" | "content">;

/** As it stands now: a project may have got members since its application was handed in, or since it was granted. */
async function findInterest(tx: Tx, userId: string, application: Judged): Promise<{ readonly name: string } | null> {
  const { originKind, originId, team, content } = application;
  const projectId = application.projectId ?? (originKind === "project" ? originId : null);
  const members = projectId === null ? [] : await listMembers(tx, projectId);
  const name = (await findDisplayNames(tx, [userId])).get(userId) ?? "";
  if (team.includes(userId) || members.some((member) => member.userId === userId)) return { name };
  const named = [content.leadName, ...[...content.members, ...members].map((member) => member.name)].map(compareName);
  return name !== "" && named.includes(compareName(name)) ? { name } : null;
}

export async function mayDecideOn(tx: Tx, userId: string, application: Judged): Promise<boolean> {
  return (await findInterest(tx, userId, application)) === null;
}

export async function refuseInterested(tx: Tx, userId: string, application: Judged): Promise<void> {
  const found = await findInterest(tx, userId, application);
  if (found === null) return;
  throw proofError("transformation.proof_named_decider", { title: application.title, name: found.name });
}
