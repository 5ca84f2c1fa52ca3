/** How many jobs a busy task does a minute, as measured on the service's own queue. Learnt elsewhere, as plain data. */

/** Fewer busy minutes say little of what a task can do. */
export const leastBusyMinutes = 30;

export type Throughput = {
  readonly kind: 'throughput';
  readonly madeAtMs: number;
  readonly jobsPerTaskMinute: number;
  readonly busyMinutes: number;
};

export type NoThroughput = { readonly kind: 'none'; readonly busyMinutes: number };
