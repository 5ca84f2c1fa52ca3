/** A service as it is named at a terminal: as it is shown there. */
import type { Home } from '#config/fleet.ts';
import type { ServiceId } from '#engine/model.ts';
import { UsageError } from './usage-error.ts';

const pattern =
  /^(?:(?<account>\d{12})\/(?<region>[^/\s]+)\/)?(?<cluster>[^/\s]+)\/(?<name>[^/\s]+)$/;

/** Without account and region it is at home. */
export const serviceNamed = (text: string, home: Home): ServiceId => {
  const found = pattern.exec(text)?.groups ?? {};
  const { account = home.account, region = home.region, cluster, name } = found;
  if (cluster !== undefined && name !== undefined) return { account, region, cluster, name };
  throw new UsageError(
    `"${text}" is not cluster/service; write for example shop/checkout, or 222222222222/eu-west-1/shop/checkout elsewhere`,
  );
};

/** Before anything is connected to, and so before home is known. */
export const checkServiceName = (text: string): void => {
  serviceNamed(text, { account: '', region: '' });
};
