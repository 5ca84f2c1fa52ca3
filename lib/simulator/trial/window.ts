/**
 * The newest points of a series, oldest first. The list is the same one for ever and changes as time goes on, so that a
 * look at it costs nothing: whoever wants to keep what it sees takes a copy.
 */

export type Window<T> = {
  readonly points: readonly T[];
  readonly add: (point: T) => void;
};

export const createWindow = <T>(mostPoints: number): Window<T> => {
  const points: T[] = [];
  return {
    points,
    add: (point) => {
      points.push(point);
      if (points.length > mostPoints) points.shift();
    },
  };
};
