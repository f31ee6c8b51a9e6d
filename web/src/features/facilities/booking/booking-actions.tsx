import { ifMatch } from "@dual-high/client";
import { Button, Input, InputNumber, Modal } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { useMe } from "../../../data/me.ts";
import { useAct } from "../../../frame/act.tsx";
import { useTexts } from "../../../text/texts.ts";
import styles from "./booking.module.css";
import { minuteOf } from "./calendar-grid.ts";
import { type Booking, type BookingAction, bookingsKey } from "./queries.ts";
import { bookingsTexts } from "./texts.ts";

interface Step {
  readonly action: BookingAction;
  readonly reason?: string;
  readonly usedMinutes?: number;
}

async function take(booking: Pick<Booking, "id" | "version">, body: Step): Promise<Booking> {
  return api.post("/api/bookings/{bookingId}/steps", {
    params: { path: { bookingId: booking.id }, header: ifMatch(booking) },
    body,
  });
}

/** What the reader may do with a booking now; a cancellation of one's own has a way back instead of a question. */
export function BookingActions({ booking }: { readonly booking: Booking }) {
  const t = useTexts(bookingsTexts);
  const { userId } = useMe();
  const act = useAct();
  const [asking, setAsking] = useState<BookingAction | null>(null);
  const { number, actions, bookedBy } = booking;
  const isOwn = bookedBy === userId;
  const go = async (step: Step) => {
    const canRestore =
      step.action === "cancel" && isOwn && (booking.state === "requested" || booking.state === "approved");
    const done = await act({
      work: async () => take(booking, step),
      done: t(`done.${step.action}`, { number }),
      ...(canRestore && { undo: async (cancelled: Booking) => take(cancelled, { action: "restore" }) }),
      changes: [bookingsKey],
    });
    if (done !== null) setAsking(null);
  };
  const asks = (action: BookingAction) => action === "refuse" || action === "record" || (action === "cancel" && !isOwn);
  if (actions.length === 0) return null;
  return (
    <div className={styles["actions"]}>
      {actions.map((action, index) => (
        <Button
          key={action}
          type={index === 0 && action !== "cancel" ? "primary" : "default"}
          onClick={() => (asks(action) ? setAsking(action) : void go({ action }))}
        >
          {t(`do.${action}`)}
        </Button>
      ))}
      {asking === "record" && <RecordDialog booking={booking} onSend={go} onClose={() => setAsking(null)} />}
      {(asking === "refuse" || asking === "cancel") && (
        <ReasonDialog
          title={t(asking === "refuse" ? "refuseTitle" : "cancelTitle", { number })}
          onSend={async (reason) => go({ action: asking, reason })}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}

interface ReasonDialogProps {
  readonly title: string;
  readonly onSend: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

function ReasonDialog({ title, onSend, onClose }: ReasonDialogProps) {
  const t = useTexts(bookingsTexts);
  const [reason, setReason] = useState("");
  const common = { okText: t("confirm"), cancelText: t("keep"), onCancel: onClose };
  return (
    <Modal open title={title} {...common} onOk={() => void onSend(reason.trim())}>
      <div className={styles["fields"]}>
        <label>
          <span>
            {t("reason")} · {t("reasonText")}
          </span>
          <Input.TextArea value={reason} autoSize={{ minRows: 2 }} onChange={({ target }) => setReason(target.value)} />
        </label>
      </div>
    </Modal>
  );
}

interface RecordDialogProps {
  readonly booking: Booking;
  readonly onSend: (step: Step) => Promise<void>;
  readonly onClose: () => void;
}

function RecordDialog({ booking, onSend, onClose }: RecordDialogProps) {
  const t = useTexts(bookingsTexts);
  const planned = minuteOf(booking.endsAt) - minuteOf(booking.startsAt);
  const [minutes, setMinutes] = useState<number | null>(booking.usedMinutes ?? planned);
  const [reason, setReason] = useState(booking.useNote ?? "");
  const send = () => {
    if (minutes !== null) void onSend({ action: "record", usedMinutes: minutes, reason: reason.trim() });
  };
  return (
    <Modal
      open
      title={t("recordTitle", { number: booking.number })}
      okText={t("confirm")}
      cancelText={t("keep")}
      onOk={send}
      onCancel={onClose}
    >
      <div className={styles["fields"]}>
        <label>
          <span>{t("minutesUsed")}</span>
          <InputNumber min={0} max={100_000} precision={0} value={minutes} onChange={setMinutes} />
        </label>
        <label>
          <span>{t("useNote")}</span>
          <Input value={reason} onChange={({ target }) => setReason(target.value)} />
        </label>
      </div>
    </Modal>
  );
}
