/** The console has no login, so it must only ever be talked to from this machine, and by its own page. */
import type { IncomingMessage } from 'node:http';

const ownHost = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/** Another site's name that points here (DNS rebinding), or another site's page that posts here. */
export const isForeign = ({ headers }: IncomingMessage): boolean => {
  const { host = '', origin } = headers;
  return !ownHost.test(host) || (origin !== undefined && origin !== `http://${host}`);
};

export const pageHeaders = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;
