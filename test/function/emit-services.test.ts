import { expect, it } from 'vitest';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { createEmitServices, type ServiceSink } from '#lib/function/emit-services.ts';
import { runTick } from '#lib/tick.ts';
import { home, inputOf, startMs, worldOf } from '../tick/support.ts';

/** What would be one line of the log each. */
const sinkOf = () => {
  const lines: unknown[] = [];
  let line: Record<string, unknown> = {};
  const note = (name: string, value: unknown): void => {
    line[name] = value;
  };
  const sink: ServiceSink = {
    addDimension: note,
    setTimestamp: (atMs) => note('atMs', Number(atMs)),
    addMetric: (name, _unit, value) => note(name, value),
    publishStoredMetrics: () => {
      lines.push(line);
      line = {};
    },
  };
  return { lines, sink };
};

const reportOf = () =>
  runTick(
    inputOf(
      worldOf([
        { name: 'web', desired: 4, cpu: 80 },
        { name: 'api', desired: 2, cpu: 60 },
      ]),
    ),
  );

it('only services that are named have metrics of their own', async () => {
  const { lines, sink } = sinkOf();
  createEmitServices(sink, ['prod/web'], home)(await reportOf());
  expect(lines).toEqual([{ Service: 'prod/web', atMs: startMs, DesiredCount: 4, AskedCount: 6 }]);
});

it('no service has metrics of its own unless the fleet file says so', async () => {
  const parsed = parseFleet('', defaultParameters);
  if (parsed.kind === 'invalid') throw new Error('an empty file is valid');
  const { lines, sink } = sinkOf();
  createEmitServices(sink, parsed.fleet.measured, home)(await reportOf());
  expect(lines).toEqual([]);
});

it.each([
  ['metrics: true', 'must be a list such as [prod/web]'],
  ['metrics: [web]', 'a service as <cluster>/<name>'],
  [
    `metrics: [${Array.from({ length: 101 }, (_, index) => `prod/s${index}`)}]`,
    'must name at most 100 services',
  ],
])('the fleet file refuses %.40s', (yaml, says) => {
  const parsed = parseFleet(yaml, defaultParameters);
  expect(JSON.stringify(parsed.kind === 'invalid' ? parsed.problems : null)).toContain(says);
});

it('a service of the same name in another account is another', async () => {
  const { lines, sink } = sinkOf();
  createEmitServices(sink, ['prod/web'], { ...home, account: '222222222222' })(await reportOf());
  expect(lines).toEqual([]);
});
