/** What was started, to be stopped in the opposite order, whether all of it was started or not. */
export type TearDown = {
  readonly add: (end: () => Promise<void>) => void;
  readonly run: () => Promise<void>;
};

export const tearDown = (): TearDown => {
  const ends: (() => Promise<void>)[] = [];
  return {
    add: (end) => {
      ends.push(end);
    },
    run: async () => {
      for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
    },
  };
};
