import {
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  type MetricDataQuery,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setDesired, setLoad } from '#simulator/plant/commands.ts';
import { type Fixture, failure, minuteMs, startFixture, startMs } from './fixture.ts';

let local: Fixture;

const web = { cluster: 'main', name: 'web' };

beforeEach(async () => {
  local = await startFixture(
    {
      services: [
        {
          ...web,
          desired: 2,
          capacityPerTask: 100,
          load: () => 120,
          targetGroup: { name: 'web', loadBalancer: 'public' },
        },
        { cluster: 'main', name: 'idle', desired: 0 },
        { cluster: 'main', name: 'quick', desired: 2, load: () => 120, metricsSeconds: 20 },
      ],
      customMetrics: [
        {
          namespace: 'Shop',
          name: 'Orders',
          dimensions: { Stage: 'prod', Region: 'eu' },
          value: (atMs) => (atMs % (2 * minuteMs) === 0 ? 10 : null),
        },
      ],
    },
    { metricDelay: { fromSeconds: 60, toSeconds: 90 } },
  );
});

afterEach(() => local.stop());

const cpu = (Id: string, Stat: string, service = 'web', Period = 60): MetricDataQuery => ({
  Id,
  MetricStat: {
    Metric: {
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      Dimensions: [
        { Name: 'ServiceName', Value: service },
        { Name: 'ClusterName', Value: 'main' },
      ],
    },
    Period,
    Stat,
  },
});

const orders: MetricDataQuery = {
  Id: 'orders',
  MetricStat: {
    Metric: {
      Namespace: 'Shop',
      MetricName: 'Orders',
      Dimensions: [
        { Name: 'Region', Value: 'eu' },
        { Name: 'Stage', Value: 'prod' },
      ],
    },
    Period: 60,
    Stat: 'Sum',
  },
};

const input = (
  queries: readonly MetricDataQuery[],
  more: Partial<GetMetricDataCommandInput> = {},
): GetMetricDataCommandInput => ({
  MetricDataQueries: [...queries],
  StartTime: new Date(startMs),
  EndTime: new Date(local.clock.nowMs()),
  ScanBy: 'TimestampAscending',
  ...more,
});

const ask = async (
  queries: readonly MetricDataQuery[],
  more: Partial<GetMetricDataCommandInput> = {},
) => {
  const answer = await local.clients.cloudwatch.send(
    new GetMetricDataCommand(input(queries, more)),
  );
  return answer.MetricDataResults ?? [];
};

const minutesOf = (timestamps: readonly Date[] = []): readonly number[] =>
  timestamps.map((date) => (date.getTime() - startMs) / minuteMs);

