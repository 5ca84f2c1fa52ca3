/** One endpoint under load, measured answer by answer. */
import autocannon from 'autocannon';
import type { Row } from '../table.ts';

export type Target = {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
};

export type Load = { readonly connections: number; readonly seconds: number };

export type Measured = {
  readonly perSecond: number;
  readonly meanMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Of all that was asked, what was answered with 2xx. */
  readonly successRatio: number;
};

const headers = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=bench/20261102/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0',
  'content-type': 'application/json',
};

/** An hour at a thousand a second; beyond it the first ones stand for all. */
const mostKept = 3_600_000;

export const loadOn = async (
  url: string,
  target: Target,
  { connections, seconds }: Load,
): Promise<Measured> => {
  const tookMs: number[] = [];
  let succeeded = 0;
  const run = autocannon({
    url: `${url}/control${target.path}`,
    method: target.method,
    headers,
    ...(target.body === undefined ? {} : { body: JSON.stringify(target.body) }),
    connections,
    duration: seconds,
    timeout: 30,
  });
  run.on('response', (_, status, _bytes, took) => {
    if (tookMs.length < mostKept) tookMs.push(took);
    if (status >= 200 && status < 300) succeeded += 1;
  });
  const { errors, timeouts, duration } = await run;
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return {
    perSecond: sorted.length / duration,
    meanMs: sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length,
    minMs: at(1 / sorted.length),
    maxMs: at(1),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    successRatio: succeeded / Math.max(1, sorted.length + errors + timeouts),
  };
};

export const headings: Row = ['', 'requests/s', 'mean', 'min', 'max', 'P95', 'P99', 'success'];

const ms = (value: number): string => `${value.toFixed(1)} ms`;

export const rowOf = (name: string, measured: Measured): Row => [
  name,
  measured.perSecond.toFixed(0),
  ms(measured.meanMs),
  ms(measured.minMs),
  ms(measured.maxMs),
  ms(measured.p95Ms),
  ms(measured.p99Ms),
  `${(measured.successRatio * 100).toFixed(2)} %`,
];
