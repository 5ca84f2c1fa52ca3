import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { metricNames } from '#lib/telemetry.ts';
import { stackName, templateOf } from './stack.ts';

const template = templateOf();
const alarms = template.findResources('AWS::CloudWatch::Alarm');

/** The number in `rate(N minutes)`. */
const scheduleMinutes = {
  'Fn::Select': [
    0,
    { 'Fn::Split': [' ', { 'Fn::Select': [1, { 'Fn::Split': ['(', { Ref: 'Schedule' }] }] }] },
  ],
};

const ofStack = [{ Name: 'Stack', Value: stackName }];

const fleetMetric = (metric: string, period: number, statistic: string) => ({
  Metrics: [
    {
      MetricStat: {
        Metric: { Namespace: 'Flyball', MetricName: metric, Dimensions: ofStack },
        Period: period,
        Stat: statistic,
      },
    },
  ],
});

describe('alarms', () => {
  it('missing ticks for three intervals, whatever the rate, are an alarm', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...fleetMetric(metricNames.ticks, 180, 'Sum'),
      EvaluationPeriods: scheduleMinutes,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('one failed tick is an alarm', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Statistic: 'Sum',
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  it('two runs of learning in a row that failed are an alarm', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: Match.stringLikeRegexp('^Forecast') } }],
      Period: 900,
      EvaluationPeriods: 2,
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  it('one failure of the API or of a button is an alarm', () => {
    const errorsOf = (prefix: string) =>
      Match.objectLike({
        MetricStat: Match.objectLike({
          Metric: {
            Namespace: 'AWS/Lambda',
            MetricName: 'Errors',
            Dimensions: [{ Name: 'FunctionName', Value: { Ref: Match.stringLikeRegexp(prefix) } }],
          },
          Period: 300,
        }),
      });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: 'FILL(door0, 0) + FILL(door1, 0)' }),
        errorsOf('^ControlApi'),
        errorsOf('^ControlButtons'),
      ]),
      Threshold: 1,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  it('a widget that fails in two quarters of an hour in a row is an alarm', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: Match.stringLikeRegexp('^Widget') } }],
      Period: 900,
      EvaluationPeriods: 2,
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  it('one dead letter is an alarm', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Statistic: 'Maximum',
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  it('one tripped breaker is an alarm', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...fleetMetric(metricNames.breakerTrips, 300, 'Sum'),
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  it('ticks that all begin over 90 s late are an alarm', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...fleetMetric(metricNames.tickAge, 180, 'Minimum'),
      EvaluationPeriods: scheduleMinutes,
      DatapointsToAlarm: 1,
      Threshold: 90,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  it('all tell the topic, both ways, and say what to do', () => {
    expect(Object.keys(alarms)).toHaveLength(9);
    const topic = [{ Ref: expect.stringMatching(/^AlarmingTopic/) }];
    for (const { Properties } of Object.values(alarms)) {
      expect(Properties).toMatchObject({ AlarmActions: topic, OKActions: topic });
      expect(Properties).toHaveProperty('AlarmDescription', expect.stringMatching(/\. [A-Z]|: /));
    }
  });
});

describe('the topic', () => {
  it('lets alarms of this account in, and nobody without TLS', () => {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 'sns:Publish',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
          Match.objectLike({
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    });
  });

  it('mails only where an address is given', () => {
    const [subscription] = Object.values(template.findResources('AWS::SNS::Subscription'));
    expect(subscription?.['Properties']).toMatchObject({
      Protocol: 'email',
      Endpoint: { Ref: 'AlarmEmail' },
    });
    const condition = String(subscription?.['Condition']);
    template.hasCondition(condition, {
      'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AlarmEmail' }, ''] }],
    });
  });
});
