/** A story told over the running world: a caption at a time, each with what is done to the world as it begins. */
import type { WorldCommand } from '../console/commands.ts';
import type { Caption } from '../console/wire.ts';

export type TourStep = {
  readonly title: string;
  readonly text: string;
  /** Whom to look at; `null` stays where one is. */
  readonly service: string | null;
  /** Of the world's time. */
  readonly minutes: number;
  readonly begin: readonly WorldCommand[];
  /** Puts right what must not outlast the step. */
  readonly end: readonly WorldCommand[];
};

export type TourAction = 'start' | 'hold' | 'go-on' | 'end';

export type Tour = {
  readonly act: (action: TourAction, nowMs: number) => void;
  /** Goes to the next step when this one's time is over. Called several times a second. */
  readonly advance: (nowMs: number) => void;
  readonly caption: () => Caption | null;
};

export type TourOptions = {
  readonly steps: readonly TourStep[];
  readonly carryOut: (command: WorldCommand) => void;
};

const minuteMs = 60_000;

/** Where the story is; `null` when it is not told. */
type Place = { readonly index: number; readonly sinceMs: number; readonly held: boolean } | null;

const stepAt = ({ steps }: TourOptions, place: Place): TourStep | undefined =>
  place === null ? undefined : steps[place.index];

const leave = (options: TourOptions, place: Place): Place => {
  stepAt(options, place)?.end.forEach(options.carryOut);
  return null;
};

const enter = (options: TourOptions, from: Place, index: number, nowMs: number): Place => {
  leave(options, from);
  const place = { index, sinceMs: nowMs, held: false };
  const step = stepAt(options, place);
  if (step === undefined) return null;
  step.begin.forEach(options.carryOut);
  return place;
};

/** Holding the story holds the world, or it would run on under the caption. */
const hold = (options: TourOptions, place: Place, held: boolean): Place => {
  if (place === null || place.held === held) return place;
  options.carryOut({ kind: held ? 'pause' : 'resume' });
  return { ...place, held };
};

const acted = (options: TourOptions, place: Place, action: TourAction, nowMs: number): Place => {
  switch (action) {
    case 'start':
      return enter(options, place, 0, nowMs);
    case 'hold':
      return hold(options, place, true);
    case 'go-on':
      return hold(options, place, false);
    case 'end':
      return leave(options, hold(options, place, false));
    default:
      return action satisfies never;
  }
};

const captionAt = (options: TourOptions, place: Place): Caption | null => {
  const step = stepAt(options, place);
  if (place === null || step === undefined) return null;
  const { title, text, service } = step;
  const steps = options.steps.length;
  return { title, text, service, step: place.index + 1, steps, held: place.held };
};

export const createTour = (options: TourOptions): Tour => {
  let place: Place = null;
  return {
    act: (action, nowMs) => {
      place = acted(options, place, action, nowMs);
    },
    advance: (nowMs) => {
      const step = stepAt(options, place);
      if (place === null || step === undefined) return;
      if (nowMs < place.sinceMs + step.minutes * minuteMs) return;
      place = enter(options, place, place.index + 1, nowMs);
    },
    caption: () => captionAt(options, place),
  };
};
