import { join } from 'node:path';
import { Aws, type Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { functionBundling } from './function-bundling.ts';
import { projectRoot } from './project-root.ts';
import type { Reach } from './reach.ts';

/** What all functions of a stack share. */
export type FunctionSetting = {
  readonly environment: Readonly<Record<string, string>>;
  /** Days to keep logs, as a deploy-time token. */
  readonly logRetentionDays: string;
  readonly reach: Reach;
  /**
   * Path of the fleet file that goes into the bundle.
   * @default none: services enrol by tag alone
   */
  readonly fleetFile?: string;
};

export type ProductFunctionProps = FunctionSetting & {
  /** Of `lambdas/`; its `handler.ts` is the entry. */
  readonly folder: string;
  readonly description: string;
  readonly memoryMegabytes: number;
  readonly timeout: Duration;
  /**
   * Beyond it an asynchronous event is dropped.
   * @default Lambda's own six hours
   */
  readonly maxEventAge?: Duration;
  /** @default made by CloudFormation */
  readonly name?: string;
};

/** One function of the product: its bundle, its log and a role of its own, which can only write that log. */
export class ProductFunction extends Construct {
  readonly function: NodejsFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: ProductFunctionProps) {
    super(scope, id);
    const logGroup = this.#logGroup(props.logRetentionDays);
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(this.role);
    this.function = new NodejsFunction(this, 'Function', {
      description: props.description,
      entry: join(projectRoot, 'lambdas', props.folder, 'handler.ts'),
      projectRoot,
      depsLockFilePath: join(projectRoot, 'package-lock.json'),
      bundling: functionBundling(props.fleetFile),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMegabytes,
      timeout: props.timeout,
      // What failed is done anew by the next run, with fresher metrics.
      retryAttempts: 0,
      ...(props.maxEventAge === undefined ? {} : { maxEventAge: props.maxEventAge }),
      ...(props.name === undefined ? {} : { functionName: props.name }),
      role: this.role,
      logGroup,
      environment: {
        ...props.environment,
        FLYBALL_ACCOUNT: Aws.ACCOUNT_ID,
        NODE_OPTIONS: '--enable-source-maps',
      },
    });
  }

  #logGroup(retentionDays: string): LogGroup {
    const logGroup = new LogGroup(this, 'Logs', { removalPolicy: RemovalPolicy.DESTROY });
    const resource = logGroup.node.defaultChild;
    if (!(resource instanceof CfnLogGroup)) throw new Error('a log group is made of a CfnLogGroup');
    // The L2 property takes only days that are known at synth.
    resource.retentionInDays = Token.asNumber(Token.asAny(retentionDays));
    return logGroup;
  }
}
