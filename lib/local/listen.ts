/** A server on a loopback port, and its end. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalSetupError } from './local-setup-error.ts';

const host = '127.0.0.1';

const refusal = (error: unknown, port: number): string => {
  const code = error instanceof Error && 'code' in error ? error.code : error;
  const remedy = 'stop what listens there, or choose another with --port';
  return code === 'EADDRINUSE'
    ? `port ${port} is taken; ${remedy}`
    : `port ${port} cannot be listened on (${code}); choose another with --port`;
};

/** Only ever bound to loopback: there are no credentials to check here. */
export const listen = async (
  server: Server,
  port: number,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new LocalSetupError(refusal(cause, port), { cause });
  }
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

/** Says so at once when a port is taken, rather than once everything behind it has been made. */
export const ensureFree = async (port: number): Promise<void> => {
  const { close } = await listen(createServer(), port);
  await close();
};
