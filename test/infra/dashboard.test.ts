import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { metricNames, metricNamespace } from '#lib/telemetry.ts';
import { stackName, templateOf } from './stack.ts';

const bodySchema = z.union([
  z.string(),
  z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) }),
]);

const dashboardSchema = z.object({
  Properties: z.object({ DashboardName: z.string(), DashboardBody: bodySchema }),
});

const widgetSchema = z.object({
  type: z.string(),
  properties: z.looseObject({ metrics: z.array(z.array(z.unknown())).optional() }),
});

const template = templateOf();

const [{ Properties }] = z
  .tuple([dashboardSchema])
  .parse(Object.values(template.findResources('AWS::CloudWatch::Dashboard')));

const textOf = (body: z.infer<typeof bodySchema>): string =>
  typeof body === 'string'
    ? body
    : body['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'x')).join('');

const { widgets } = z
  .object({ widgets: z.array(widgetSchema) })
  .parse(JSON.parse(textOf(Properties.DashboardBody)));

const rows = widgets.flatMap(({ properties }) => properties.metrics ?? []);
const graphed = rows.filter(([head]) => head === metricNamespace);

describe('the dashboard', () => {
  it('graphs every metric that the tick emits and no other', () => {
    const names = new Set(graphed.map(([, name]) => name));
    expect([...names].toSorted()).toEqual(Object.values(metricNames).toSorted());
  });

  it('costs what the document says', async () => {
    const document = await readFile(new URL('../../docs/DASHBOARD.md', import.meta.url), 'utf8');
    const count = Object.keys(metricNames).length;
    expect(document).toContain(`$${(count * 0.3).toFixed(2)}: ${count} at $0.30 each`);
  });

  it('shows this stack only', () => {
    for (const row of graphed) expect(row.slice(2, 4)).toEqual(['Stack', stackName]);
    expect(Properties.DashboardName).toBe(stackName);
  });

  it('reckons the reads of a month at $0.01 per thousand', () => {
    const expressions = rows.flatMap(
      ([head]) =>
        z
          .object({ expression: z.string() })
          .safeParse(head)
          .data?.expression.replaceAll(/\s/g, '') ?? [],
    );
    // One metric a minute: 43,800 of them a month, $0.438.
    expect(expressions).toEqual(['reads*0.00001*2628000/PERIOD(reads)']);
  });

  it('shows the fleet first, in the widget that dashboards may call', () => {
    const [first] = widgets;
    expect(first).toMatchObject({ type: 'custom', properties: { params: { view: 'overview' } } });
    const functions = template.findResources('AWS::Lambda::Function', {
      Properties: { FunctionName: `customWidgetFlyball-${stackName}` },
    });
    expect(Object.keys(functions)).toHaveLength(1);
  });

  it('shows the alarms, and says what to do', () => {
    expect(widgets.filter(({ type }) => type === 'alarm')).toHaveLength(1);
    const [help] = widgets.filter(({ type }) => type === 'text');
    expect(help?.properties['markdown']).toContain('flyball explain');
  });

  it('is linked from the outputs', () => {
    expect(Object.keys(template.findOutputs('*')).toSorted()).toEqual([
      'ControlUrl',
      'Dashboard',
      'Table',
      'TickFunction',
      'Topic',
    ]);
  });
});
