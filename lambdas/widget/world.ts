/** What the widget may look at. It shares the tick's way of looking, and none of its ways of acting. */
import type { Fleet, Home } from '#config/fleet.ts';
import type { Clock } from '#lib/function/clock.ts';
import type { LogSink } from '#lib/function/log.ts';
import type { OperatorPorts } from '#lib/operator-ports.ts';
import type { Deadline, Ports } from '#lib/ports.ts';
import type { Part } from '#lib/widget/data.ts';

export type WidgetPorts = Ports & Pick<OperatorPorts, 'history' | 'alertDesk'>;

export type WidgetSetting = {
  readonly home: Home;
  readonly fleet: Fleet;
  readonly intervalMs: number;
  readonly ports: WidgetPorts;
  readonly clock: Clock;
  readonly log: Pick<LogSink, 'warn'>;
  /** `null`: there are no buttons. */
  readonly controlArn: string | null;
};

/** One look. */
export type WidgetWorld = WidgetSetting & { readonly deadline: Deadline };

const whyOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** What fails is shown as missing, and the rest as it is: half a dashboard is worth more than none. */
export const attempt = async <Value>(
  what: string,
  work: Promise<Value>,
  { log }: Pick<WidgetSetting, 'log'>,
): Promise<Part<Value>> => {
  try {
    return { kind: 'known', value: await work };
  } catch (error) {
    log.warn(`${what} could not be read`, { error });
    return { kind: 'missing', why: whyOf(error) };
  }
};
