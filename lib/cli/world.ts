/** What the CLI touches besides AWS, so that tests can stand in for it. */
import type { Home, Spoke } from '#config/fleet.ts';
import type { OperatorPorts } from '#lib/operator-ports.ts';
import type { Deadline, Ports } from '#lib/ports.ts';
import type { Registrations } from '#lib/registration.ts';
import type { ServiceHistories, WayToAccount } from '#lib/service-history.ts';
import type { OpenScreen } from './top/screen.ts';

export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export type ConnectOptions = {
  readonly table: string | null;
  readonly stack: string | null;
  readonly region: string | null;
  readonly account: string | null;
};

/** A stack that can be asked. */
export type Connection = {
  readonly home: Home;
  /** Which homes there are says the fleet file, which is read by way of the operator's ports. */
  readonly reach: (homes: readonly Spoke[]) => Ports;
  readonly operator: OperatorPorts;
};

export type CliWorld = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly nowMs: () => number;
  /** `null` when there is no such file; rejects for any other reason. */
  readonly readText: (path: string) => Promise<string | null>;
  /** Makes the folders on the way; a file that is there is replaced. */
  readonly writeText: (path: string, text: string) => Promise<void>;
  /** Answers, on standard output. */
  readonly print: (text: string) => void;
  /** Errors and notes, on standard error, so that they never spoil what is piped. */
  readonly complain: (text: string) => void;
  /** A line of standard error that the next one replaces, and an empty one takes away; nothing where nobody watches. */
  readonly showProgress: (line: string) => void;
  readonly colour: boolean;
  readonly startDeadline: (ms: number) => Deadline;
  /** What Application Auto Scaling has registered; `null` is the region that is configured. */
  readonly registrations: (region: string | null) => Promise<Registrations>;
  /** What CloudWatch remembers of services; `null` is the region that is configured, and one's own credentials. */
  readonly histories: (
    region: string | null,
    way: WayToAccount | null,
  ) => Promise<ServiceHistories>;
  /** Resolves to whether the answer was yes; `null` where nobody is there to answer. */
  readonly ask: ((question: string) => Promise<boolean>) | null;
  /** Takes over the terminal; `null` where nobody watches or nobody types. */
  readonly openScreen: OpenScreen | null;
  /** Rejects when `over` is. */
  readonly wait: (ms: number, over: AbortSignal) => Promise<void>;
  readonly connect: (options: ConnectOptions, deadline: Deadline) => Promise<Connection>;
};
