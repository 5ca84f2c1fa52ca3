/** The local world's time. */
export type LocalClock = { readonly nowMs: () => number };

export type ManualClock = LocalClock & { readonly advance: (ms: number) => void };

/** Time that only moves when told to. */
export const manualClock = (startMs: number): ManualClock => {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
  };
};
