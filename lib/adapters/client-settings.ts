/** What every SDK client is made with. Retrying is not left to the SDK: see `call.ts`. */

/** A TLS handshake inside a region takes some 10 ms; whoever needs 2 s will not answer in time either. */
const connectionTimeoutMs = 2_000;

/** The slowest regular answer is a full GetMetricData page at about 1 s. */
export const callTimeoutMs = 5_000;

export type ClientOptions = {
  readonly region: string;
  /** @default what the SDK resolves: AWS_ENDPOINT_URL, else the region's own endpoint */
  readonly endpoint?: string;
};

export const clientSettings = ({ region, endpoint }: ClientOptions) => ({
  region,
  ...(endpoint === undefined ? {} : { endpoint }),
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: callTimeoutMs,
    throwOnRequestTimeout: true,
  },
});
