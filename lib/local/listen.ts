/** A server on a loopback port, and its end. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const host = '127.0.0.1';

/** Only ever bound to loopback: there are no credentials to check here. */
export const listen = async (
  server: Server,
  port: number,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
  server.listen(port, host);
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error(`The server listens on ${address}, but a TCP port was asked for`);
  }
  return {
    url: `http://${host}:${address.port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      // Kept-alive and silent connections would hold it open for as long as their clients like.
      server.closeAllConnections();
      await closed;
    },
  };
};
