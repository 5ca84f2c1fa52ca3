import type { ParameterValues } from './parameters.ts';

/** `rate(N minutes)`, as the table's pattern has it. */
export const intervalMsOf = ({ Schedule }: ParameterValues): number =>
  Number(/\d+/.exec(Schedule)?.[0]) * 60_000;
