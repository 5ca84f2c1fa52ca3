/** What was learnt of services, for who wants to know what comes. */
import { keyOf } from '#engine/model.ts';
import type { SummaryRow } from '#lib/fleet-summary.ts';
import type { Learnt } from '#lib/learnt.ts';
import type { RecalledLearnt } from '#lib/ports.ts';
import type { Part } from '#lib/widget/data.ts';
import { attempt, type WidgetWorld } from './world.ts';

const partOf = (recalled: RecalledLearnt | undefined): Part<Learnt | null> => {
  switch (recalled?.kind) {
    case undefined:
    case 'none':
      return { kind: 'known', value: null };
    case 'learnt':
      return { kind: 'known', value: recalled.learnt };
    case 'corrupt':
    case 'failed':
      return { kind: 'missing', why: recalled.cause };
    default:
      return recalled satisfies never;
  }
};

export const readLearnt = async (
  rows: readonly Pick<SummaryRow, 'service'>[],
  nowMs: number,
  world: WidgetWorld,
): Promise<readonly Part<Learnt | null>[]> => {
  const { ports, deadline } = world;
  const ids = rows.map(({ service }) => service);
  const read = await attempt('forecasts', ports.foresights.load(ids, nowMs, deadline), world);
  return ids.map((id) => (read.kind === 'missing' ? read : partOf(read.value.get(keyOf(id)))));
};
