export { bookingMoved, bookingRequested } from "./booking/events.ts";
export { keepLinesTurning, turnLines } from "./booking/line.ts";
export { bookingsPersonalData } from "./booking/personal-data.ts";
export { bookingsWaiting } from "./booking/waiting.ts";
export { spaceWaiting } from "./space/waiting.ts";
export { campaignsPersonalData } from "./campaign/personal-data.ts";
export { campaignsWaiting } from "./campaign/waiting.ts";
export { instrumentTarget, loadInstruments } from "./targets.ts";
export { facilitiesBrief } from "./brief.ts";
