/** A divided fleet in a storm: whatever befalls messages and functions, what was promised of it holds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf } from '#engine/model.ts';
import { createPlay, type Play, playMinute } from './storm/play.ts';
import { fairMinute, type Minute, plot } from './storm/plot.ts';
import { atMs, caps, isHere, usedIn } from './storm/stage.ts';

/** More of them find rarer things: `STORMS=500 vitest run test/shards/storm`. */
const storms = Number(process.env['STORMS'] ?? 3);

/** A storm takes a second or two; on a machine with much else to do many times that. */
const patienceMs = 300_000;

const wanted = 5;
/** Two closed minutes of a new split, and growth at the launch rate. */
const busyMinutes = 10;
/** Of a fleet of this size, as its shards are told. */
const rotationMinutes = 5;
const calmMinutes = rotationMinutes + 3;

/** Minute after minute, from `from` on; answers with the minute after the last. */
const playAll = async (play: Play, minutes: readonly Minute[], from: number): Promise<number> => {
  for (const [index, now] of minutes.entries()) {
    await playMinute(play, now, from + index, minutes[index + 1]);
    expect(play.laws.broken).toEqual([]);
  }
  return from + minutes.length;
};

const fair = (minutes: number, demands: readonly number[]): readonly Minute[] =>
  Array.from({ length: minutes }, (_, index) => fairMinute(demands, index + 1));

const presentIn = ({ stage }: Play) => stage.actors.filter((actor) => isHere(stage, actor));

describe('a divided fleet in a storm', () => {
  it(
    'keeps caps, guard, launch rate and cooldowns, changes nothing twice, and comes right again',
    async () => {
      await fc.assert(
        fc.asyncProperty(plot, async (minutes) => {
          const play = createPlay();
          const { stage, laws } = play;
          const busyAt = await playAll(play, minutes, 0);
          const calmAt = await playAll(play, fair(busyMinutes, [wanted]), busyAt);
          expect(usedIn(stage, 'backend')).toBe(caps.backend.tasks);
          expect(usedIn(stage, 'small')).toBe(caps.small.vcpu);
          const loners = presentIn(play).filter(({ group }) => group === null);
          expect(loners.filter(({ desired }) => desired < wanted)).toEqual([]);

          const endAt = await playAll(play, fair(calmMinutes, []), calmAt);
          expect([...stage.world.openAlerts.values()]).toEqual([]);
          const lately = atMs(endAt - 1 - rotationMinutes);
          const unseen = presentIn(play).filter(
            ({ id }) => (laws.describedAt.get(keyOf(id)) ?? 0) < lately,
          );
          expect(unseen).toEqual([]);
        }),
        { numRuns: storms },
      );
    },
    Math.max(patienceMs, storms * 10_000),
  );
});
