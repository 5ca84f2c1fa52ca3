/** A metric as people get to see it: each point a while after its period is over. */
import { createWindow } from '../plant/window.ts';

export type Publication<T> = {
  /** What is published by now. */
  readonly points: () => readonly T[];
  /** A period is over. */
  readonly submit: (point: T, endMs: number) => void;
  readonly advanceTo: (nowMs: number) => void;
};

export const createPublication = <T>(delaySeconds: number, mostPoints: number): Publication<T> => {
  const published = createWindow<T>(mostPoints);
  const waiting: { readonly point: T; readonly dueMs: number }[] = [];
  return {
    points: published.items,
    submit: (point, endMs) => waiting.push({ point, dueMs: endMs + delaySeconds * 1000 }),
    advanceTo: (nowMs) => {
      for (let next = waiting[0]; next !== undefined && next.dueMs <= nowMs; next = waiting[0]) {
        published.add(next.point);
        waiting.shift();
      }
    },
  };
};
