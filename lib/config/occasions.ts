/** Occasions of a fleet file as spans of time, for one service. */
import type { ServiceId } from '#engine/model.ts';
import { datePattern } from './calendar.ts';
import { type Fleet, lookUp } from './fleet.ts';
import { suggestion } from './nearest.ts';
import type { Problem } from './problem.ts';
import { dayMs, momentsOf } from './wall-clock.ts';

export type OccasionEffect =
  | { readonly kind: 'times'; readonly factor: number }
  | { readonly kind: 'learnt' };

export type Occasion = {
  readonly name: string;
  readonly timeZone: string;
  readonly span: /** `on` still has names of holidays among its dates. */
    | { readonly kind: 'days'; readonly on: readonly string[] }
    | { readonly kind: 'times'; readonly fromWallMs: number; readonly toWallMs: number };
  readonly effect: OccasionEffect;
  /** `cluster/name`; `null` for all. */
  readonly services: readonly string[] | null;
};

export type OccasionSpan = {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly effect: OccasionEffect;
};

const datesOf = (on: readonly string[], { holidays }: Pick<Fleet, 'holidays'>): readonly string[] =>
  on.flatMap((each) => (datePattern.test(each) ? [each] : (lookUp(holidays, each) ?? [])));

const spansOf = (occasion: Occasion, fleet: Pick<Fleet, 'holidays'>): readonly OccasionSpan[] => {
  const { name, effect, span, timeZone } = occasion;
  const between = (fromWallMs: number, toWallMs: number): OccasionSpan => ({
    name,
    effect,
    startMs: momentsOf(timeZone, fromWallMs).firstMs,
    endMs: momentsOf(timeZone, toWallMs).lastMs,
  });
  switch (span.kind) {
    case 'times':
      return [between(span.fromWallMs, span.toWallMs)];
    case 'days':
      return datesOf(span.on, fleet).map((date) => {
        const wallMs = Date.parse(`${date}T00:00:00Z`);
        return between(wallMs, wallMs + dayMs);
      });
    default:
      return span satisfies never;
  }
};

/** A forecast learns from four weeks and reaches two days at most. */
const learntFromMs = 29 * dayMs;
const reachMs = 2 * dayMs;

/** Those that concern the service, of a month ago to the day after tomorrow. */
export const occasionsFor = (
  fleet: Pick<Fleet, 'occasions' | 'holidays'>,
  { cluster, name }: ServiceId,
  nowMs: number,
): readonly OccasionSpan[] =>
  fleet.occasions
    .filter(({ services }) => services === null || services.includes(`${cluster}/${name}`))
    .flatMap((occasion) => spansOf(occasion, fleet))
    .filter(({ startMs, endMs }) => endMs > nowMs - learntFromMs && startMs < nowMs + reachMs);

export const occasionProblems = ({ occasions, holidays }: Fleet): readonly Problem[] =>
  occasions.flatMap(({ span }, index) =>
    (span.kind === 'days' ? span.on : []).flatMap((each, position): readonly Problem[] => {
      if (datePattern.test(each) || lookUp(holidays, each) !== null) return [];
      const message = `is not a list of holidays of this fleet; ${suggestion(each, Object.keys(holidays))}`;
      return [{ path: `occasions[${index}].on[${position}]`, value: each, message }];
    }),
  );
