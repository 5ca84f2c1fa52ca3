/** Where the divisor of a backlog came from, as a clause. */
import type { Reason } from '../reason.ts';
import { duration, number } from './words.ts';

const minutes = (count: number): string =>
  `${number(count)} busy ${count === 1 ? 'minute' : 'minutes'}`;

export const paced = ({ rule, pace }: Extract<Reason, { kind: 'paced' }>): string => {
  const stands = `so the stated ${number(pace.perTask)} jobs a task stand`;
  switch (pace.kind) {
    case 'learnt': {
      const { jobsPerTaskMinute, busyMinutes, delaySeconds, perTask, boundedFrom } = pace;
      const worth =
        boundedFrom === null
          ? `${number(perTask)} jobs are a task's worth`
          : `${number(boundedFrom)} jobs would be a task's worth, and ${number(perTask)} are, ten times from what is stated`;
      return `${rule}: measured ${number(jobsPerTaskMinute)} jobs per task and minute over ${minutes(busyMinutes)}, so for a delay of ${duration(delaySeconds)} ${worth}`;
    }
    case 'unlearnt':
      return `${rule}: only ${minutes(pace.busyMinutes)} of the ${pace.leastBusyMinutes} that are needed were seen, ${stands}`;
    case 'outdated':
      return `${rule}: what a task can do was last measured ${duration(pace.ageSeconds)} ago, ${stands}`;
    default:
      return pace satisfies never;
  }
};
