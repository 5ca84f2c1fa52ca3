/** What goes wrong in a story, minute by minute, as fast-check makes it up. */
import fc from 'fast-check';

/** How many calls of its ports a worker has behind it when it dies, or is held up until late in the next minute. */
const step = fc.integer({ min: 0, max: 400 });

export type Fate =
  | { readonly kind: 'in-time' }
  /** The message is gone. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'doubled' }
  /** It is delivered with those of the next tick. */
  | { readonly kind: 'late' }
  | { readonly kind: 'dies'; readonly atStep: number }
  /** `first`: it goes on before the next tick's workers have begun; else beside them, or when they are done. */
  | {
      readonly kind: 'held-up';
      readonly atStep: number;
      readonly goesOn: 'first' | 'beside' | 'after';
    };

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'in-time' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'lost' } as const) },
  { weight: 2, arbitrary: fc.constant({ kind: 'doubled' } as const) },
  { weight: 2, arbitrary: fc.constant({ kind: 'late' } as const) },
  { weight: 2, arbitrary: step.map((atStep) => ({ kind: 'dies', atStep }) as const) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('held-up' as const),
      atStep: step,
      goesOn: fc.constantFrom('first' as const, 'beside' as const, 'after' as const),
    }),
  },
);

/** No fleet of these is larger. */
export const undivided = 100;

export type Minute = {
  /** Of the shards, in their order, over and over. */
  readonly fates: readonly Fate[];
  /** Of the tick function. */
  readonly coordinator: Fate;
  /** An operator empties the queue: what was late and what was just sent is gone. */
  readonly isPurged: boolean;
  /** 12 divides the fleet into four to six shards, 16 into three or four, `undivided` into none. */
  readonly shardSize: number;
  /** Demand of each service in tasks, in their order, over and over; none: what it has is right. */
  readonly demands: readonly number[];
  /** Services without a group that are there. */
  readonly loners: number;
  /** Whose count somebody sets by hand. */
  readonly byHand: readonly number[];
  /** Whether the minute is looked into. */
  readonly hasLooks: boolean;
  /** Chooses who comes first among those who run at once. */
  readonly seed: number;
};

const minute: fc.Arbitrary<Minute> = fc.record({
  fates: fc.array(fate, { minLength: 4, maxLength: 7 }),
  coordinator: fc.oneof({ weight: 6, arbitrary: fc.constant({ kind: 'in-time' } as const) }, fate),
  isPurged: fc.oneof(
    { weight: 9, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  shardSize: fc.oneof(
    { weight: 6, arbitrary: fc.constant(12) },
    { weight: 1, arbitrary: fc.constant(16) },
    { weight: 1, arbitrary: fc.constant(undivided) },
  ),
  demands: fc.array(fc.constantFrom(0.2, 2, 4, 12), { minLength: 5, maxLength: 11 }),
  loners: fc.integer({ min: 25, max: 33 }),
  byHand: fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 3 }),
  hasLooks: fc.boolean(),
  seed: fc.integer({ min: 1, max: 2 ** 31 }),
});

export const plot = fc.array(minute, { minLength: 4, maxLength: 10 });

/** A minute in which nothing goes wrong. */
export const fairMinute = (demands: readonly number[], seed: number): Minute => ({
  fates: [{ kind: 'in-time' }],
  coordinator: { kind: 'in-time' },
  isPurged: false,
  shardSize: 12,
  demands,
  loners: 30,
  byHand: [],
  hasLooks: false,
  seed,
});
