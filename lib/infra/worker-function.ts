import { Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { workersAtMost } from '#config/workers.ts';
import { type FunctionSetting, ProductFunction } from './product-function.ts';
import { grantFleet } from './tick-permissions.ts';

// Shorter than a minute, within which the shard may be looked at again.
const timeout = Duration.seconds(58);

/** The function that works on one shard of a large fleet, and the queue that wakes it. */
export class WorkerFunction extends ProductFunction {
  readonly queue: Queue;
  /** Of the whole stack, so that one alarm sees all that could not be delivered. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, setting: FunctionSetting) {
    super(scope, id, {
      ...setting,
      folder: 'worker',
      description: 'Flyball: decides and sets the desired counts of one shard of a large fleet',
      memoryMegabytes: 1_024,
      timeout,
    });
    grantFleet(this.role, setting.reach);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Shards', {
      enforceSSL: true,
      // A shard that nobody took up within its minute is worth nothing: the next tick sends it anew.
      retentionPeriod: Duration.seconds(60),
      visibilityTimeout: timeout,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 2 },
    });
    this.#acknowledge();
    this.queue.grantConsumeMessages(this.role);
    this.#mapping();
  }

  /** Not grantSendMessages, which also lets the sender look into the queue. */
  grantOrders(sender: IFunction): void {
    sender.addToRolePolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }),
    );
  }

  #mapping(): void {
    const mapping = new CfnEventSourceMapping(this, 'Waking', {
      functionName: this.function.functionName,
      eventSourceArn: this.queue.queueArn,
      // One after the other in the same function, the second shard of a batch would be late.
      batchSize: 1,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: workersAtMost },
    });
    // Lambda refuses a mapping to a queue that the role may not read yet.
    mapping.node.addDependency(this.role);
  }

  #acknowledge(): void {
    Validations.of(this.deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself the dead-letter queue, of shards and schedules.',
    });
  }
}
