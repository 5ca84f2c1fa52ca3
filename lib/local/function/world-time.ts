/**
 * Between two invocations Lambda freezes a function while time goes on: minutes for the function, though at 600 times
 * real time they are milliseconds here. Whatever the function measures by `performance.now`, such as the pace of its
 * calls, must see those minutes; within an invocation both times go alike.
 */
export type WorldTime = { readonly arriveAt: (worldMs: number) => void };

type MonotonicClock = { now: () => number };

export const keepWorldTime = (clock: MonotonicClock): WorldTime => {
  const realMs = clock.now.bind(clock);
  let first: { readonly worldMs: number; readonly realMs: number } | null = null;
  let aheadMs = 0;
  clock.now = () => realMs() + aheadMs;
  return {
    arriveAt: (worldMs) => {
      first ??= { worldMs, realMs: realMs() };
      const worldPassed = worldMs - first.worldMs;
      const realPassed = realMs() - first.realMs;
      // Never back, which no monotonic clock goes, even if the world was paused.
      aheadMs = Math.max(aheadMs, worldPassed - realPassed);
    },
  };
};
