/** What of a tick's changes did not come about, and is no failure. */
import type { TickReport } from '#lib/report.ts';
import type { Carried } from './carry-out.ts';

export const refusedOf = (carried: readonly Carried[]): TickReport['refused'] =>
  carried.flatMap((each) => {
    if (each.kind === 'refused') return [{ service: each.service, why: each.why }];
    if (each.kind !== 'overtaken') return [];
    return [{ service: each.service, why: 'its state was changed by another tick meanwhile' }];
  });

/** Not begun, for want of time. */
export const leftOverOf = (carried: readonly Carried[]): TickReport['leftOver'] =>
  carried.flatMap((each) => (each.kind === 'left-over' ? [each.service] : []));