describe('what there is', () => {
  test('one point a minute, SampleCount being the running tasks', async () => {
    local.clock.advance(5 * minuteMs);
    const [average, count] = await ask([cpu('average', 'Average'), cpu('count', 'SampleCount')]);
    expect(minutesOf(average?.Timestamps)).toEqual([0, 1, 2]);
    expect(average).toMatchObject({ Values: [60, 60, 60], StatusCode: 'Complete' });
    expect(count?.Values).toEqual([2, 2, 2]);
  });

  test('a service of 20-second metrics has points of 20 s, and three samples a minute and task', async () => {
    local.clock.advance(5 * minuteMs);
    const [fine, count, minutes, samples] = await ask([
      cpu('fine', 'Average', 'quick', 20),
      cpu('count', 'SampleCount', 'quick', 20),
      cpu('minutes', 'Average', 'quick'),
      cpu('samples', 'SampleCount', 'quick'),
    ]);
    expect(minutesOf(fine?.Timestamps).slice(0, 4)).toEqual([0, 1 / 3, 2 / 3, 1]);
    expect(fine?.Values?.slice(0, 3)).toEqual([60, 60, 60]);
    expect(count?.Values?.slice(0, 3)).toEqual([2, 2, 2]);
    expect(minutes?.Values?.slice(0, 3)).toEqual([60, 60, 60]);
    expect(samples?.Values?.slice(0, 3)).toEqual([6, 6, 6]);
  });

  test('20 seconds appear 20 to 30 s after they ended, and make a minute that is not whole yet', async () => {
    local.clock.advance(40_000 + 30_000);
    const quick = [cpu('fine', 'Average', 'quick', 20), cpu('samples', 'SampleCount', 'quick')];
    const [fine, samples] = await ask(quick);
    expect(fine?.Values).toHaveLength(2);
    expect(samples?.Values).toEqual([4]);
  });

  test('a service of one-minute metrics has nothing for 20 seconds', async () => {
    local.clock.advance(5 * minuteMs);
    expect((await ask([cpu('fine', 'Average', 'web', 20)]))[0]?.Values).toEqual([]);
  });

  test('a minute appears 60 to 90 s after it ended', async () => {
    local.clock.advance(minuteMs + 59_000);
    expect((await ask([cpu('a', 'Average')]))[0]?.Values).toEqual([]);
    local.clock.advance(31_000);
    expect((await ask([cpu('a', 'Average')]))[0]?.Values).toEqual([60]);
  });

  test('nothing while no task runs, and then it is Complete and empty', async () => {
    local.clock.advance(10 * minuteMs);
    expect(await ask([cpu('a', 'Average', 'idle')])).toMatchObject([
      { Values: [], StatusCode: 'Complete' },
    ]);
    local.world.change({ cluster: 'main', name: 'idle' }, setDesired(1));
    local.clock.advance(10 * minuteMs);
    const [answer] = await ask([cpu('a', 'Average', 'idle')]);
    expect(minutesOf(answer?.Timestamps)[0]).toBe(10);
  });

  test('nothing under other dimensions than it was published with', async () => {
    local.clock.advance(5 * minuteMs);
    const query = cpu('a', 'Average');
    const Dimensions = [{ Name: 'ServiceName', Value: 'web' }];
    const Metric = { ...query.MetricStat?.Metric, Dimensions };
    const MetricStat = { Metric, Period: 60, Stat: 'Average' };
    expect((await ask([{ Id: 'a', MetricStat }]))[0]?.Values).toEqual([]);
  });

  test('a gap in a custom metric is a gap', async () => {
    local.clock.advance(6 * minuteMs);
    const [answer] = await ask([orders]);
    expect(minutesOf(answer?.Timestamps)).toEqual([0, 2]);
  });
});

describe('the range', () => {
  test('starts on a whole minute and ends before its end', async () => {
    local.clock.advance(10 * minuteMs);
    const [answer] = await ask([cpu('a', 'Average')], {
      StartTime: new Date(startMs + 2 * minuteMs + 30_000),
      EndTime: new Date(startMs + 5 * minuteMs),
    });
    expect(minutesOf(answer?.Timestamps)).toEqual([2, 3, 4]);
  });

  test('comes newest first unless asked otherwise', async () => {
    local.clock.advance(5 * minuteMs);
    const { cloudwatch } = local.clients;
    const { ScanBy: _, ...rest } = input([cpu('a', 'Average')]);
    const answer = await cloudwatch.send(new GetMetricDataCommand(rest));
    expect(minutesOf(answer.MetricDataResults?.[0]?.Timestamps)).toEqual([2, 1, 0]);
  });

  test('longer periods gather minutes', async () => {
    local.world.advanceTo(startMs + 5 * minuteMs);
    local.world.change(
      web,
      setLoad(() => 20),
    );
    local.clock.advance(14 * minuteMs);
    const results = await ask([
      cpu('average', 'Average', 'web', 300),
      cpu('count', 'SampleCount', 'web', 300),
      cpu('maximum', 'Maximum', 'web', 600),
    ]);
    expect(results.map(({ Values }) => Values)).toEqual([
      [60, 10, 10],
      [10, 10, 4],
      [60, 10],
    ]);
  });

  test('periods below a minute find nothing of a metric by the minute', async () => {
    local.clock.advance(5 * minuteMs);
    expect((await ask([cpu('a', 'Average', 'web', 20)]))[0]?.Values).toEqual([]);
  });
});

