/** Does to the local world what the page asks for. */
import {
  crashTasks,
  failRequests,
  failStarts,
  sendMessages,
  setDesired,
  startRollout,
} from '#simulator/plant/commands.ts';
import type { Dial } from '#simulator/plant/dial.ts';
import type { ServiceName } from '#simulator/plant/population.ts';
import type { Product } from '../product.ts';
import type { TourAction } from '../tour/tour.ts';
import type { WorldCommand } from './commands.ts';
import { setTrouble } from './troubles.ts';

/** A page becomes popular: five times the load for ten minutes. */
const crowd = { times: 5, minutes: 10 };
/** Half of all requests: well beyond any sensible threshold. */
const stormShare = 0.5;
const crashedTasks = 2;
const messagesAtOnce = 1000;

type OfService = Extract<WorldCommand, { readonly service: string }>;

const dialOf = ({ plant }: Product, service: string): Dial => {
  const dial = plant.dials.get(service);
  if (dial !== undefined) return dial;
  throw new RangeError(
    `There is no service ${service}; there are ${[...plant.dials.keys()].join(', ')}`,
  );
};

const nameOf = (service: string): ServiceName => {
  const [cluster = '', name = ''] = service.split('/');
  return { cluster, name };
};

const toService = (product: Product, command: OfService): void => {
  const { world, clock } = product;
  const dial = dialOf(product, command.service);
  const name = nameOf(command.service);
  switch (command.kind) {
    case 'load':
      dial.setFactor(command.factor);
      break;
    case 'flash-crowd':
      dial.flash({ ...crowd, fromMs: clock.nowMs() });
      break;
    case 'error-storm':
      world.change(name, failRequests(command.on ? stormShare : 0));
      break;
    case 'failing-starts':
      world.change(name, failStarts(command.on ? 1 : 0));
      break;
    case 'deployment':
      world.change(name, startRollout);
      break;
    case 'crash':
      world.change(name, crashTasks(crashedTasks));
      break;
    case 'messages':
      world.change(name, sendMessages(messagesAtOnce));
      break;
    case 'desired':
      world.change(name, setDesired(command.desired));
      break;
    default:
      command satisfies never;
  }
};

export type CarryOutOptions = {
  readonly product: Product;
  readonly tour: (action: TourAction) => void;
};

export const carryOut = ({ product, tour }: CarryOutOptions, command: WorldCommand): void => {
  switch (command.kind) {
    case 'speed':
      product.clock.setSpeed(command.speed);
      break;
    case 'pause':
      product.clock.pause();
      break;
    case 'resume':
      product.clock.resume();
      break;
    case 'trouble':
      setTrouble(product.aws.faults, command.name, command.on);
      break;
    case 'tour':
      tour(command.action);
      break;
    default:
      toService(product, command);
  }
};
