import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { useAct } from "../../../frame/act.tsx";
import { useScopeId } from "../../../frame/scopes.ts";
import { useTexts } from "../../../text/texts.ts";
import styles from "./booking.module.css";
import type { Bookable } from "./queries.ts";
import { bookingsTexts } from "./texts.ts";

/** A secret address for calendar programs: of one's own bookings, or of something that one runs. */
export function FeedButton({ bookable = null }: { readonly bookable?: Pick<Bookable, "id" | "name"> | null }) {
  const t = useTexts(bookingsTexts);
  const scopeId = useScopeId();
  const act = useAct();
  const [address, setAddress] = useState<string | null>(null);
  const params = { path: { scopeId } };
  const body = { bookableId: bookable?.id ?? null };
  const make = async () => {
    const made = await act({ work: async () => api.post("/api/scopes/{scopeId}/calendar-feeds", { params, body }) });
    if (made !== null) setAddress(`${location.origin}${made.path}`);
  };
  const revoke = async () => {
    const done = await act({
      work: async () => api.post("/api/scopes/{scopeId}/calendar-feeds/revocation", { params, body }).then(() => true),
      done: t("feedRevoked"),
    });
    if (done !== null) setAddress(null);
  };
  const title = bookable === null ? t("feedTitle") : t("feedTitleOf", { name: bookable.name });
  return (
    <>
      <Button onClick={() => void make()}>{t("feed")}</Button>
      <Modal
        open={address !== null}
        title={title}
        onCancel={() => setAddress(null)}
        footer={[
          <Button key="revoke" onClick={() => void revoke()}>
            {t("feedRevoke")}
          </Button>,
          <Button key="close" type="primary" onClick={() => setAddress(null)}>
            {t("close")}
          </Button>,
        ]}
      >
        <div className={styles["fields"]}>
          <p>{t("feedText")}</p>
          <Input.TextArea aria-label={t("feedAddress")} readOnly autoSize value={address ?? ""} />
        </div>
      </Modal>
    </>
  );
}
