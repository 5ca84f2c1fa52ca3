/** Ports that may stop for ever, or for a while, before and after every call: as functions die and as networks are. */
import type { Ports } from '#lib/ports.ts';
import type { LedgerBook } from '#lib/shards/ports.ts';

export type Course = {
  /** Awaited before and after each call of a port. */
  readonly step: () => Promise<void>;
};

/** A small generator of its own, so that a story runs alike whenever it is told. */
export const chanceOf = (seed: number): (() => number) => {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** Of those who run at once now one is ahead, now another. */
export const yielding = (chance: () => number) => async (): Promise<void> => {
  for (let turns = Math.floor(chance() * 4); turns > 0; turns -= 1) await undefined;
};

const never = new Promise<never>(() => undefined);

export const dyingAt = (atStep: number, pace: () => Promise<void>): Course => {
  let steps = 0;
  return {
    step: () => {
      steps += 1;
      return steps > atStep ? never : pace();
    },
  };
};

export type HeldUp = Course & { readonly goOn: () => void };

export const heldUpAt = (atStep: number, pace: () => Promise<void>): HeldUp => {
  let steps = 0;
  const gate = Promise.withResolvers<void>();
  return {
    step: () => {
      steps += 1;
      return steps > atStep ? gate.promise.then(pace) : pace();
    },
    goOn: () => gate.resolve(),
  };
};

type Callable = (...given: readonly never[]) => unknown;

const isCallable = (value: unknown): value is Callable => typeof value === 'function';

const isRoom = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** All its functions, and those of the objects in it, with a step before and after. */
const stepping = <T extends object>(ports: T, { step }: Course): T =>
  new Proxy(ports, {
    get: (target, name, receiver) => {
      const value: unknown = Reflect.get(target, name, receiver);
      if (isRoom(value)) return stepping(value, { step });
      if (!isCallable(value)) return value;
      return async (...given: readonly never[]) => {
        await step();
        const answer = await value(...given);
        await step();
        return answer;
      };
    },
  });

/** Besides, the ledger is read and written in two calls, and whoever wrote in between wins. */
const contended = (book: LedgerBook, { step }: Course): LedgerBook => ({
  update: async (change, deadline) => {
    for (;;) {
      await step();
      const seen = await book.update((ledger) => ({ ledger: null, answer: ledger }), deadline);
      if (seen.kind !== 'done') return seen;
      const changed = change(seen.answer);
      await step();
      if (changed.ledger === null) return { kind: 'done', answer: changed.answer };
      const saved = await book.update((ledger) => {
        const isMine = ledger === seen.answer;
        return { ledger: isMine ? changed.ledger : null, answer: isMine };
      }, deadline);
      await step();
      if (saved.kind === 'done' && saved.answer) return { kind: 'done', answer: changed.answer };
    }
  },
});

export const faulty = (ports: Ports, course: Course): Ports => ({
  ...stepping(ports, course),
  ledger: contended(ports.ledger, course),
});
