/** A line to the database that can be cut: what is on its way is lost, and with it whether a commit was taken. */
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface Line {
  readonly url: string;
  /** Breaks every connection, wherever it is. New ones go through. */
  cut(): void;
  close(): void;
}

export async function openLine(target: string): Promise<Line> {
  const url = new URL(target);
  const folder = url.searchParams.get("host") ?? "";
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(`${folder}/.s.PGSQL.5432`);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
    }
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url.searchParams.delete("host");
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    cut,
    close() {
      cut();
      server.close();
    },
  };
}
