import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Input } from "antd";
import { useState } from "react";
import { useScopeId } from "../../../frame/scopes.ts";
import { formatFen } from "../../../text/format.ts";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { TablePart } from "../../../ui/record/table-part.tsx";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import { BookingsTabs } from "../booking/tabs.tsx";
import { type Utilisation, utilisationQuery } from "./queries.ts";
import { utilisationTexts } from "./texts.ts";
import { type Period, usualPeriod } from "./usual-period.ts";
import styles from "./utilisation.module.css";

const route = getRouteApi("/in/p/$scopeId/utilisation");

export function UtilisationPage() {
  const t = useTexts(utilisationTexts);
  const scopeId = useScopeId();
  const search = route.useSearch() as Partial<Period>;
  const navigate = useNavigate();
  const [usual] = useState(() => usualPeriod(Date.now()));
  const period = { ...usual, ...search };
  const isSound = period.from < period.until;
  const { data } = useQuery({ ...utilisationQuery(scopeId, period), enabled: isSound });
  const field = (key: keyof Period) => (
    <label>
      {t(key)}{" "}
      <Input
        type="date"
        style={{ width: 160 }}
        value={period[key]}
        onChange={({ target }) => {
          if (target.value === "") return;
          void navigate({ to: ".", search: { ...period, [key]: target.value } as never, replace: true });
        }}
      />
    </label>
  );
  const address = `/api/scopes/${scopeId}/utilisation/export?format=xlsx&from=${period.from}&until=${period.until}`;
  return (
    <Page
      title={t("utilisation")}
      purpose={t("purpose")}
      actions={
        <a href={address} download>
          {t("export")}
        </a>
      }
    >
      <BookingsTabs />
      <div className={styles["bar"]}>
        {field("from")}
        {field("until")}
      </div>
      {data === undefined ? <PageSkeleton lines={6} /> : <Figures data={data} />}
    </Page>
  );
}

/** Columns that things and users have in common. */
const USE = ["booked", "used", "bookings", "campaigns", "owed"] as const;

const hours = (minutes: number) => Math.round(minutes / 6) / 10;

function Figures({ data }: { readonly data: Utilisation }) {
  const t = useTexts(utilisationTexts);
  const language = useLanguage();
  const { bookables, users, spaces } = data;
  if (bookables.length === 0 && spaces.length === 0) return <p>{t("none")}</p>;
  const figure = (key: "open" | (typeof USE)[number] | "rooms" | "area" | "letShare") => ({ figure: t(key) });
  const percent = (part: number, whole: number) => (whole === 0 ? 0 : (part / whole) * 100);
  return (
    <>
      <TablePart
        title={t("byThing")}
        action={
          <ul className={styles["legend"]}>
            <li data-part="booked">{t("bookedWord")}</li>
            <li data-part="used">{t("usedWord")}</li>
          </ul>
        }
        head={[t("what"), t("share"), figure("open"), ...USE.map(figure)]}
      >
        {bookables.map((row) => {
          const { name, openMinutes, bookedMinutes, usedMinutes } = row;
          const figures = { open: hours(openMinutes), booked: hours(bookedMinutes), used: hours(usedMinutes) };
          const share = percent(bookedMinutes, openMinutes);
          return (
            <tr key={row.bookableId}>
              <th scope="row">{name}</th>
              <td className={styles["wide"]}>
                <div className={styles["share"]} role="img" aria-label={t("barText", { name, ...figures })}>
                  <i data-part="booked" style={{ width: `${Math.min(share, 100)}%` }} />
                  <i data-part="used" style={{ width: `${Math.min(percent(usedMinutes, openMinutes), 100)}%` }} />
                  <span>{Math.round(share * 10) / 10}%</span>
                </div>
              </td>
              <td data-figure>{figures.open}</td>
              <td data-figure>{figures.booked}</td>
              <td data-figure>{figures.used}</td>
              <td data-figure>{row.bookings}</td>
              <td data-figure>{row.campaigns}</td>
              <td data-figure>{formatFen(row.amountFen, language)}</td>
            </tr>
          );
        })}
      </TablePart>
      <TablePart title={t("byUser")} none={t("nobody")} head={[t("unit"), t("userClass"), ...USE.map(figure)]}>
        {users.map(({ unit, userClass, bookedMinutes, usedMinutes, bookings, campaigns, amountFen }) => (
          <tr key={`${userClass} ${unit}`}>
            <th scope="row">{unit}</th>
            <td>{t(`class.${userClass ?? "none"}`)}</td>
            <td data-figure>{hours(bookedMinutes)}</td>
            <td data-figure>{hours(usedMinutes)}</td>
            <td data-figure>{bookings}</td>
            <td data-figure>{campaigns}</td>
            <td data-figure>{formatFen(amountFen, language)}</td>
          </tr>
        ))}
      </TablePart>
      {spaces.length > 0 && (
        <TablePart title={t("bySpace")} head={[t("place"), figure("rooms"), figure("area"), figure("letShare")]}>
          {spaces.map(({ facilityId, name, rooms, areaHundredths, letBp }) => (
            <tr key={facilityId}>
              <th scope="row">{name}</th>
              <td data-figure>{rooms}</td>
              <td data-figure>{areaHundredths / 100}</td>
              <td data-figure>{letBp / 100}%</td>
            </tr>
          ))}
        </TablePart>
      )}
    </>
  );
}
