/**
 * A service in a URL: `cluster~name`, or `account~region~cluster~name` elsewhere than at home. A slash would end the
 * path's segment, and as `%2F` some clients sign another path than they send; `~` is in no name of ECS, and never encoded.
 */
import * as z from 'zod';
import type { Home } from '#config/fleet.ts';
import type { ServiceId } from '#engine/model.ts';

const separator = '~';

/** ECS allows letters, digits, `-` and `_`; what is none of these finds nothing, and needs no rule of its own. */
const part = String.raw`[^~/\p{Cc}]{1,255}`;
const pattern = new RegExp(`^${part}~${part}(~${part}~${part})?$`, 'u');

export const serviceRefSchema = z
  .string()
  .regex(pattern, 'must be cluster~name, or account~region~cluster~name')
  .meta({ description: 'cluster~name, or account~region~cluster~name', example: 'shop~checkout' });

export const serviceNamedBy = (ref: string, home: Home): ServiceId => {
  const [first = '', second = '', cluster, name] = ref.split(separator);
  return cluster === undefined || name === undefined
    ? { ...home, cluster: first, name: second }
    : { account: first, region: second, cluster, name };
};

export const refOf = ({ account, region, cluster, name }: ServiceId, home: Home): string =>
  account === home.account && region === home.region
    ? [cluster, name].join(separator)
    : [account, region, cluster, name].join(separator);
