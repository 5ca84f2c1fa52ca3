/** What a hand has just set is not set back by news that were on their way before the server heard of it. */

/** News come four times a second; a server that is busy has time to catch up, and one that refused is believed then. */
const graceMs = 2_000;

export const createHand = () => {
  let untilMs = Number.NEGATIVE_INFINITY;
  return {
    touch: (): void => {
      untilMs = performance.now() + graceMs;
    },
    isOn: (): boolean => performance.now() < untilMs,
  };
};
