/** The parsed fleet file together with the stack's parameters: all that a policy is resolved from. */
import type { FleetPolicy } from '#engine/fleet/fleet-policy.ts';
import type { SignalDefinition } from '#engine/policy.ts';
import type { AccountEntry } from './accounts-schema.ts';
import type { SaidAlerts } from './alerts-schema.ts';
import type { Occasion } from './occasions.ts';
import type { ParameterValues } from './parameters.ts';
import type { DefaultSettings, ServiceEntry, Settings } from './schema.ts';

/** Where the stack itself runs: the default of every service's account and region. */
export type Home = { readonly account: string; readonly region: string };

/** A home and how it is reached. */
export type Spoke = Home & {
  /** `null`: with the credentials that one has anyway. */
  readonly role: { readonly arn: string; readonly externalId: string | null } | null;
};

/** A piece of the fleet file, with the path that problems in it are told by. */
export type Part<T> = {
  readonly path: string;
  readonly settings: T;
  /** False when some of it could not be parsed and is left out; such a fleet is refused anyway. */
  readonly whole: boolean;
};

export type Fleet = {
  readonly parameters: ParameterValues;
  readonly defaults: Part<DefaultSettings>;
  readonly policies: Readonly<Record<string, Part<Settings>>>;
  readonly services: readonly Part<ServiceEntry>[];
  /** Where else services are; `homesOf` makes homes of them. */
  readonly accounts: readonly Part<AccountEntry>[];
  /** What holds for all services together: groups, the blast guard, the launch rate. */
  readonly policy: FleetPolicy;
  /** The named signals; the built-in ones need a service to be resolved. */
  readonly signals: Readonly<Record<string, SignalDefinition>>;
  /** Dates such as `2026-12-25`, by the name of their list. */
  readonly holidays: Readonly<Record<string, readonly string[]>>;
  /** What a calendar knows of load to come. */
  readonly occasions: readonly Occasion[];
  readonly alerts: SaidAlerts;
  /** Whether EventBridge is told what happens. */
  readonly events: boolean;
  /** Services with metrics of their own, as `<cluster>/<name>`. */
  readonly measured: readonly string[];
};

/** By own key only, so that nothing is found under names such as `constructor`. */
export const lookUp = <T>(record: Readonly<Record<string, T>>, name: string): T | null =>
  Object.hasOwn(record, name) ? (record[name] ?? null) : null;
