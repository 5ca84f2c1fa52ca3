import { Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export type FunctionScheduleProps = {
  /** A rate expression, as a deploy-time token. */
  readonly expression: string;
  readonly target: IFunction;
  /** What the event says of itself. */
  readonly kind: string;
  readonly description: string;
  /** Keeps what could not be delivered. */
  readonly deadLetters: IQueue;
};

/** The scheduler fills in the placeholder: the scheduled time is the identity of a run and its "now". */
const inputOf = (kind: string): string =>
  JSON.stringify({ kind, scheduledTime: '<aws.scheduler.scheduled-time>' });

/** Wakes a function, and keeps what could not be delivered. */
export class FunctionSchedule extends Construct {
  constructor(scope: Construct, id: string, props: FunctionScheduleProps) {
    super(scope, id);
    // Not the L2 schedule: it grants every version of the function, where this one is enough.
    const role = this.#role(props);
    const schedule = new CfnSchedule(this, 'Schedule', {
      description: props.description,
      scheduleExpression: props.expression,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: props.target.functionArn,
        roleArn: role.roleArn,
        input: inputOf(props.kind),
        // A run that is late is worth nothing: the next one sees fresher metrics. 60 s is the shortest allowed.
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
        deadLetterConfig: { arn: props.deadLetters.queueArn },
      },
    });
    // The role before its policy exists would turn the first runs of a new stack into lost ones.
    schedule.node.addDependency(role);
  }

  #role({ target, deadLetters }: FunctionScheduleProps): Role {
    const group = Stack.of(this).formatArn({
      service: 'scheduler',
      resource: 'schedule-group',
      resourceName: 'default',
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': group },
        },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] }),
    );
    // Not grantSendMessages, which also lets the scheduler look into the queue.
    role.addToPolicy(
      new PolicyStatement({
        actions: ['sqs:SendMessage'],
        resources: [deadLetters.queueArn],
      }),
    );
    return role;
  }
}
