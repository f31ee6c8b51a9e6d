import { defineErrors } from "@dual-high/kernel";

export const preferencesError = defineErrors({
  "preferences.too_many": {
    kind: "limit",
    message: {
      zh: ({ most }: { readonly most: number }) => `已保存 ${most} 项个人设置和草稿，达到上限。请先清理不用的草稿。`,
      en: ({ most }: { readonly most: number }) =>
        `There are ${most} settings and drafts of yours, which is the most. Clear away drafts that you do not need.`,
    },
  },
  "views.not_found": {
    kind: "not_found",
    message: {
      zh: () => "没有找到这个视图，可能已被删除。请刷新列表。",
      en: () => "There is no such view; it may have been deleted. Refresh the list.",
    },
  },
  "views.not_yours": {
    kind: "forbidden",
    message: {
      zh: ({ name }: { readonly name: string }) => `视图“${name}”是别人建的，只有本人可以修改。可以另存为自己的视图。`,
      en: ({ name }: { readonly name: string }) =>
        `The view “${name}” belongs to someone else, who alone may change it. Save it as one of your own instead.`,
    },
  },
  "views.cannot_share": {
    kind: "forbidden",
    message: {
      zh: ({ name }: { readonly name: string }) => `您在这里只能查看，视图“${name}”不能共享。可以只存给自己。`,
      en: ({ name }: { readonly name: string }) =>
        `You may look here and not share the view “${name}”. Save it for yourself alone.`,
    },
  },
});
