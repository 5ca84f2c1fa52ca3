/** Somebody at a terminal: waits until it shows something, does something, and waits for the next thing. */
import type { OpenScreen, ScreenEvent, Size } from '#cli/top/screen.ts';

/** What is typed, or anything else that happens. */
type Act = string | ScreenEvent | (() => void);

export type Scene = readonly [shown: RegExp, act: Act];

export type FakeScreen = {
  readonly open: OpenScreen;
  readonly frames: string[];
  readonly closed: () => number;
  /** Scenes that never came to pass. */
  readonly left: () => readonly string[];
  readonly size: { columns: number; rows: number };
};

const eventOf = (act: string | ScreenEvent): ScreenEvent =>
  typeof act === 'string' ? { kind: 'key', key: act } : act;

export const fakeScreen = (
  scenes: readonly Scene[],
  first: Size = { columns: 160, rows: 24 },
): FakeScreen => {
  const frames: string[] = [];
  const size = { ...first };
  let closed = 0;
  let next = 0;
  const open: OpenScreen = (hear) => ({
    size: () => size,
    draw: (lines) => {
      const frame = lines.join('\n');
      frames.push(frame);
      const [shown, act] = scenes[next] ?? [];
      if (frames.length > 200) throw new Error(`never shown: ${shown}; last:\n${frame}`);
      if (shown === undefined || act === undefined || !shown.test(frame)) return;
      next += 1;
      if (typeof act === 'function') act();
      else hear(eventOf(act));
    },
    close: () => {
      closed += 1;
    },
  });
  return {
    open,
    frames,
    size,
    closed: () => closed,
    left: () => scenes.slice(next).map(([shown]) => String(shown)),
  };
};
