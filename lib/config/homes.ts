/** The homes of a fleet: the account and region of the stack, and those that the fleet file adds. */
import type { Fleet, Home, Spoke } from './fleet.ts';
import { partitionOf } from './partition.ts';
import { spokeRoleName } from './spoke-roles.ts';

/** `222222222222/eu-west-1`, which is also how every key of a service of it begins. */
export const homeKeyOf = ({ account, region }: Home): string => `${account}/${region}`;

/** The stack's own home is always the first. In its own account it is itself, and in others the role of their spoke. */
export const homesOf = (
  { accounts }: Pick<Fleet, 'accounts'>,
  { account: ownAccount, region: ownRegion }: Home,
): readonly Spoke[] => {
  const own: Spoke = { account: ownAccount, region: ownRegion, role: null };
  const listed = accounts.flatMap(({ settings }) => {
    const { account, regions, role = spokeRoleName, externalId = null } = settings;
    const arn = (region: string) => `arn:${partitionOf(region)}:iam::${account}:role/${role}`;
    return regions.map(
      (region): Spoke => ({
        account,
        region,
        role: account === ownAccount ? null : { arn: arn(region), externalId },
      }),
    );
  });
  // The stack's own home may be listed too, as the region of its account that it is.
  return [...new Map([own, ...listed].map((home) => [homeKeyOf(home), home])).values()];
};
