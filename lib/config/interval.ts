import type { ParameterValues } from './parameters.ts';

/** `rate(N minutes)`, as the table's pattern has it. */
export const intervalMsOf = ({ Schedule }: ParameterValues): number =>
  Number(/\d+/.exec(Schedule)?.[0]) * 60_000;

/** Who saves by a tick every few minutes does not want six looks in each of them, so the slower of the two holds. */
export const looksAMinute = (values: ParameterValues): number =>
  intervalMsOf(values) === 60_000 ? values.LoopsPerMinute : 1;
