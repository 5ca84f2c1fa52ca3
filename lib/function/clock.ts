/** The only clock of the product. Below the handler, time is what the event says. */

/** Says what time it is as a tick begins. */
export type Clock = (tickMs: number) => number;

export const clockNames = ['system', 'event'] as const;

export type ClockName = (typeof clockNames)[number];

/** Where time is sped up, the machine's clock says nothing about how late an event is: it is taken to be on time. */
export const clocks = {
  system: () => Date.now(),
  event: (tickMs) => tickMs,
} as const satisfies Readonly<Record<ClockName, Clock>>;
