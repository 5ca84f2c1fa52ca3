/** Who signed a request, and for which region: what SigV4 says openly. The signature itself is not checked. */
import type { WireRequest } from './request.ts';

export type Signer = {
  readonly accessKeyId: string;
  readonly region: string;
  /** Comes with the keys of a role. */
  readonly sessionToken: string | null;
};

const scopePattern = /Credential=(?<key>[^/,\s]{1,128})\/\d{8}\/(?<region>[a-z0-9-]{1,32})\//;

/** `null` for a request that is not signed, as a test may send one by hand. */
export const signerOf = ({ headers }: Pick<WireRequest, 'headers'>): Signer | null => {
  const { groups } = scopePattern.exec(headers.authorization ?? '') ?? {};
  const { key, region } = groups ?? {};
  if (key === undefined || region === undefined) return null;
  const token = headers['x-amz-security-token'];
  return { accessKeyId: key, region, sessionToken: typeof token === 'string' ? token : null };
};
