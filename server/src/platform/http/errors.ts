import { defineErrors } from "@dual-high/kernel";
import type { FieldError } from "./problem.ts";

export const httpError = defineErrors({
  "http.invalid_request": {
    kind: "validation",
    message: {
      zh: ({ errors }: { readonly errors: readonly FieldError[] }) =>
        `请求内容有 ${errors.length} 处需要修改，见各项说明。`,
      en: ({ errors }: { readonly errors: readonly FieldError[] }) =>
        errors.length === 1 ? "One field needs a correction." : `${errors.length} fields need a correction.`,
    },
  },
  "http.not_json": {
    kind: "validation",
    message: {
      zh: () => "请求正文不是有效的 JSON。",
      en: () => "The body of the request is not valid JSON.",
    },
  },
  "http.no_such_route": {
    kind: "not_found",
    message: {
      zh: () => "没有这个地址。可用的接口见 /api/reference。",
      en: () => "There is no such address. /api/reference lists what there is.",
    },
  },
  "http.wrong_media_type": {
    kind: "validation",
    message: {
      zh: ({ expected }: { readonly expected: string }) => `请求正文的类型应为 ${expected}。`,
      en: ({ expected }: { readonly expected: string }) => `The body of the request should be ${expected}.`,
    },
  },
  "http.body_too_large": {
    kind: "limit",
    message: {
      zh: ({ limit }: { readonly limit: string }) =>
        `内容超过 ${limit} 的上限，没有接收。请拆分后再传，或请系统管理员调整上限。`,
      en: ({ limit }: { readonly limit: string }) =>
        `This is larger than the limit of ${limit} and was not taken. Split it, or ask the system administrator to raise the limit.`,
    },
  },
  "http.timed_out": {
    kind: "unavailable",
    message: {
      zh: ({ seconds }: { readonly seconds: number }) =>
        `处理超过 ${seconds} 秒，没有等到结果。重试前请先核对是否已经生效。`,
      en: ({ seconds }: { readonly seconds: number }) =>
        `No result after ${seconds} seconds. Check whether it took effect before trying again.`,
    },
  },
  "http.uploads_busy": {
    kind: "unavailable",
    message: {
      zh: ({ retryAfterSeconds }: { readonly retryAfterSeconds: number }) =>
        `正在同时接收许多文件，这一个没有接收。请 ${retryAfterSeconds} 秒后重传。`,
      en: ({ retryAfterSeconds }: { readonly retryAfterSeconds: number }) =>
        `Many files are coming in at once, and this one was not taken. Send it again in ${retryAfterSeconds} seconds.`,
    },
  },
  "http.stopping": {
    kind: "unavailable",
    message: {
      zh: () => "服务正在重启，请几秒后重试。",
      en: () => "The server is restarting. Try again in a few seconds.",
    },
  },
  "http.foreign_origin": {
    kind: "forbidden",
    message: {
      zh: () => "请求来自其他网站，已拒绝。请在本系统的页面上操作。",
      en: () => "Refused: the request came from another site. Use this system's own pages.",
    },
  },
  "http.version_required": {
    kind: "validation",
    message: {
      zh: () => "修改时须带上所读到的版本（If-Match），以免覆盖别人的修改。请先读取该记录。",
      en: () =>
        "A change states the version that it was made on (If-Match), so that nobody's work is lost. Read first.",
    },
  },
  "http.stale_version": {
    kind: "stale",
    message: {
      zh: () => "这条记录在您打开之后被别人改过，您的修改没有保存。请刷新后在新内容上再改。",
      en: () =>
        "Someone changed this record after you opened it. Nothing was saved; refresh and apply your change again.",
    },
  },
  "http.key_reused": {
    kind: "validation",
    message: {
      zh: () => "这个 Idempotency-Key 已用于另一项内容。新的操作请换一个新的键。",
      en: () => "This Idempotency-Key was used for something else. A new operation takes a new key.",
    },
  },
  "http.key_in_use": {
    kind: "conflict",
    message: {
      zh: () => "同一个操作正在处理，请稍候用同一个键再查询。",
      en: () => "The same operation is still running. Ask again shortly with the same key.",
    },
  },
  "http.conflict": {
    kind: "conflict",
    message: {
      zh: () => "与已有的记录冲突，没有保存。请刷新后核对。",
      en: () => "This conflicts with a record that exists. Nothing was saved; refresh and compare.",
    },
  },
  "http.try_again": {
    kind: "conflict",
    message: {
      zh: () => "有人正在修改同一条记录，没有保存。请再试一次。",
      en: () => "Someone is changing the same record. Nothing was saved; try again.",
    },
  },
  "http.unexpected": {
    kind: "unavailable",
    message: {
      zh: () => "出了意料之外的问题，内容没有保存。请把下面的请求编号告诉系统管理员。",
      en: () =>
        "Something unexpected went wrong and nothing was saved. Give the system administrator the request id below.",
    },
  },
});