describe('bounds', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => cpu(`q${index}`, 'Average'));

  test('500 queries are answered and 501 refused', async () => {
    local.clock.advance(3 * minuteMs);
    expect(await ask(many(500))).toHaveLength(500);
    expect((await failure(ask(many(501)))).name).toBe('ValidationException');
  });

  test.each<[string, readonly MetricDataQuery[], Partial<GetMetricDataCommandInput>]>([
    ['an id twice', [cpu('a', 'Average'), cpu('a', 'Maximum')], {}],
    ['an id that starts with a capital', [cpu('A', 'Average')], {}],
    ['a period of 90 s', [cpu('a', 'Average', 'web', 90)], {}],
    ['an unknown statistic', [cpu('a', 'Middle')], {}],
    ['metric and expression in one', [{ ...cpu('a', 'Average'), Expression: '1' }], {}],
    ['neither of them', [{ Id: 'a' }], {}],
    ['a range that ends before it starts', [cpu('a', 'Average')], { EndTime: new Date(startMs) }],
    ['more points than there can be', [cpu('a', 'Average')], { MaxDatapoints: 100_801 }],
  ])('%s is refused', async (_, queries, more) => {
    local.clock.advance(minuteMs);
    expect((await failure(ask(queries, more))).name).toBe('ValidationException');
  });

  test('points above the limit come on further pages, partial until the last', async () => {
    local.clock.advance(7 * minuteMs);
    const pages = [];
    const queries = [cpu('a', 'Average'), cpu('b', 'SampleCount')];
    const { cloudwatch: client } = local.clients;
    for await (const page of paginateGetMetricData(
      { client },
      input(queries, { MaxDatapoints: 4 }),
    )) {
      pages.push(
        page.MetricDataResults?.map(({ Id, StatusCode, Values }) => [Id, StatusCode, Values]),
      );
    }
    expect(pages).toEqual([
      [['a', 'PartialData', [60, 60, 60, 60]]],
      [
        ['a', 'Complete', [60]],
        ['b', 'PartialData', [2, 2, 2]],
      ],
      [['b', 'Complete', [2, 2]]],
    ]);
  });

  test('a token that was never given out is refused', async () => {
    local.clock.advance(minuteMs);
    const call = ask([cpu('a', 'Average')], { NextToken: 'made-up' });
    expect((await failure(call)).name).toBe('InvalidNextToken');
  });

  test("another account's metrics are forbidden", async () => {
    local.clock.advance(5 * minuteMs);
    const results = await ask([{ ...cpu('a', 'Average'), AccountId: '999999999999' }]);
    expect(results).toMatchObject([{ StatusCode: 'Forbidden', Values: [] }]);
  });
});

describe('expressions', () => {
  const calculate = async (Expression: string) => {
    local.clock.advance(6 * minuteMs);
    const hidden = (query: MetricDataQuery) => ({ ...query, ReturnData: false });
    const queries = [
      hidden(cpu('cpu', 'Average')),
      hidden(cpu('n', 'SampleCount')),
      hidden(orders),
    ];
    const results = await ask([...queries, { Id: 'e', Expression }]);
    expect(results.map(({ Id }) => Id)).toEqual(['e']);
    return results[0];
  };

  test.each([
    ['cpu * n / 60', [2, 2, 2, 2]],
    ['(cpu + 20) / n - 1', [39, 39, 39, 39]],
    ['-cpu - -1.5e1', [-45, -45, -45, -45]],
    ['100 - cpu', [40, 40, 40, 40]],
    ['orders + cpu', [70, 70]],
    ['FILL(orders, 0) + cpu', [70, 60, 70, 60]],
    ['FILL(orders, REPEAT) + cpu', [70, 70, 70, 70]],
    ['cpu / (n - n)', []],
  ])('%s', async (expression, values) => {
    expect((await calculate(expression))?.Values).toEqual(values);
  });

  test('may refer to each other', async () => {
    local.clock.advance(4 * minuteMs);
    const results = await ask([
      { Id: 'total', Expression: 'half * 2' },
      { Id: 'half', Expression: 'cpu / 2' },
      cpu('cpu', 'Average'),
    ]);
    expect(results[0]?.Values).toEqual([60, 60]);
  });

  test.each([
    ['of nothing we know', 'missing + 1'],
    ['in a circle', 'e + 1'],
    ['left open', '(cpu + 1'],
    ['with a function other than FILL', 'STDDEV(cpu)'],
    ['with stray characters', 'cpu ; n'],
    ['without a time series', '1 + 1'],
  ])('%s is refused', async (_, expression) => {
    expect((await failure(calculate(expression))).name).toBe('ValidationException');
  });
});
