/** Other accounts and regions whose services this stack scales: `accounts:`. */
import * as z from 'zod';
import { accountId, regionName } from './names.ts';
import { text } from './scalars.ts';
import { longestSpokeRole, spokeRoleName } from './spoke-roles.ts';
import { strictObject } from './strict-object.ts';

/** A tick opens five clients for each, and forty services of each are one more call a tick even where all is quiet. */
export const mostHomes = 50;

/** As IAM allows them, without a path, and short enough for the name of the other role. */
export const spokeRole = text({
  what: `the name of an IAM role (not an ARN) of at most ${longestSpokeRole} letters, digits and +=,.@_-`,
  pattern: new RegExp(`^[A-Za-z0-9+=,.@_-]{1,${longestSpokeRole}}$`),
  example: spokeRoleName,
});

export const externalId = text({
  what: 'an external id of 2 to 1224 letters, digits and +=,.@:/_-, in quotes',
  pattern: /^[A-Za-z0-9+=,.@:/_-]{2,1224}$/,
  example: "'our-flyball'",
});

export const accountSchema = strictObject('an account', {
  account: accountId.describe('AWS account whose services are scaled'),
  regions: z
    .array(regionName, { error: 'must be a list of regions such as [eu-west-1]' })
    .min(1, 'must name at least one region; take the account out if there is none')
    .describe('regions of it that are looked at'),
  role: spokeRole
    .exactOptional()
    .describe(`role of its spoke stack, ${spokeRoleName} unless said; not for the stack's own`),
  externalId: externalId
    .exactOptional()
    .describe('what the trust policy of the role asks for, if anything'),
});

export const accountsSchema = z.array(accountSchema, {
  error: 'must be a list of accounts; take the key out if there are none',
});

export type AccountEntry = z.output<typeof accountSchema>;
