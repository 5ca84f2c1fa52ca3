/** `breakers:`, what makes scaling stop for a while because more of it would hurt. */
import * as z from 'zod';
import type { Breaker, BreakerTrip } from '#engine/breaker/breaker.ts';
import { givenName } from './names.ts';
import { level } from './rule-common.ts';
import { duration, percentage, wholeNumber } from './scalars.ts';
import { strictObject, unionBy } from './strict-object.ts';
import { durationText } from './units.ts';

const openFor = duration({ minSeconds: 60, maxSeconds: 86_400 });

/** A minute, doubled with every trip that follows at once, up to an hour. */
const openings = { open: openFor.prefault('60s'), maxOpen: openFor.prefault('1h') };

const times = wholeNumber({ what: 'times', min: 1, max: 100 });

const errorRate = strictObject('an errorRate breaker', {
  trip: z.literal('errorRate'),
  above: percentage(99).prefault('20%'),
  over: duration({ minSeconds: 60, maxSeconds: 3600 }).prefault('1m'),
  minVolume: wholeNumber({ what: 'requests', min: 1, max: 1e9 }).prefault(100),
  ...openings,
});

const failedStarts = strictObject('a failedStarts breaker', {
  trip: z.literal('failedStarts'),
  raises: times.prefault(3),
  grace: duration({ minSeconds: 30, maxSeconds: 3600 }).prefault('5m'),
  failedTasks: wholeNumber({ what: 'tasks', min: 1, max: 1000 }).prefault(10),
  ...openings,
});

const actuation = strictObject('an actuation breaker', {
  trip: z.literal('actuation'),
  failures: times.prefault(5),
  ...openings,
});

const saturation = strictObject('a saturation breaker', {
  trip: z.literal('saturation'),
  signal: givenName,
  above: level,
  ...openings,
});

const anyBreaker = unionBy(
  {
    what: 'a breaker',
    key: 'trip',
    values: ['errorRate', 'failedStarts', 'actuation', 'saturation'],
  },
  [errorRate, failedStarts, actuation, saturation],
);

type BreakerInput = z.output<typeof anyBreaker>;

const tripOf = (input: BreakerInput): BreakerTrip => {
  switch (input.trip) {
    case 'errorRate': {
      const { above: aboveRatio, over: overSeconds, minVolume } = input;
      const signals = { signal: 'errors', volumeSignal: 'requests' } as const;
      return { kind: 'error-rate', ...signals, aboveRatio, overSeconds, minVolume };
    }
    case 'failedStarts': {
      const { raises, grace: graceSeconds, failedTasks } = input;
      return { kind: 'failed-starts', raises, graceSeconds, failedTasks };
    }
    case 'actuation':
      return { kind: 'actuation', failures: input.failures };
    case 'saturation':
      return { kind: 'saturation', signal: input.signal, above: input.above };
    default:
      return input satisfies never;
  }
};

const breaker = anyBreaker
  .superRefine(({ open, maxOpen }, context) => {
    if (open <= maxOpen) return;
    context.addIssue({
      code: 'custom',
      path: ['maxOpen'],
      message: `is ${durationText(maxOpen)} and must be at least open, which is ${durationText(open)}; raise maxOpen, or lower open`,
    });
  })
  .transform(
    (input): Breaker => ({
      trip: tripOf(input),
      openSeconds: input.open,
      maxOpenSeconds: input.maxOpen,
    }),
  );

const mostBreakers = 10;

const listMessage = `must be a list of at most ${mostBreakers} breakers; an empty list means none`;

export const breakersSchema = z
  .array(breaker, { error: listMessage })
  .max(mostBreakers, { error: listMessage });

/** What every service has unless it says otherwise: the two that need no signal. */
export const defaultBreakers: readonly Breaker[] = breakersSchema.parse([
  { trip: 'failedStarts' },
  { trip: 'actuation' },
]);
