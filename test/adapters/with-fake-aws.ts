import { onTestFinished } from 'vitest';
import { type Answer, type FakeAws, startFakeAws } from './fake-aws.ts';

/** For the length of one test. */
export const fakeAws = async (answers: Readonly<Record<string, Answer>>): Promise<FakeAws> => {
  const aws = await startFakeAws(answers);
  onTestFinished(aws.stop);
  return aws;
};
