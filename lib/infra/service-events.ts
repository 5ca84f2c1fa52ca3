import { Duration, Validations } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** ECS repeats these of every service that is well, and a large fleet would drown in them. */
const wellKnown = [
  'SERVICE_STEADY_STATE',
  'TASKSET_STEADY_STATE',
  'CAPACITY_PROVIDER_STEADY_STATE',
];

/** Calls that change what is known of a service at rest. */
const changingCalls = ['UpdateService', 'DeleteService', 'TagResource', 'UntagResource'];

/** What ECS tells of services, for the function that would otherwise have to ask about each of them. */
export class ServiceEvents extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.queue = new Queue(this, 'Stirred', {
      enforceSSL: true,
      // Every service was described by then, whatever happened to it.
      retentionPeriod: Duration.minutes(10),
      // What a tick received and did not hand on is there again for the next one.
      visibilityTimeout: Duration.seconds(50),
    });
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'An event that nobody can read is dropped, and its service is described in turn.',
    });
    new Rule(this, 'Telling', {
      description: 'Flyball: what ECS tells of services',
      eventPattern: {
        source: ['aws.ecs'],
        detailType: ['ECS Deployment State Change', 'ECS Service Action'],
        detail: { eventName: [{ 'anything-but': wellKnown }] },
      },
      targets: [new SqsQueue(this.queue)],
    });
    new Rule(this, 'Recorded', {
      description: 'Flyball: calls that change services, where CloudTrail records them',
      eventPattern: {
        source: ['aws.ecs'],
        detailType: ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: ['ecs.amazonaws.com'],
          eventName: changingCalls,
          errorCode: [{ exists: false }],
        },
      },
      targets: [new SqsQueue(this.queue)],
    });
  }

  /** Not grantConsumeMessages, which also lets the reader hide messages for longer. */
  grantDrain(reader: IFunction): void {
    reader.addToRolePolicy(
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
        resources: [this.queue.queueArn],
      }),
    );
  }
}
