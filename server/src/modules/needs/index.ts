export { needChanged, needMoved, needSubmitted } from "./events.ts";
export { countByState as countNeedsByState, linkNeeds } from "./queries.ts";
export { describeTransitions } from "./rules.ts";
export { keepFindable } from "./service/keep-findable.ts";
export { loadNeeds, needTarget, noteMatched } from "./service/lists.ts";
export { needsPersonalData } from "./service/person.ts";
