/** What is different in every home: clients with its credentials and region, and the ports over them. */
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { STSClient } from '@aws-sdk/client-sts';
import type { Spoke } from '#config/fleet.ts';
import { homeKeyOf } from '#config/homes.ts';
import { readerOf } from '#config/spoke-roles.ts';
import type { ServiceReader, ServiceWriter, SignalSource, UpdateTurns } from '#lib/ports.ts';
import { createRivalScalers, type HomeRivals } from './application-auto-scaling.ts';
import { createAssumedRole, type ProvideCredentials, type Role } from './assumed-role.ts';
import { type AwsPortsOptions, emitWarning, settingsIn, settingsOf } from './aws-options.ts';
import { createAwsSignalSource } from './aws-signal-source.ts';
import {
  createDirectory,
  type DirectoryOptions,
  type HomeDirectory,
} from './discovery/directory.ts';
import { createRosterStore } from './discovery/roster-store.ts';
import { createTaggedPage } from './discovery/tagged-page.ts';
import { createServiceReader } from './ecs-reader.ts';
import { createServiceWriter } from './ecs-writer.ts';
import { createReadTurns } from './read-turns.ts';
import { type Homes, homesWith } from './routed/homes.ts';
import type { Table } from './table.ts';
import { createUpdateTurns } from './update-turns.ts';

export type HomePorts = {
  readonly directory: HomeDirectory;
  /** Without what another has in mind: for who must see what the table holds now. */
  readonly newDirectory: () => HomeDirectory;
  readonly serviceReader: ServiceReader;
  readonly serviceWriter: ServiceWriter;
  readonly turns: UpdateTurns;
  readonly signals: SignalSource;
  readonly rivals: HomeRivals;
};

export type HomeOptions = Omit<AwsPortsOptions, 'table' | 'topicArn' | 'shardQueueUrl'> & {
  readonly table: Table;
};

/** One role serves all regions of its account. */
const rolesOf = (options: HomeOptions): ((role: Role) => ProvideCredentials) => {
  const made = new Map<string, ProvideCredentials>();
  const sts = new STSClient(settingsOf(options));
  const sessionName = `flyball-${options.table.name}`;
  const { changesCounts = false } = options;
  return (role) => {
    const arn = changesCounts ? role.arn : readerOf(role.arn);
    const provide = made.get(arn) ?? createAssumedRole({ ...role, arn }, { sts, sessionName });
    made.set(arn, provide);
    return provide;
  };
};

const spokesOf = ({ home, homes }: HomeOptions): readonly Spoke[] =>
  homes ?? [{ ...home, role: null }];

const portsIn = (
  spoke: Spoke,
  credentials: ProvideCredentials | null,
  options: HomeOptions,
): HomePorts => {
  const { home, table, warn = emitWarning, keepsRoster = true, sharesReads = false } = options;
  const settings = settingsIn(spoke.region, options, credentials);
  const ecs = new ECSClient(settings);
  // The list of the stack's own home lies where it lay before there were others.
  const whose = homeKeyOf(spoke) === homeKeyOf(home) ? null : spoke;
  const listing: DirectoryOptions = {
    page: createTaggedPage(new ResourceGroupsTaggingAPIClient(settings), warn),
    store: keepsRoster ? createRosterStore(table, warn, whose) : null,
    warn,
  };
  return {
    directory: createDirectory(listing),
    newDirectory: () => createDirectory(listing),
    serviceReader: createServiceReader(
      ecs,
      spoke,
      sharesReads ? createReadTurns(table, spoke) : undefined,
    ),
    serviceWriter: createServiceWriter(ecs, spoke),
    turns: createUpdateTurns(table, spoke),
    signals: createAwsSignalSource(settings),
    rivals: createRivalScalers(new ApplicationAutoScalingClient(settings), spoke, warn),
  };
};

export const createHomes = (options: HomeOptions): Homes<HomePorts> => {
  const credentialsOf = rolesOf(options);
  return homesWith(spokesOf(options), (spoke) =>
    portsIn(spoke, spoke.role === null ? null : credentialsOf(spoke.role), options),
  );
};
