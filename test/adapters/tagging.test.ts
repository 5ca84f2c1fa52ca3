import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { expect, test, vi } from 'vitest';
import { createDirectory } from '#adapters/tagging.ts';
import { type Answer, refusal } from './fake-aws.ts';
import { deadlineIn, idOf } from './sample.ts';
import { fakeAws } from './with-fake-aws.ts';

const deadline = deadlineIn(20_000);

const listing = (arns: readonly string[], token = '') => ({
  body: {
    ResourceTagMappingList: arns.map((ResourceARN) => ({ ResourceARN })),
    PaginationToken: token,
  },
});

const arnOf = (path: string) => `arn:aws:ecs:us-east-1:123456789012:service/${path}`;

const directory = async (answer: Answer) => {
  const aws = await fakeAws({ GetResources: answer });
  const warn = vi.fn();
  return { aws, warn, ...createDirectory(new ResourceGroupsTaggingAPIClient(aws.settings), warn) };
};

test('tagged services are listed over all pages', async () => {
  const { aws, tagged } = await directory((_, count) =>
    count === 1 ? listing([arnOf('shop/web')], 'next') : listing([arnOf('shop/api')]),
  );
  expect(await tagged(0, deadline)).toEqual([idOf('web'), idOf('api')]);
  expect(aws.calls[0]?.body).toMatchObject({
    ResourceTypeFilters: ['ecs:service'],
    TagFilters: [{ Key: 'flyball:enabled', Values: ['true'] }],
  });
  expect(aws.calls[1]?.body['PaginationToken']).toBe('next');
});

test('a service whose ARN lacks the cluster is left out with a warning that names it', async () => {
  const { tagged, warn } = await directory(() => listing([arnOf('old'), arnOf('shop/web')]));
  expect(await tagged(0, deadline)).toEqual([idOf('web')]);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining(arnOf('old')));
});

test('a listing that fails later serves the last good one, and holds up the tick for one call only', async () => {
  const { aws, tagged, warn } = await directory((_, count) =>
    count === 1 ? listing([arnOf('shop/web')]) : refusal('ThrottlingException'),
  );
  await tagged(0, deadline);
  expect(await tagged(300_000, deadline)).toEqual([idOf('web')]);
  expect(aws.calls).toHaveLength(2);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('ThrottlingException'));
});
