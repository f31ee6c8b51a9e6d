import type { PersonalData } from "../identity/index.ts";
import { collectProofOf, eraseFromProof } from "./proof/personal-data.ts";
import { collectProjectsOf, eraseMember } from "./queries.ts";

/** A project stays with what was granted and decided; who did it becomes an id that leads nowhere once the account is erased. */
export const projectsPersonalData: PersonalData = {
  section: "projects",
  collect: async (tx, userId) => ({ ...(await collectProjectsOf(tx, userId)), ...(await collectProofOf(tx, userId)) }),
  erase: async (tx, userId) => {
    await eraseMember(tx, userId);
    await eraseFromProof(tx, userId);
  },
};
