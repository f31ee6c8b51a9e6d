export { fundsPersonalData } from "./personal-data.ts";
