/** A bar that says how far a trial is. */
import type { CliWorld } from '../world.ts';

const width = 30;

const bar = (doneRatio: number): string => {
  const full = Math.round(doneRatio * width);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)} ${String(Math.floor(doneRatio * 100)).padStart(3)} %`;
};

export type Progress = { readonly show: (doneRatio: number) => void; readonly end: () => void };

/** Shown at each percent; a bar that is written a thousand times a second is no bar. */
export const createProgress = (what: string, world: CliWorld): Progress => {
  let shown = -1;
  return {
    show: (doneRatio) => {
      const percent = Math.floor(doneRatio * 100);
      if (percent === shown) return;
      shown = percent;
      world.showProgress(`${what} ${bar(doneRatio)}`);
    },
    end: () => world.showProgress(''),
  };
};
