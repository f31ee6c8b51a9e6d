import type { PersonalData } from "../../identity/index.ts";
import { collectCampaignsOf, eraseApplicantName } from "./queries.ts";

/** A campaign stays with its sums and reports; who applied becomes an id that leads nowhere. */
export const campaignsPersonalData: PersonalData = {
  section: "campaigns",
  collect: collectCampaignsOf,
  erase: eraseApplicantName,
};
