import type { ServiceWriter } from '#lib/ports.ts';

/** The writer of observe mode: everything up to the write happened for real, the write itself does not. */
export const observingWriter: ServiceWriter = {
  setDesired: async () => ({ kind: 'observed' }),
};
