import type { Schemas } from "@dual-high/client";
import { formatYuan } from "@dual-high/kernel";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { formatCount, formatFen } from "../../text/format.ts";
import { useLanguage, usePick, useTexts } from "../../text/texts.ts";
import { PathLink } from "../../ui/path-link.tsx";
import { workbenchTexts } from "./texts.ts";
import styles from "./workbench.module.css";

type Sums = Schemas["AgreementSums"];

/** The contracts of the pair with their sum, and what of it came in; each figure leads to its rows. */
export function Contracts({ scopeId }: { readonly scopeId: string }) {
  const may = useMay(scopeId);
  return may("agreement.read") ? <Totals scopeId={scopeId} /> : null;
}

function Totals({ scopeId }: { readonly scopeId: string }) {
  const t = useTexts(workbenchTexts);
  const pick = usePick();
  const language = useLanguage();
  const { data } = useQuery({
    queryKey: ["agreements", scopeId, "totals"],
    queryFn: async () => api.get("/api/scopes/{scopeId}/agreement-totals", { params: { path: { scopeId } } }),
  });
  if (data === undefined || data.kinds.length === 0) return null;
  const { technology, other, kinds } = data;
  const rowsOf = (some: readonly string[]) => `/p/${scopeId}/agreements?signed=signed&kind=${some.join(",")}`;
  const contracts = kinds.filter(({ isTechnologyContract }) => isTechnologyContract);
  const received = BigInt(technology.receivedFen) + BigInt(technology.royaltyFen);
  return (
    <section className={styles["contracts"]} aria-label={t("contracts")}>
      <h2>{t("contracts")}</h2>
      {technology.count > 0 && (
        <>
          <p className={styles["sum"]}>
            <PathLink to={rowsOf(contracts.map(({ kind }) => kind))}>
              <b>{formatCount(technology.count)}</b> {t("contractCount", { count: technology.count })}
            </PathLink>
            <b>{formatFen(technology.agreedFen, language)}</b>
          </p>
          <p className={styles["soft"]}>
            {t("exactly", { sum: formatYuan(technology.agreedFen), received: formatYuan(received) })}
          </p>
          {technology.sampleCount > 0 && (
            <p className={styles["soft"]}>{t("ofWhichSample", { count: technology.sampleCount })}</p>
          )}
        </>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">{t("kind")}</th>
            <th scope="col">{t("count")}</th>
            <th scope="col">{t("agreed")}</th>
            <th scope="col">{t("received")}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, kindName, isTechnologyContract, ...sums }) => (
            <tr key={kind} data-other={!isTechnologyContract || undefined}>
              <th scope="row">
                <PathLink to={rowsOf([kind])}>{pick(kindName)}</PathLink>
              </th>
              <Cells {...sums} />
            </tr>
          ))}
        </tbody>
        {other.count > 0 && (
          <tfoot>
            <tr>
              <th scope="row">
                <PathLink to={`/p/${scopeId}/agreements?signed=signed`}>{t("allAgreements")}</PathLink>
              </th>
              <Cells
                count={technology.count + other.count}
                agreedFen={String(BigInt(technology.agreedFen) + BigInt(other.agreedFen))}
                receivedFen={String(BigInt(technology.receivedFen) + BigInt(other.receivedFen))}
                royaltyFen={String(BigInt(technology.royaltyFen) + BigInt(other.royaltyFen))}
              />
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

function Cells({
  count,
  agreedFen,
  receivedFen,
  royaltyFen,
}: Pick<Sums, "count" | "agreedFen" | "receivedFen" | "royaltyFen">) {
  const language = useLanguage();
  const money = (fen: bigint) => formatFen(fen === 0n ? null : String(fen), language);
  return (
    <>
      <td>{formatCount(count)}</td>
      <td>{money(BigInt(agreedFen))}</td>
      <td>{money(BigInt(receivedFen) + BigInt(royaltyFen))}</td>
    </>
  );
}
