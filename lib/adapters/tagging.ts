/** Which services carry the enabling tag, by the Resource Groups Tagging API. */
import {
  GetResourcesCommand,
  type ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { ServiceId } from '#engine/model.ts';
import type { Deadline, Directory } from '#lib/ports.ts';
import { enablingTag } from '#lib/telemetry.ts';
import { call, type Patience } from './call.ts';
import { allPages, type Page } from './paging.ts';
import { refreshed, type Warn } from './refreshed.ts';

const resourcesPerPage = 100;
/** 10,000 services, far beyond one stack. */
const pagesAtMost = 100;

/** `arn:aws:ecs:<region>:<account>:service/<cluster>/<name>`; ARNs of before 2021 lack the cluster. */
const longArn =
  /^arn:[^:]+:ecs:(?<region>[^:]+):(?<account>\d{12}):service\/(?<cluster>[^/]+)\/(?<name>[^/]+)$/;

export const serviceIdOfArn = (arn: string): ServiceId | null => {
  const { region, account, cluster, name } = longArn.exec(arn)?.groups ?? {};
  if (!region || !account || !cluster || !name) return null;
  return { account, region, cluster, name };
};

const pageOf =
  (client: ResourceGroupsTaggingAPIClient, deadline: Deadline, patience?: Patience) =>
  async (token: string | undefined): Promise<Page<string>> => {
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
    const arns = (output.ResourceTagMappingList ?? []).map(({ ResourceARN }) => ResourceARN);
    return { items: arns.filter((arn) => arn !== undefined), next: output.PaginationToken };
  };

const idsOf = (arns: readonly string[], warn: Warn): readonly ServiceId[] =>
  arns.flatMap((arn) => {
    const id = serviceIdOfArn(arn);
    if (id !== null) return [id];
    warn(
      `${arn} is tagged ${enablingTag.key}, but its ARN is of the old format without a cluster; recreate the service`,
    );
    return [];
  });

export const createDirectory = (client: ResourceGroupsTaggingAPIClient, warn: Warn): Directory => ({
  tagged: refreshed({
    what: 'Services tagged for Flyball',
    warn,
    load: async (deadline, patience) => {
      const page = pageOf(client, deadline, patience);
      const arns = await allPages({ what: 'Tagging GetResources', pagesAtMost, page });
      return idsOf(arns, warn);
    },
  }),
});
