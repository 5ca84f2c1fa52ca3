/** Time that moves only when everybody waits: a minute of forty functions is played in a moment. */
import { setImmediate as settled } from 'node:timers/promises';

type Sleeper = { readonly atMs: number; readonly wake: () => void };

export const createVirtualTime = () => {
  let now = 0;
  const sleepers: Sleeper[] = [];
  const wait = (ms: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    sleepers.push({ atMs: now + ms, wake: resolve });
    return promise;
  };
  const wakeNext = (): boolean => {
    const atMs = Math.min(...sleepers.map((each) => each.atMs));
    const at = sleepers.findIndex((each) => each.atMs === atMs);
    const [next] = at === -1 ? [] : sleepers.splice(at, 1);
    if (next === undefined) return false;
    now = Math.max(now, next.atMs);
    next.wake();
    return true;
  };
  const run = async <T>(work: Promise<T>): Promise<T> => {
    let isOver = false;
    const done = work.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await settled();
      if (!isOver && !wakeNext()) {
        await settled();
        if (!isOver && sleepers.length === 0) throw new Error('everybody waits for nothing');
      }
    }
    return done;
  };
  return { nowMs: () => now, wait, run };
};

export type VirtualTime = ReturnType<typeof createVirtualTime>;
