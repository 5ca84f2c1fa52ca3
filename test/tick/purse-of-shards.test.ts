/** A ceiling in dollars holds over all shards together, although each knows only its part. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { longestStretch, stretchFor } from '#engine/cadence/stretch.ts';
import { splitFleet } from '#lib/shards/split.ts';
import { partHere, type Share } from '#lib/tick/input.ts';
import { idOf } from './support.ts';

type Kind = 'urgent' | 'calm';

const wantedOf = (kinds: readonly Kind[], metrics: number) => ({
  urgent: kinds.filter((kind) => kind === 'urgent').length * metrics,
  calm: kinds.filter((kind) => kind === 'calm').length * metrics,
});

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

const fleet = fc.record({
  kinds: fc.array(fc.constantFrom<Kind>('urgent', 'calm', 'calm'), {
    minLength: 1,
    maxLength: 120,
    size: 'max',
  }),
  size: fc.integer({ min: 3, max: 60 }),
  metrics: fc.integer({ min: 1, max: 4 }),
  affordable: fc.double({ min: 0, max: 500, noNaN: true }),
});

it('all shards together read no more than the ceiling, but for services in motion and one look an hour', () => {
  fc.assert(
    fc.property(fleet, ({ kinds, size, metrics, affordable }) => {
      const members = kinds.map((_, index) => ({ id: idOf(`web-${index}`), group: null }));
      const { shards } = splitFleet(members, size);
      const read = shards.map(({ services }) => {
        const fleetServices = members.length;
        const share: Pick<Share, 'services' | 'fleetServices'> = { services, fleetServices };
        const mine = services.map(({ name }) => kinds[Number(name.split('-')[1])] ?? 'calm');
        const wanted = wantedOf(mine, metrics);
        const part = affordable * partHere(share);
        const perMinute = wanted.urgent + wanted.calm / stretchFor(wanted, part);
        const emergencies = Math.max(0, wanted.urgent - part) + wanted.calm / longestStretch;
        return { perMinute, emergencies };
      });
      const most = affordable + sum(read.map(({ emergencies }) => emergencies));
      expect(sum(read.map(({ perMinute }) => perMinute))).toBeLessThanOrEqual(most + 1e-6);
    }),
  );
});
