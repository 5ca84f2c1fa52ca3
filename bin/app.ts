/**
 * The CDK app: `cdk deploy`, with `--context fleet=<path>` for a fleet file elsewhere than beside cdk.json. With
 * `--context hubAccount=<account>` it makes the spoke stack instead, for an account that a stack elsewhere looks after.
 */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as z from 'zod';
import { findFleetFile } from '#infra/fleet-file.ts';
import { FlyballStack } from '#infra/flyball-stack.ts';
import { hubAsked } from '#infra/hub.ts';
import { SpokeStack } from '#infra/spoke-stack.ts';

const app = new App();

const context = (name: string): unknown => app.node.tryGetContext(name);

const refuse = (message: string): void => {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
};

const makeHub = (): void => {
  const fleet = findFleetFile(z.string().min(1).optional().parse(context('fleet')));
  switch (fleet.kind) {
    case 'none':
      new FlyballStack(app, 'Flyball');
      break;
    case 'valid':
      new FlyballStack(app, 'Flyball', { fleetFile: fleet.path, accounts: fleet.accounts });
      break;
    case 'invalid':
      refuse(fleet.message);
      break;
    default:
      fleet satisfies never;
  }
};

const make = (): void => {
  const asked = hubAsked({
    hubAccount: context('hubAccount'),
    hubStack: context('hubStack'),
    role: context('role'),
    externalId: context('externalId'),
  });
  switch (asked.kind) {
    case 'none':
      makeHub();
      break;
    case 'valid':
      new SpokeStack(app, 'FlyballSpoke', { hub: asked.hub });
      break;
    case 'invalid':
      refuse(asked.message);
      break;
    default:
      asked satisfies never;
  }
};

make();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
