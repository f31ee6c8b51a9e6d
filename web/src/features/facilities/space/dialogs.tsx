import { ifMatch } from "@dual-high/client";
import { Button, Input, InputNumber, Modal, Select } from "antd";
import { type ReactNode, useState } from "react";
import { api } from "../../../data/api.ts";
import { useDraft } from "../../../data/drafts.ts";
import { useAct } from "../../../frame/act.tsx";
import { todayHere } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { hundredthsOf, roomName } from "./figures.ts";
import { type Allocation, type Room, spaceKey } from "./queries.ts";
import styles from "./space.module.css";
import { spaceTexts } from "./texts.ts";

const KINDS = ["office", "laboratory", "workshop", "pilot_hall", "store", "meeting", "other"] as const;

function Field({ label, isLong, children }: { label: string; isLong?: boolean; children: ReactNode }) {
  return (
    <label data-long={isLong || undefined}>
      <span>{label}</span>
      {children}
    </label>
  );
}

interface RoomDialogProps {
  readonly facilityId: string;
  readonly onClose: () => void;
}

interface RoomText {
  readonly building: string;
  readonly floor: string;
  readonly level: number;
  readonly number: string;
  readonly kind: (typeof KINDS)[number];
  readonly area: string;
  readonly rent: string;
}

export function RoomDialog({ facilityId, onClose }: RoomDialogProps) {
  const t = useTexts(spaceTexts);
  const act = useAct();
  const draft = useDraft<RoomText>(`room:${facilityId}:new`, {
    building: "",
    floor: "",
    level: 1,
    number: "",
    kind: "laboratory",
    area: "",
    rent: "",
  });
  const { value, change } = draft;
  const [problem, setProblem] = useState("");
  const save = async () => {
    const { area, rent, ...room } = value;
    const areaHundredths = hundredthsOf(area);
    const fen = hundredthsOf(rent);
    if (areaHundredths === null || fen === null) {
      setProblem(t("notNumber"));
      return;
    }
    const done = await act({
      work: async () =>
        api.post("/api/facilities/{facilityId}/rooms", {
          params: { path: { facilityId } },
          body: { ...room, areaHundredths, fenPerM2Month: String(fen) },
        }),
      done: t("added", { room: roomName(room) }),
      changes: [spaceKey(facilityId)],
    });
    if (done === null) return;
    // The next room stands on the same floor, as a rule.
    change({ number: "", area: "" });
    onClose();
  };
  const text = (key: "building" | "floor" | "number" | "area" | "rent") => (
    <Input value={value[key]} onChange={({ target }) => change({ [key]: target.value })} />
  );
  return (
    <Modal
      open
      title={t("addRoom")}
      okText={t("save")}
      cancelText={t("cancel")}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div className={styles["fields"]}>
        <Field label={t("building")}>{text("building")}</Field>
        <Field label={t("floor")}>{text("floor")}</Field>
        <Field label={t("level")}>
          <InputNumber precision={0} value={value.level} onChange={(level) => change({ level: level ?? 1 })} />
        </Field>
        <Field label={t("number")}>{text("number")}</Field>
        <Field label={t("kind")}>
          <Select
            aria-label={t("kind")}
            value={value.kind}
            options={KINDS.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
            onChange={(kind) => change({ kind })}
          />
        </Field>
        <Field label={t("area")}>{text("area")}</Field>
        <Field label={t("rentM2")}>{text("rent")}</Field>
        {problem !== "" && (
          <p className={styles["said"]} role="alert">
            {problem}
          </p>
        )}
      </div>
    </Modal>
  );
}

interface AllocationDialogProps {
  readonly room: Room;
  /** The one that is changed; null for a new one. */
  readonly allocation: Allocation | null;
  readonly on: string;
  readonly onClose: () => void;
}

function nextYear(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`.replace(/-02-29$/, "-03-01");
}

export function AllocationDialog({ room, allocation, on, onClose }: AllocationDialogProps) {
  const t = useTexts(spaceTexts);
  const act = useAct();
  const name = roomName(room);
  const draft = useDraft(`allocation:${room.id}:${allocation?.id ?? "new"}:${allocation?.version ?? 0}`, {
    occupant: allocation?.occupant ?? "",
    startsOn: allocation?.startsOn ?? on,
    endsBefore: allocation?.endsBefore ?? nextYear(on),
    purpose: allocation?.purpose ?? "",
    chargeReference: allocation?.chargeReference ?? "",
  });
  const { value, change } = draft;
  const changes = [spaceKey(room.facilityId)];
  const finish = (done: unknown) => {
    if (done === null) return;
    draft.clear();
    onClose();
  };
  const put = async (held: Pick<Allocation, "id" | "version">, body: object) =>
    api.patch("/api/room-allocations/{allocationId}", {
      params: { path: { allocationId: held.id }, header: ifMatch(held) },
      body,
    });
  const save = async () =>
    finish(
      allocation === null
        ? await act({
            work: async () =>
              api.post("/api/rooms/{roomId}/allocations", { params: { path: { roomId: room.id } }, body: value }),
            done: t("allocated", { room: name, occupant: value.occupant }),
            undo: async (made) => put(made, { isCancelled: true }),
            changes,
          })
        : await act({ work: async () => put(allocation, value), done: t("changed", { room: name }), changes }),
    );
  const cancel = async (held: Allocation) =>
    finish(
      await act({
        work: async () => put(held, { isCancelled: true }),
        done: t("cancelled", { room: name }),
        undo: async (gone) => put(gone, { isCancelled: false }),
        changes,
      }),
    );
  const day = (key: "startsOn" | "endsBefore") => (
    <Input type="date" value={value[key]} onChange={({ target }) => change({ [key]: target.value })} />
  );
  const text = (key: "occupant" | "purpose" | "chargeReference") => (
    <Input value={value[key]} onChange={({ target }) => change({ [key]: target.value })} />
  );
  const title =
    allocation === null
      ? t("allocateTo", { room: name })
      : t("changeOf", { room: name, occupant: allocation.occupant });
  return (
    <Modal open title={title} okText={t("save")} cancelText={t("cancel")} onOk={() => void save()} onCancel={onClose}>
      <div className={styles["fields"]}>
        <Field label={t("occupant")} isLong>
          {text("occupant")}
        </Field>
        <Field label={t("startsOn")}>{day("startsOn")}</Field>
        <Field label={t("endsBefore")}>{day("endsBefore")}</Field>
        <Field label={t("reference")}>{text("chargeReference")}</Field>
        <Field label={t("note")}>{text("purpose")}</Field>
        {allocation?.hasBegun && (
          <p className={styles["hint"]}>
            {t("begunHint")}{" "}
            <Button size="small" onClick={() => change({ endsBefore: todayHere() })}>
              {t("endToday")}
            </Button>
          </p>
        )}
        {allocation?.hasBegun === false && (
          <Button danger onClick={() => void cancel(allocation)}>
            {t("cancelIt")}
          </Button>
        )}
      </div>
    </Modal>
  );
}
