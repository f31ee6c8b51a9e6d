import { CheckOutlined, CopyOutlined, DownloadOutlined } from "@ant-design/icons";
import type { Schemas } from "@dual-high/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, InputNumber, Modal, Radio } from "antd";
import { useEffect, useRef, useState } from "react";
import { api, isProblem } from "../../../data/api.ts";
import { sampleQuery, useScopeId } from "../../../frame/scopes.ts";
import { formatInstant } from "../../../text/format.ts";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import { copyToClipboard } from "../../../ui/clipboard.ts";
import { CopyText } from "../../../ui/copy-text.tsx";
import { saveAs } from "../shared/save-as.ts";
import { Notice } from "../shared/notice.tsx";
import { drawCard, pictureOf } from "./card.ts";
import styles from "./outreach.module.css";
import { outreachTexts } from "./texts.ts";

type Made = Schemas["OutreachMade"];
type Audience = Schemas["Outreach"]["audience"];

/** What somebody is written to about. A need alone goes to whoever may take it. */
export type OutreachSubject =
  | { readonly kind: "candidate"; readonly runId: string; readonly candidateId: string; readonly name: string }
  | { readonly kind: "line"; readonly lineId: string; readonly name: string }
  | { readonly kind: "need"; readonly needId: string; readonly name: string };

export function OutreachDialog({ subject, onClose }: { subject: OutreachSubject; onClose: () => void }) {
  const t = useTexts(outreachTexts);
  const scopeId = useScopeId();
  const queryClient = useQueryClient();
  const [audience, setAudience] = useState<Audience>("partner");
  const [days, setDays] = useState(14);
  const make = useMutation({
    mutationFn: async (): Promise<Made> => {
      const body = { audience, days };
      if (subject.kind === "candidate") {
        const { runId, candidateId } = subject;
        const path = { runId, candidateId };
        return api.post("/api/match-runs/{runId}/candidates/{candidateId}/links", { params: { path }, body });
      }
      if (subject.kind === "line") {
        const path = { lineId: subject.lineId };
        return api.post("/api/ledger-lines/{lineId}/links", { params: { path }, body });
      }
      const path = { scopeId, needId: subject.needId };
      return api.post("/api/scopes/{scopeId}/needs/{needId}/links", { params: { path }, body });
    },
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ["outreach", scopeId] }),
  });
  return (
    <Modal open onCancel={onClose} footer={null} title={t("reach")} width={make.data === undefined ? 520 : 860}>
      <p className={styles["about"]}>{t("about", { name: subject.name })}</p>
      {make.data === undefined ? (
        <form
          className={styles["form"]}
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate();
          }}
        >
          {make.error !== null && (
            <Notice title={isProblem(make.error) ? make.error.detail : make.error.message} isAlarm />
          )}
          <p>{t("makeText")}</p>
          {subject.kind !== "need" && (
            <fieldset className={styles["field"]}>
              <legend>{t("to")}</legend>
              <Radio.Group
                value={audience}
                onChange={({ target }) => setAudience(target.value as Audience)}
                options={[
                  { value: "partner", label: t("toPartner") },
                  { value: "enterprise", label: t("toEnterprise") },
                ]}
              />
            </fieldset>
          )}
          <label className={styles["field"]}>
            {t("days")}
            <InputNumber min={1} max={90} precision={0} value={days} onChange={(next) => setDays(next ?? 14)} />
          </label>
          <div className={styles["buttons"]}>
            <Button type="primary" htmlType="submit" loading={make.isPending}>
              {t("make")}
            </Button>
            <Button onClick={onClose}>{t("cancel")}</Button>
          </div>
        </form>
      ) : (
        <MadeLink made={make.data} onClose={onClose} />
      )}
    </Modal>
  );
}

function MadeLink({ made, onClose }: { made: Made; onClose: () => void }) {
  const t = useTexts(outreachTexts);
  return (
    <div className={styles["made"]}>
      <div>
        <h3>{t("text")}</h3>
        <CopyText draft={`outreach:${made.id}`} label={t("text")} text={made.text} />
        <h3>{t("link")}</h3>
        <p className={styles["url"]}>
          <a href={made.url} target="_blank" rel="noreferrer">
            {made.url}
          </a>
        </p>
        <CopyLink url={made.url} />
        <p className={styles["once"]}>{t("once", { until: formatInstant(made.expiresAt) })}</p>
        <Button onClick={onClose}>{t("done")}</Button>
      </div>
      <Card made={made} />
    </div>
  );
}

function CopyLink({ url }: { url: string }) {
  const t = useTexts(outreachTexts);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await copyToClipboard(url);
    setCopied(true);
  };
  return (
    <Button icon={isCopied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />} onClick={() => void copy()}>
      {t(isCopied ? "copied" : "copyLink")}
    </Button>
  );
}

function Card({ made }: { made: Made }) {
  const t = useTexts(outreachTexts);
  const language = useLanguage();
  const { message } = App.useApp();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { card } = made;
  const isSample = useQuery(sampleQuery(useScopeId())).data?.isSample ?? null;
  const title = card.title[language];

  useEffect(() => {
    const { current } = frame;
    if (current === null || isSample === null) return;
    const drawn = drawCard({
      kind: t("cardNeed"),
      title: card.title[language],
      lines: card.lines.map((line) => line[language]),
      footer: card.footer[language],
      scan: t("cardScan"),
      hint: t("cardNoAccount"),
      url: card.url,
      sample: isSample ? t("cardSample") : null,
    });
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", t("cardAlt", { title: card.title[language] }));
    current.replaceChildren(drawn);
    canvas.current = drawn;
  }, [card, isSample, language, t]);

  const save = async () => {
    if (canvas.current === null) return;
    saveAs(await pictureOf(canvas.current), t("cardName", { name: title.slice(0, 16).replace(/[\\/:*?"<>|\s]/g, "") }));
  };
  const copy = async () => {
    try {
      if (canvas.current === null) return;
      await navigator.clipboard.write([new ClipboardItem({ "image/png": pictureOf(canvas.current) })]);
      void message.success(t("copied"));
    } catch {
      void message.info(t("cardFailed"));
    }
  };
  return (
    <section aria-label={t("card")}>
      <h3>{t("card")}</h3>
      <div ref={frame} className={styles["card"]} />
      <div className={styles["buttons"]}>
        <Button icon={<DownloadOutlined aria-hidden />} onClick={() => void save()}>
          {t("saveCard")}
        </Button>
        <Button icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>
          {t("copyCard")}
        </Button>
      </div>
    </section>
  );
}
