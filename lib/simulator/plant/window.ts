/** The newest so many of a series, oldest first. Adding one costs the same however many are kept. */

export type Window<T> = {
  readonly add: (item: T) => void;
  /** A list that stays as it is; made when asked for, and once until the next item comes. */
  readonly items: () => readonly T[];
};

export const createWindow = <T>(most: number): Window<T> => {
  let all: T[] = [];
  let shown: readonly T[] | null = null;
  return {
    add: (item) => {
      // Cut at twice the length, so that each item is copied once in its life.
      if (all.length >= 2 * most) all = all.slice(-most);
      all.push(item);
      shown = null;
    },
    items: () => {
      shown ??= all.slice(-most);
      return shown;
    },
  };
};
