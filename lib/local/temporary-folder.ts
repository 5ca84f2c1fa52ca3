import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TearDown } from './tear-down.ts';

/** A folder of our own that is gone when we are. */
export const temporaryFolder = async (ends: TearDown): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'flyball-'));
  ends.add(() => rm(folder, { recursive: true, force: true }));
  return folder;
};
