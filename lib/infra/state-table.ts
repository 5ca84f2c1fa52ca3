import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

const readActions = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'] as const;

/** What the adapters call, and no more: there are no scans, batch writes or transactions. */
const usedActions = [
  ...readActions,
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
] as const;

/** Everything that must be remembered between ticks, in one table. */
export class StateTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Not TableV2: it makes a GlobalTable, which gains nothing in one region and which emulators do not know.
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expiresAt',
      // Who deletes the stack by mistake keeps its open overrides and its record of decisions.
      removalPolicy: RemovalPolicy.RETAIN,
      deletionProtection: true,
    });
  }

  grantRead(grantee: IGrantable): void {
    this.table.grant(grantee, ...readActions);
  }

  /** To keep what was learnt, to know what was learnt before and who is managed, and to count what that cost. */
  grantLearning(grantee: IGrantable): void {
    this.table.grant(
      grantee,
      'dynamodb:GetItem',
      'dynamodb:BatchGetItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    );
  }

  grantUse(grantee: IGrantable): void {
    this.table.grant(grantee, ...usedActions);
  }
}
