import { describe, expect, it } from 'vitest';
import { templateOf } from './stack.ts';

const template = templateOf();

describe('the forecast function', () => {
  it('has a processor to reckon with, and ends before its next run', () => {
    template.hasResourceProperties('AWS::Lambda::Function', { MemorySize: 1024, Timeout: 840 });
  });

  it('is woken every quarter of an hour with the time it was due', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(15 minutes)',
      Target: { Input: '{"kind":"forecast","scheduledTime":"<aws.scheduler.scheduled-time>"}' },
    });
  });

  it('leaves what could not be delivered where the alarm looks', () => {
    const queues = Object.keys(template.findResources('AWS::SQS::Queue'));
    expect(queues.filter((id) => id.includes('DeadLetters'))).toHaveLength(1);
  });
});
