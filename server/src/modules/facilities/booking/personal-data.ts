import type { PersonalData } from "../../identity/index.ts";
import { collectBookingsOf, eraseBookerName } from "./queries.ts";

/** A booking stays for its hours and its sum; who made it becomes an id that leads nowhere. */
export const bookingsPersonalData: PersonalData = {
  section: "bookings",
  collect: collectBookingsOf,
  erase: eraseBookerName,
};
