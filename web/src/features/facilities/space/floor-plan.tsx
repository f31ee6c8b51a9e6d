import { useTexts } from "../../../text/texts.ts";
import { areaText, storeysOf } from "./figures.ts";
import type { Room } from "./queries.ts";
import styles from "./space.module.css";
import { spaceTexts } from "./texts.ts";

const STATES = ["taken", "ending", "free"] as const;

/** Floors one above the other, each room as wide as it is large; leads to the room's line in the table. */
export function FloorPlan({ rooms }: { readonly rooms: readonly Room[] }) {
  const t = useTexts(spaceTexts);
  return (
    <section className={styles["plan"]}>
      <h2>{t("plan")}</h2>
      {storeysOf(rooms).map(({ building, storeys }) => (
        <div key={building}>
          <h3>{building}</h3>
          {storeys.map(({ floor, rooms: own }) => (
            <div key={floor} className={styles["storey"]}>
              <span>{floor}</span>
              <div>
                {own.map((room) => (
                  <a
                    key={room.id}
                    href={`#room-${room.id}`}
                    className={styles["room"]}
                    data-state={room.state}
                    style={{ flexGrow: room.areaHundredths, flexBasis: 84 }}
                  >
                    <strong>
                      {room.number} · {areaText(room.areaHundredths)} m²
                    </strong>
                    <span>{room.allocation?.occupant ?? t("state.free")}</span>
                  </a>
                ))}
              </div>
            </div>
          ))}
        </div>
      ))}
      <ul className={styles["legend"]}>
        {STATES.map((state) => (
          <li key={state}>
            <i className={styles["room"]} data-state={state} />
            {t(`state.${state}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}
