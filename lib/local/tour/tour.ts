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

type Place = { readonly index: number; readonly sinceMs: number; readonly held: boolean };

export const createTour = ({ steps, carryOut }: TourOptions): Tour => {
  let place: Place | null = null;

  const leave = (): void => {
    if (place !== null) steps[place.index]?.end.forEach(carryOut);
    place = null;
  };

  const enter = (index: number, nowMs: number): void => {
    leave();
    const step = steps[index];
    if (step === undefined) return;
    place = { index, sinceMs: nowMs, held: false };
    step.begin.forEach(carryOut);
  };

  /** Holding the story holds the world, or it would run on under the caption. */
  const hold = (held: boolean): void => {
    if (place === null || place.held === held) return;
    place = { ...place, held };
    carryOut({ kind: held ? 'pause' : 'resume' });
  };

  return {
    act: (action, nowMs) => {
      switch (action) {
        case 'start':
          enter(0, nowMs);
          break;
        case 'hold':
          hold(true);
          break;
        case 'go-on':
          hold(false);
          break;
        case 'end':
          hold(false);
          leave();
          break;
        default:
          action satisfies never;
      }
    },
    advance: (nowMs) => {
      if (place === null) return;
      const step = steps[place.index];
      if (step === undefined || nowMs < place.sinceMs + step.minutes * minuteMs) return;
      enter(place.index + 1, nowMs);
    },
    caption: () => {
      const step = steps[place?.index ?? -1];
      if (place === null || step === undefined) return null;
      const { title, text, service } = step;
      return {
        title,
        text,
        service,
        step: place.index + 1,
        steps: steps.length,
        held: place.held,
      };
    },
  };
};
