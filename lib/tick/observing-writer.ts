/** Stands in for the writer in observe mode. Everything before and after it is the same code. */
import type { ServiceWriter } from '#lib/ports.ts';

export const observingWriter: ServiceWriter = {
  setDesired: async () => ({ kind: 'observed' }),
};
