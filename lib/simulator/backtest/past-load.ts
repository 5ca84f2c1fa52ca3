/** The load that a history tells of. It holds for a minute each, as it was measured, rather than going from one to the next. */
import { loadFromPoints } from '../loads/from-points.ts';
import type { Load } from '../loads/load.ts';
import { busyTasks, type Past } from './past.ts';

const minuteMs = 60_000;

/** Points stand in the middle of their minutes, so a straight line through a gap joins what was measured on both sides. */
export const pastLoad = (name: string, { minutes }: Past): Load => {
  const points = minutes.map((minute, index) => ({
    line: index + 1,
    atMs: minute.atMs + minuteMs / 2,
    value: busyTasks(minute),
  }));
  const load = loadFromPoints(name, points, []);
  return {
    ...load,
    // The first and the last minute are known as a whole, not from their middle on.
    startMs: load.startMs - minuteMs / 2,
    endMs: load.endMs + minuteMs / 2,
    at: (atMs) => load.at(Math.floor(atMs / minuteMs) * minuteMs + minuteMs / 2),
  };
};
