/** A service of AWS as seen on the wire: how it is addressed, what it can do, how it complains. */
import type { Operation } from './operation.ts';

export type Complaint = { readonly code: string; readonly status: number };

export type JsonWire = {
  readonly kind: 'json';
  /** What stands before the dot in `X-Amz-Target`. */
  readonly target: string;
  readonly version: '1.0' | '1.1';
  /**
   * Services that once spoke the query protocol repeat that protocol's code in a header, and the SDK
   * goes by it. Shape name to code, where they differ; `null` for services that never did.
   */
  readonly queryCodes: Readonly<Record<string, string>> | null;
};

export type QueryWire = {
  readonly kind: 'query';
  /** The `Version` parameter, which also tells the services apart. */
  readonly version: string;
  readonly namespace: string;
};

/** Addressed by path alone, signed like any other. */
export type PromqlWire = {
  readonly kind: 'promql';
  /** Operation by path. */
  readonly paths: Readonly<Record<string, string>>;
};

export type Service = {
  /** As IAM calls it. */
  readonly name: string;
  readonly wire: JsonWire | QueryWire | PromqlWire;
  readonly throttled: Complaint;
  readonly internal: Complaint;
  readonly operations: Readonly<Record<string, Operation>>;
};
