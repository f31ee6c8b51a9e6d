import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export interface Cable {
  /** The server as it is reached over this cable. */
  readonly url: string;
  /** Nothing gets through any more, and what was under way is lost. */
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
}

/** A line to the server that can really be cut, for pages and their service workers alike. */
export async function layCable(target: string): Promise<Cable> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const open = async (at: number): Promise<Server> => {
    const server = createServer((near) => {
      const far = connect(Number(port), hostname);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(from);
        from.pipe(to);
        from.on("error", () => to.destroy());
        from.on("close", () => {
          sockets.delete(from);
          to.destroy();
        });
      }
    });
    server.listen(at, "127.0.0.1");
    await once(server, "listening");
    return server;
  };
  let server = await open(0);
  const { port: ours } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${ours}`,
    async cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
    async mend() {
      server = await open(ours);
    },
  };
}
