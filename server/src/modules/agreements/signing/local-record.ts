import type { SignatureService } from "./signature-service.ts";

/** A record of this installation alone: which file, its digest, who and when. It is no electronic signature. */
export const localRecord: SignatureService = {
  key: "local_record",
  name: { zh: "本系统登记", en: "Record of this system" },
  isLicensed: false,
  statement: {
    zh: "只证明有人在某时登记了这个文件，且文件之后没有变过（SHA-256）。它不验证文件上的签名和印章，不确认签署人身份，不是《电子签名法》第十三条所说的可靠电子签名，不能代替有资质的电子认证服务或纸质原件。",
    en: "Proves only that somebody recorded this file at a time, and that it has not changed since (SHA-256). It checks no signature or seal on it and nobody's identity; it is no reliable electronic signature (Electronic Signature Law, Article 13) and replaces neither a licensed service nor the paper.",
  },
  record: async ({ sha256 }) => ({ sha256 }),
  verify: async ({ sha256 }, evidence) => evidence["sha256"] === sha256,
};
