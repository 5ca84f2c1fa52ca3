/** One page of services that carry the enabling tag, by the Resource Groups Tagging API. */
import {
  GetResourcesCommand,
  type ResourceGroupsTaggingAPIClient,
  type ResourceTagMapping,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { ServiceId } from '#engine/model.ts';
import type { Deadline, TaggedService } from '#lib/ports.ts';
import { enablingTag } from '#lib/telemetry.ts';
import { call, type Patience } from '../call.ts';
import type { Page } from '../paging.ts';
import type { Warn } from '../refreshed.ts';
import { membershipIn } from './membership.ts';

const resourcesPerPage = 100;

/** `arn:aws:ecs:<region>:<account>:service/<cluster>/<name>`; ARNs of before 2021 lack the cluster. */
const longArn =
  /^arn:[^:]+:ecs:(?<region>[^:]+):(?<account>\d{12}):service\/(?<cluster>[^/]+)\/(?<name>[^/]+)$/;

export const serviceIdOfArn = (arn: string): ServiceId | null => {
  const { region, account, cluster, name } = longArn.exec(arn)?.groups ?? {};
  if (!region || !account || !cluster || !name) return null;
  return { account, region, cluster, name };
};

const serviceIn = (
  { ResourceARN: arn, Tags = [] }: ResourceTagMapping,
  warn: Warn,
): readonly TaggedService[] => {
  if (arn === undefined) return [];
  const id = serviceIdOfArn(arn);
  if (id === null) {
    warn(
      `${arn} is tagged ${enablingTag.key}, but its ARN is of the old format without a cluster; recreate the service`,
    );
    return [];
  }
  const tags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key ?? '', Value ?? '']));
  return [{ id, membership: membershipIn(tags) }];
};

export type TaggedPage = (
  token: string | undefined,
  deadline: Deadline,
  patience?: Patience,
) => Promise<Page<TaggedService>>;

export const createTaggedPage =
  (client: ResourceGroupsTaggingAPIClient, warn: Warn): TaggedPage =>
  async (token, deadline, patience) => {
    const command = new GetResourcesCommand({
      ResourceTypeFilters: ['ecs:service'],
      TagFilters: [{ Key: enablingTag.key, Values: [enablingTag.value] }],
      ResourcesPerPage: resourcesPerPage,
      ...(token === undefined ? {} : { PaginationToken: token }),
    });
    const output = await call(
      'Tagging GetResources',
      deadline,
      (options) => client.send(command, options),
      patience,
    );
    const items = (output.ResourceTagMappingList ?? []).flatMap((each) => serviceIn(each, warn));
    // The last page carries an empty token, not none.
    const next = output.PaginationToken;
    return { items, next: next === '' ? undefined : next };
  };
