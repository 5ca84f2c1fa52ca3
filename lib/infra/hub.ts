/** The Flyball stack that a spoke stack opens its account to, as `--context` says. */
import * as z from 'zod';
import { externalId, spokeRole } from '#config/accounts-schema.ts';
import { accountId } from '#config/names.ts';
import { text } from '#config/scalars.ts';
import { spokeRoleName } from '#config/spoke-roles.ts';

export type Hub = {
  readonly account: string;
  /** Name of the stack there. */
  readonly stack: string;
  /** Name for the role that may change counts; the other is called after it. */
  readonly role: string;
  readonly externalId: string | null;
};

export type HubAsked =
  | { readonly kind: 'none' }
  | { readonly kind: 'valid'; readonly hub: Hub }
  | { readonly kind: 'invalid'; readonly message: string };

/**
 * Roles are known by the names that CloudFormation makes of stack, logical id and a suffix. Longer ones it cuts to 64:
 * 30 and 18 for `WorkerRole` with its hash, 13 for the suffix and two dashes are 63.
 */
const longestStack = 30;

const stackName = text({
  what: `the name of a stack of at most ${longestStack} letters, digits and dashes, by which its roles are known here`,
  pattern: new RegExp(`^[A-Za-z][A-Za-z0-9-]{0,${longestStack - 1}}$`),
  example: 'Flyball',
});

const schema = z
  .object({
    hubAccount: accountId,
    hubStack: stackName.default('Flyball'),
    role: spokeRole.default(spokeRoleName),
    externalId: externalId.nullable().default(null),
  })
  .transform(
    ({ hubAccount: account, hubStack: stack, ...rest }): Hub => ({ account, stack, ...rest }),
  );

type Said = {
  readonly hubAccount: unknown;
  readonly hubStack: unknown;
  readonly role: unknown;
  readonly externalId: unknown;
};

const refused = (lines: readonly string[]): HubAsked => ({
  kind: 'invalid',
  message: ['The spoke stack is refused:', ...lines].join('\n'),
});

/** Without the account the other stack would be made, in an account that was only to be opened. */
const withoutAccount = (said: Said): HubAsked => {
  const names = Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : name));
  if (names.length === 0) return { kind: 'none' };
  return refused(
    names.map(
      (name) => `  --context ${name}: means nothing without --context hubAccount=<account>`,
    ),
  );
};

export const hubAsked = (said: Said): HubAsked => {
  if (said.hubAccount === undefined) return withoutAccount(said);
  const parsed = schema.safeParse(said);
  if (parsed.success) return { kind: 'valid', hub: parsed.data };
  return refused(
    parsed.error.issues.map(({ path, message }) => `  --context ${path.join('.')}: ${message}`),
  );
};
