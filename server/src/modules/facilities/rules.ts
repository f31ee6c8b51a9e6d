import { defineErrors } from "@dual-high/kernel";

const facilitiesError = defineErrors({
  "facilities.facility_unfit": {
    kind: "validation",
    message: {
      zh: () => "所选平台不在本结对之内或已停用，请重新选择。",
      en: () => "The chosen facility is not in this pair or is no longer in use. Choose another.",
    },
  },
  "facilities.manager_unfit": {
    kind: "validation",
    message: {
      zh: () => "所选管理范围不是平台，请重新选择。",
      en: () => "The chosen scope of managers is not a facility's. Choose another.",
    },
  },
});

/** An instrument stands in a facility of its own pair. */
export function refuseForeignFacility(scopeId: string, facility: { readonly scopeId: string } | null): void {
  if (facility?.scopeId !== scopeId) throw facilitiesError("facilities.facility_unfit", {});
}

export function refuseUnfitManager(kind: string | null): void {
  if (kind !== "facility") throw facilitiesError("facilities.manager_unfit", {});
}
