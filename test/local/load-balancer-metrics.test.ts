import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setDesired, setLoad } from '#simulator/plant/commands.ts';
import { type Fixture, minuteMs, startFixture, startMs } from './fixture.ts';

let local: Fixture;

const web = { cluster: 'main', name: 'web' };
const shared = (name: string, load: number) => ({
  cluster: 'main',
  name,
  desired: 1,
  load: () => load,
  targetGroup: { name, loadBalancer: 'public' },
});

beforeEach(async () => {
  local = await startFixture({
    services: [{ ...shared('web', 50), desired: 2 }, shared('api', 10)],
  });
});

afterEach(() => local.stop());

const dimensions = async (group: string) => {
  const command = new DescribeTargetGroupsCommand({ Names: [group] });
  const [found] = (await local.clients.loadBalancing.send(command)).TargetGroups ?? [];
  return {
    TargetGroup: found?.TargetGroupArn?.split(':').at(-1) ?? '',
    LoadBalancer: found?.LoadBalancerArns?.[0]?.split(':loadbalancer/')[1] ?? '',
  };
};

const read = async (MetricName: string, Stat: string, of: Readonly<Record<string, string>>) => {
  const Dimensions = Object.entries(of).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: 'AWS/ApplicationELB', MetricName, Dimensions };
  const answer = await local.clients.cloudwatch.send(
    new GetMetricDataCommand({
      MetricDataQueries: [{ Id: 'm', MetricStat: { Metric, Stat, Period: 60 } }],
      StartTime: new Date(startMs),
      EndTime: new Date(local.clock.nowMs()),
      ScanBy: 'TimestampAscending',
    }),
  );
  return answer.MetricDataResults?.[0]?.Values ?? [];
};

test('requests are counted by target group, and all together by load balancer', async () => {
  local.clock.advance(4 * minuteMs);
  const { LoadBalancer, TargetGroup } = await dimensions('web');
  expect(await read('RequestCount', 'Sum', { LoadBalancer, TargetGroup })).toEqual([3000, 3000]);
  expect(await read('RequestCount', 'Sum', { LoadBalancer })).toEqual([3600, 3600]);
  expect(await read('RequestCountPerTarget', 'Sum', { TargetGroup })).toEqual([1500, 1500]);
});

test('nothing is reported of a minute without requests', async () => {
  local.world.advanceTo(startMs + 2 * minuteMs);
  local.world.change(
    web,
    setLoad(() => 0),
  );
  local.clock.advance(8 * minuteMs);
  const group = await dimensions('web');
  for (const metric of ['RequestCount', 'TargetResponseTime']) {
    expect(await read(metric, 'Average', group)).toHaveLength(2);
  }
});

test('errors are reported only where there were some', async () => {
  local.world.advanceTo(startMs + 2 * minuteMs);
  local.world.change(
    web,
    setLoad(() => 300),
  );
  local.clock.advance(6 * minuteMs);
  const group = await dimensions('web');
  expect(await read('HTTPCode_Target_5XX_Count', 'Sum', group)).toEqual([6000, 6000]);
  expect(await read('HTTPCode_Target_2XX_Count', 'Sum', group)).toEqual([3000, 3000, 12000, 12000]);
});

test('what no task could take is an error of the load balancer alone', async () => {
  local.world.change(web, setDesired(0));
  local.clock.advance(4 * minuteMs);
  const { LoadBalancer, TargetGroup } = await dimensions('web');
  expect(await read('HTTPCode_ELB_5XX_Count', 'Sum', { LoadBalancer })).toEqual([3000, 3000]);
  expect(await read('HTTPCode_ELB_5XX_Count', 'Sum', { LoadBalancer, TargetGroup })).toEqual([]);
  expect(await read('RequestCount', 'Sum', { LoadBalancer, TargetGroup })).toEqual([]);
});

test('response times are seconds, and their percentiles spread', async () => {
  local.clock.advance(3 * minuteMs);
  const group = await dimensions('api');
  const [[average = 0], [p50 = 0], [p95 = 0]] = await Promise.all([
    read('TargetResponseTime', 'Average', group),
    read('TargetResponseTime', 'p50', group),
    read('TargetResponseTime', 'p95', group),
  ]);
  expect(average).toBeCloseTo(0.05 / 0.9, 6);
  expect(p50 / average).toBeCloseTo(Math.LN2, 3);
  expect(p95 / average).toBeCloseTo(Math.log(20), 3);
});
