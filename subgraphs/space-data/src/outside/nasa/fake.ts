import { fakePictures } from '../apod/fake.ts';
import { fakeSpaceWeather } from '../donki/fake.ts';
import { type FakeUpstream, type GoodAnswer, openFake } from '../fake-upstream.ts';
import { fakeFeed } from '../neows/fake.ts';

type Answer = (url: URL) => GoodAnswer;

/** NASA as far as we ask it. */
export interface FakeNasa extends FakeUpstream {
  /** Has what is asked under a path answered like this from now on, or as usual again. */
  tell(path: string, answer: Answer | undefined): void;
}

/** Opens one whose time is told by whoever opens it. */
export async function fakeNasa(now: () => Temporal.Instant): Promise<FakeNasa> {
  const usual: Readonly<Record<string, Answer>> = {
    '/planetary/apod': fakePictures(now),
    '/neo/rest/v1/feed': fakeFeed,
    ...fakeSpaceWeather,
  };
  const told = new Map<string, Answer>();
  const fake = await openFake((url) => {
    const answer = told.get(url.pathname) ?? usual[url.pathname];
    return answer ? answer(url) : { status: 404, body: '{}' };
  });
  return Object.assign(fake, {
    tell: (path: string, answer: Answer | undefined) => void (answer ? told.set(path, answer) : told.delete(path)),
  });
}
