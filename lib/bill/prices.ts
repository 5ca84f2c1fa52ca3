/** List prices of AWS in us-east-1, November 2026, in dollars. Free allowances of anything but metric reads are not taken off. */

/** Of arm64, which all functions are. */
export const dollarsPerGbSecond: number = 0.0000133334;
export const dollarsPerInvocation: number = 0.2 / 1e6;

/** On demand: 4 KB read consistently, or 8 KB eventually; 1 KB written. */
export const dollarsPerReadUnit: number = 0.125 / 1e6;
export const dollarsPerWriteUnit: number = 0.625 / 1e6;

export const dollarsPerSqsRequest: number = 0.4 / 1e6;
export const dollarsPerEvent: number = 1 / 1e6;

/** Taken in, and kept for a month. */
export const dollarsPerLogGb: number = 0.5 + 0.03;

/** The first 10,000 of an account. */
export const dollarsPerCustomMetric: number = 0.3;
export const dollarsPerAlarm: number = 0.1;
/** The first three of an account are free. */
export const dollarsPerDashboard: number = 3;
