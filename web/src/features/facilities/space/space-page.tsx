import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { useState } from "react";
import { formatFen } from "../../../text/format.ts";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { facilityQuery } from "../queries.ts";
import { AllocationDialog, RoomDialog } from "./dialogs.tsx";
import { areaText, roomName } from "./figures.ts";
import { FloorPlan } from "./floor-plan.tsx";
import { type Allocation, type Room, type Space, spaceQuery } from "./queries.ts";
import styles from "./space.module.css";
import { spaceTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/facilities/$facilityId/space");

type Asked = { readonly room: Room; readonly allocation: Allocation | null } | "room" | null;

export function SpacePage() {
  const t = useTexts(spaceTexts);
  const language = useLanguage();
  const { facilityId } = route.useParams();
  const { on } = route.useSearch() as { readonly on?: string };
  const navigate = useNavigate();
  const facility = useSuspenseQuery(facilityQuery(facilityId)).data;
  const space = useSuspenseQuery(spaceQuery(facilityId, on)).data;
  const [asked, setAsked] = useState<Asked>(null);
  const { areaHundredths, takenHundredths, mayManage } = space;
  const percent = areaHundredths === 0 ? 0 : Math.round((takenHundredths * 100) / areaHundredths);
  const show = async (day: string) =>
    navigate({ to: ".", search: (day === "" ? {} : { on: day }) as never, replace: true, resetScroll: false });
  const close = () => setAsked(null);
  return (
    <Page
      title={t("spaceOf", { name: facility.name })}
      purpose={t("purpose")}
      actions={
        <>
          {space.mayExport && space.rooms.length > 0 && (
            <a href={`/api/facilities/${facilityId}/space/export?format=xlsx&on=${space.on}`} download>
              {t("export")}
            </a>
          )}
          {mayManage && (
            <Button type="primary" onClick={() => setAsked("room")}>
              {t("addRoom")}
            </Button>
          )}
        </>
      }
    >
      <div className={styles["bar"]}>
        <Input
          type="date"
          aria-label={t("on")}
          style={{ width: 160 }}
          value={space.on}
          onChange={({ target }) => void show(target.value)}
        />
        <Button onClick={() => void show("")}>{t("today")}</Button>
        <p>
          {t("summary", {
            total: areaText(areaHundredths),
            taken: areaText(takenHundredths),
            percent,
            rent: formatFen(space.fenPerMonth, language),
          })}
        </p>
      </div>
      {space.rooms.length === 0 ? (
        <p>{t("none")}</p>
      ) : (
        <>
          <FloorPlan rooms={space.rooms} />
          <RoomTable space={space} onAsk={setAsked} />
        </>
      )}
      {asked === "room" && <RoomDialog facilityId={facilityId} onClose={close} />}
      {asked !== null && asked !== "room" && <AllocationDialog {...asked} on={space.on} onClose={close} />}
    </Page>
  );
}

interface RoomTableProps {
  readonly space: Space;
  readonly onAsk: (asked: Asked) => void;
}

function RoomTable({ space, onAsk }: RoomTableProps) {
  const t = useTexts(spaceTexts);
  const language = useLanguage();
  const periodOf = ({ startsOn, endsBefore }: Allocation) => t("until", { from: startsOn, until: endsBefore });
  return (
    <section className={styles["rooms"]}>
      <h2>{t("table")}</h2>
      <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={t("table")}>
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">{t("building")}</th>
              <th scope="col">{t("floor")}</th>
              <th scope="col">{t("number")}</th>
              <th scope="col">{t("kind")}</th>
              <th scope="col" data-figure>
                {t("area")}
              </th>
              <th scope="col" data-figure>
                {t("rent")}
              </th>
              <th scope="col">{t("state")}</th>
              <th scope="col">{t("occupant")}</th>
              <th scope="col">{t("period")}</th>
              <th scope="col">{t("next")}</th>
            </tr>
          </thead>
          <tbody>
            {space.rooms.map((room) => (
              <tr key={room.id} id={`room-${room.id}`}>
                <td>{room.building}</td>
                <td>{room.floor}</td>
                <th scope="row">{room.number}</th>
                <td>{t(`kind.${room.kind}`)}</td>
                <td data-figure>{areaText(room.areaHundredths)}</td>
                <td data-figure>{formatFen(room.allocation?.fenPerMonth ?? room.fenPerMonth, language)}</td>
                <td>{t(`state.${room.state}`)}</td>
                <td>{room.allocation?.occupant ?? ""}</td>
                <td>
                  {room.allocation !== null && periodOf(room.allocation)}{" "}
                  {space.mayManage && (
                    <Button size="small" type="link" onClick={() => onAsk({ room, allocation: room.allocation })}>
                      {t(room.allocation === null ? "allocate" : "changePeriod")}
                      <span className="visually-hidden"> {roomName(room)}</span>
                    </Button>
                  )}
                </td>
                <td>{room.upcoming.map((each) => `${each.occupant} ${periodOf(each)}`).join("；")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
