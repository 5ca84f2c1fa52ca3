/** Where the functions of a stack find services: its own home, and the accounts and regions of the fleet file. */
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { AccountEntry } from '#config/accounts-schema.ts';
import { readerOf, spokeRoleName } from '#config/spoke-roles.ts';
import type { Regions } from './regions.ts';

export type Reach = {
  /** Of the stack's own account. */
  readonly regions: Regions;
  readonly spokes: readonly Spoke[];
};

export type Spoke = { readonly account: string; readonly role: string };

export const ownHome: Reach = { regions: { kind: 'own' }, spokes: [] };

/**
 * Which of the accounts is the stack's own is known only where it is deployed: so regions of all of them count as its
 * own, and a role is named for each. The one of its own account nobody assumes.
 */
export const reachOf = (accounts: readonly AccountEntry[]): Reach => {
  if (accounts.length === 0) return ownHome;
  const regions = [...new Set(accounts.flatMap((entry) => entry.regions))].toSorted();
  return {
    regions: { kind: 'listed', regions },
    spokes: accounts.map(({ account, role = spokeRoleName }) => ({ account, role })),
  };
};

/** Whether counts are changed there, or services only looked at. */
export type Purpose = 'act' | 'read';

/** No role is named by a pattern, and where the fleet file lists no account there is no statement. */
export const grantReach = (role: Role, { spokes }: Reach, purpose: Purpose): void => {
  if (spokes.length === 0) return;
  const resources = spokes.map(({ account, role: name }) =>
    Stack.of(role).formatArn({
      service: 'iam',
      region: '',
      account,
      resource: 'role',
      resourceName: purpose === 'act' ? name : readerOf(name),
    }),
  );
  role.addToPolicy(
    new PolicyStatement({ sid: 'ReachOtherAccounts', actions: ['sts:AssumeRole'], resources }),
  );
};
