import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { AccountPrincipal, type Condition, type Conditions, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { readerOf, spokeRoleName } from '#config/spoke-roles.ts';
import type { Hub } from './hub.ts';
import { grantReads, grantUpdates } from './tick-permissions.ts';

export type SpokeStackProps = StackProps & { readonly hub: Hub };

/** Of the logical ids of the roles that change counts: CloudFormation puts them into the names of roles. */
const actors = ['TickRole', 'WorkerRole'] as const;

/** IAM is the same in all regions, so one role serves all regions of its account. */
const regions = { kind: 'all' } as const;

/** With another name for its roles it is another stack, so that an account can be open to two stacks elsewhere. */
const stackNameFor = ({ role }: Hub): string =>
  role === spokeRoleName
    ? spokeRoleName
    : `${spokeRoleName}-${role.replaceAll(/[^A-Za-z0-9-]/g, '-')}`;

/**
 * What a Flyball stack of another account needs in this one: a role to change counts, which only the tick and the worker
 * of that stack may assume, and one to look, for whom that account lets assume it.
 */
export class SpokeStack extends Stack {
  constructor(scope: Construct, id: string, { hub, ...stackProps }: SpokeStackProps) {
    const description = `Flyball: lets the stack ${hub.stack} of account ${hub.account} scale the services of this one`;
    super(scope, id, { description, stackName: stackNameFor(hub), ...stackProps });
    const actor = this.#role('Actor', hub.role, this.#askedOfActors(hub), hub);
    grantReads(actor, regions);
    grantUpdates(actor, regions);
    const reader = this.#role('Reader', readerOf(hub.role), this.#askedOfAll(hub), hub);
    grantReads(reader, regions);
    new CfnOutput(this, 'RoleArn', { value: actor.roleArn });
    new CfnOutput(this, 'ReaderArn', { value: reader.roleArn });
  }

  #role(id: string, roleName: string, conditions: Conditions, hub: Hub): Role {
    return new Role(this, id, {
      // Fixed, because the fleet file names it before it exists.
      roleName,
      description: `Assumed by Flyball (${hub.stack} of ${hub.account})`,
      assumedBy: new AccountPrincipal(hub.account).withConditions(conditions),
    });
  }

  #askedOfAll({ externalId }: Hub): Conditions {
    if (externalId === null) return {};
    const id: Condition = { 'sts:ExternalId': externalId };
    return { StringEquals: id };
  }

  #askedOfActors(hub: Hub): Conditions {
    const principals = actors.map((role) =>
      this.formatArn({
        service: 'iam',
        region: '',
        account: hub.account,
        resource: 'role',
        resourceName: `${hub.stack}-${role}*`,
      }),
    );
    return { ...this.#askedOfAll(hub), ArnLike: { 'aws:PrincipalArn': principals } };
  }
}
