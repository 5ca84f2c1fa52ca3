/**
 * The two ways in, each a function of its own. Whoever may press buttons may send any event to the function behind
 * them, one that says that somebody else signed it included: so that one does not listen to the API, nor the other way.
 */
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import * as z from 'zod';
import { createApi } from '#lib/control/http/api.ts';
import { routes } from '#lib/control/routes.ts';
import { createButtons } from '#lib/control/widget/buttons.ts';
import type { ControlSetting, ControlWorld } from '#lib/control/world.ts';
import { type ClockName, clocks } from '#lib/function/clock.ts';
import { deadlineOf } from '#lib/function/deadline.ts';
import { shard } from '#lib/tick/shard.ts';

export const doorVariable = {
  FLYBALL_DOOR: z.enum(['api', 'buttons'], 'must be api or buttons'),
};

export type Door = z.infer<typeof doorVariable.FLYBALL_DOOR>;

export type DoorSetting = ControlSetting & { readonly clock: ClockName };

export type Handle = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2 | string>;

/** A person waits, and CloudWatch gives up on a widget long before. */
const wishedMs = 10_000;

type Call = { readonly id: string; readonly nowMs: number; readonly context: Context };

const worldOf = (setting: ControlSetting, { id, nowMs, context }: Call): ControlWorld => ({
  ...setting,
  // Orders and the trail are kept to the millisecond, and what is not whole would be read back as corrupt.
  nowMs: Math.floor(nowMs),
  requestId: id,
  deadline: deadlineOf({ invocationMs: context.getRemainingTimeInMillis(), wishedMs }),
});

const apiDoor = (setting: DoorSetting): Handle =>
  createApi(routes, ({ id, atMs }, context) =>
    worldOf(setting, { id, nowMs: clocks[setting.clock](atMs), context }),
  );

/** The event has no time; where time is sped up, the last tick is as good as now. */
const pressedMs = async ({ clock, ports }: DoorSetting, context: Context): Promise<number> => {
  if (clock === 'system') return clocks.system();
  const invocationMs = context.getRemainingTimeInMillis();
  const lastMs = await ports.lastTick.at(shard, deadlineOf({ invocationMs, wishedMs }));
  return lastMs ?? Date.now();
};

const buttonsDoor = (setting: DoorSetting): Handle => {
  const press = createButtons(async (id, context) =>
    worldOf(setting, { id, nowMs: await pressedMs(setting, context), context }),
  );
  return (event, context) => press(event, context);
};

export const openDoor = (door: Door, setting: DoorSetting): Handle => {
  switch (door) {
    case 'api':
      return apiDoor(setting);
    case 'buttons':
      return buttonsDoor(setting);
    default:
      return door satisfies never;
  }
};
