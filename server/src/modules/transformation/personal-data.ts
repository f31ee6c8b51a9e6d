import type { PersonalData } from "../identity/index.ts";
import { collectProjectsOf, eraseMember } from "./queries.ts";

/** A project stays with what was granted and decided; who did it becomes an id that leads nowhere once the account is erased. */
export const projectsPersonalData: PersonalData = {
  section: "projects",
  collect: collectProjectsOf,
  erase: eraseMember,
};
