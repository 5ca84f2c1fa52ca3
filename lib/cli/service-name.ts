/** A service as it is named at a terminal. */
import type { Home } from '#config/fleet.ts';
import type { ServiceId } from '#engine/model.ts';
import { UsageError } from './usage-error.ts';

const pattern = /^([^/\s]+)\/([^/\s]+)$/;

export const serviceNamed = (text: string, home: Home): ServiceId => {
  const [, cluster, name] = pattern.exec(text) ?? [];
  if (cluster !== undefined && name !== undefined) return { ...home, cluster, name };
  throw new UsageError(`"${text}" is not cluster/service; write for example shop/checkout`);
};

/** Before anything is connected to, and so before home is known. */
export const checkServiceName = (text: string): void => {
  serviceNamed(text, { account: '', region: '' });
};
