import type { Reading, Readings, ServiceKey } from '#engine/model.ts';
import { keyOf } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';

export type Answered = { readonly read: Read; readonly reading: Reading };

/** From one answer a read to what the port promises: signals by name, by service. */
export const groupByService = (answers: readonly Answered[]): ReadonlyMap<ServiceKey, Readings> => {
  const grouped = new Map<ServiceKey, Record<string, Reading>>();
  for (const { read, reading } of answers) {
    const key = keyOf(read.service);
    const readings = grouped.get(key) ?? {};
    readings[read.signal] = reading;
    grouped.set(key, readings);
  }
  return grouped;
};
