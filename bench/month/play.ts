/** All services together, minute by minute, out of one purse. */
import { stretchFor, wantedOf } from '#engine/cadence/stretch.ts';
import type { DecideInput } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import { affordableAMinute } from '#lib/spend.ts';
import { beginLife, type Life } from '#simulator/trial/live.ts';
import type { Member, Span } from './fleet.ts';
import { createTally, type Tally } from './tally.ts';
import { watched } from './watched.ts';

export type Played = { readonly shape: string; readonly tally: Tally };

export type Terms = {
  readonly policy: Policy;
  /** For these services, not for a thousand; 0 is none. */
  readonly ceilingDollars: number;
};

export type Month = {
  readonly played: readonly Played[];
  /** The sum over minutes. */
  readonly stretches: number;
};

const minuteMs = 60_000;
const stepMs = 10_000;

const createPurse = (ceilingDollars: number) => {
  let stretch = 1;
  return {
    stretch: () => stretch,
    /** What the fleet was like a minute ago decides; in a real tick it is what it is like now. */
    open: (fleet: readonly DecideInput[], paidMetrics: number, nowMs: number): void => {
      if (ceilingDollars === 0) return;
      const spend = { freeRequests: 0, paidMetrics };
      stretch = stretchFor(wantedOf(fleet), affordableAMinute(spend, ceilingDollars, nowMs));
    },
  };
};

type Playing = {
  readonly shape: string;
  readonly life: Life;
  readonly tallied: ReturnType<typeof createTally>;
};

const step = (life: Life, nowMs: number): void => {
  for (let atMs = nowMs; atMs < nowMs + minuteMs; atMs += stepMs) life.step(atMs);
};

export const playMonth = (
  members: readonly Member[],
  span: Span,
  { policy, ceilingDollars }: Terms,
): Month => {
  const purse = createPurse(ceilingDollars);
  const seen = new Map<number, DecideInput>();
  const playing = members.map(({ shape, load, plant }, at): Playing => {
    const tallied = createTally(span.startMs);
    const scaler = watched({
      name: `service-${plant.seed}`,
      policy,
      stretch: purse.stretch,
      note: (each) => {
        seen.set(at, each.input);
        tallied.note(each, purse.stretch());
      },
    });
    return { shape, tallied, life: beginLife({ load, plant, scaler }, span.startMs) };
  });
  let stretches = 0;
  for (let nowMs = span.startMs; nowMs < span.endMs; nowMs += minuteMs) {
    const metrics = playing.reduce((sum, { tallied }) => sum + tallied.tally.metrics, 0);
    purse.open([...seen.values()], metrics, nowMs);
    stretches += purse.stretch();
    for (const { life } of playing) {
      life.consult(nowMs);
      step(life, nowMs);
    }
  }
  const played = playing.map(({ shape, life, tallied }) => ({
    shape,
    tally: tallied.close(life.course.utilisation),
  }));
  return { played, stretches };
};
