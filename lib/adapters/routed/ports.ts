/** The ports of a tick that look at services and change them, each call answered by the home that it is about. */
import type { Ports } from '#lib/ports.ts';
import type { HomePorts } from '../home-ports.ts';
import { routedDirectory } from './directory.ts';
import { type Homes, pick } from './homes.ts';
import { routedRivals } from './rivals.ts';
import { routedServiceReader } from './service-reader.ts';
import { routedServiceWriter } from './service-writer.ts';
import { routedSignals } from './signals.ts';
import { routedUpdateTurns } from './update-turns.ts';

export type RoutedPorts = Pick<
  Ports,
  'directory' | 'serviceReader' | 'serviceWriter' | 'turns' | 'signals' | 'rivals'
>;

export const routedPorts = (homes: Homes<HomePorts>): RoutedPorts => ({
  directory: routedDirectory(pick(homes, ({ directory }) => directory)),
  serviceReader: routedServiceReader(pick(homes, ({ serviceReader }) => serviceReader)),
  serviceWriter: routedServiceWriter(pick(homes, ({ serviceWriter }) => serviceWriter)),
  turns: routedUpdateTurns(pick(homes, ({ turns }) => turns)),
  signals: routedSignals(pick(homes, ({ signals }) => signals)),
  rivals: routedRivals(pick(homes, ({ rivals }) => rivals)),
});
