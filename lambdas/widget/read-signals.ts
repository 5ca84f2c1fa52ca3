/** The past of one signal each, of the few services on a page, read when the page is looked at. */
import { resolvePolicy } from '#config/resolve.ts';
import {
  keyOf,
  type Point,
  type Reading,
  type ServiceKey,
  type ServiceView,
} from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import type { SignalDefinition } from '#engine/policy.ts';
import { signalsOf } from '#engine/policy-signals.ts';
import type { SummaryRow } from '#lib/fleet-summary.ts';
import { pastDepth } from '#lib/queue-past.ts';
import type { Sample } from '#lib/widget/chart.ts';
import type { Part } from '#lib/widget/data.ts';
import type { Range } from '#lib/widget/request.ts';
import { attempt, type WidgetWorld } from './world.ts';

/** CloudWatch keeps minutes for 15 days; and more points than this nobody sees in a chart of 300 pixels. */
const mostPoints = 120;
const periods = [60, 300, 900, 3600, 21_600] as const;

export const periodFor = ({ fromMs, toMs }: Range): number =>
  periods.find((period) => (toMs - fromMs) / 1000 / period <= mostPoints) ?? 86_400;

const readableOf = (definition: SignalDefinition | undefined): Read['definition'] | null => {
  if (definition === undefined || definition.kind === 'formula') return null;
  return definition.kind === 'queueDepth' ? pastDepth(definition.queueUrl) : definition;
};

const readOf = (
  { signal }: SummaryRow,
  { id, tags, targetGroupArns }: ServiceView,
  range: Range,
  { fleet, home }: WidgetWorld,
): readonly Read[] => {
  const resolved = resolvePolicy(fleet, home, id, tags);
  if (resolved.kind === 'invalid' || signal === null) return [];
  const definitions = signalsOf(resolved.policy);
  const definition = Object.hasOwn(definitions, signal.name)
    ? readableOf(definitions[signal.name])
    : null;
  if (definition === null) return [];
  const periodSeconds = periodFor(range);
  const floor = (ms: number): number => ms - (ms % (periodSeconds * 1000));
  const [startMs, endMs] = [floor(range.fromMs), floor(range.toMs)];
  return [
    {
      service: id,
      signal: signal.name,
      definition,
      targetGroupArns,
      startMs,
      endMs,
      periodSeconds,
    },
  ];
};

const samplesOf = (points: readonly Point[]): readonly Sample[] =>
  points.filter(({ value }) => Number.isFinite(value)).map(({ atMs, value }) => ({ atMs, value }));

const partOf = (reading: Reading | undefined): Part<readonly Sample[]> => {
  switch (reading?.kind) {
    case undefined:
      return { kind: 'missing', why: 'it is computed, and kept nowhere' };
    case 'absent':
      return { kind: 'known', value: [] };
    case 'failed':
      return { kind: 'missing', why: reading.cause };
    case 'unread':
      return { kind: 'missing', why: 'it was not due to be read' };
    case 'series':
    case 'stale':
      return { kind: 'known', value: samplesOf(reading.points) };
    default:
      return reading satisfies never;
  }
};

const readAll = async (rows: readonly SummaryRow[], range: Range, world: WidgetWorld) => {
  const { ports, deadline } = world;
  const lookups = await ports.serviceReader.describe(
    rows.map(({ service }) => service),
    deadline,
  );
  const reads = rows.flatMap((row) => {
    const lookup = lookups.get(keyOf(row.service));
    return lookup?.kind === 'found' ? readOf(row, lookup.view, range, world) : [];
  });
  return (await ports.signals.read(reads, deadline)).readings;
};

/** One billed metric a row. */
export const readSignals = async (
  rows: readonly SummaryRow[],
  range: Range,
  world: WidgetWorld,
): Promise<ReadonlyMap<ServiceKey, Part<readonly Sample[]>>> => {
  const read = await attempt('the signals of a page', readAll(rows, range, world), world);
  return new Map(
    rows.map(({ service, signal }) => {
      const key = keyOf(service);
      if (read.kind === 'missing') return [key, read] as const;
      return [key, partOf(read.value.get(key)?.[signal?.name ?? ''])] as const;
    }),
  );
};
