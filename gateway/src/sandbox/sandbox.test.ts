import { systemClock } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import type { Credentials } from '../authentication/authenticate.ts';
import { bookingEvent } from '../testing/booking-event.ts';
import { openPage } from '../testing/browser.ts';
import { fixtureSubgraph } from '../testing/fixture-subgraph.ts';
import { bookingFixture, domeBooking, venueFixture } from '../testing/fixtures.ts';
import { openTestGateway } from '../testing/test-gateway.ts';
import { readExamples } from './examples.ts';

test(
  'with the network cut, the sandbox shows its examples, runs one and receives an event',
  { timeout: 60_000 },
  async () => {
    await using gateway = await openTestGateway();
    await using browser = await openPage(`${gateway.url}/sandbox`);
    const { page } = browser;
    const response = page.locator('.result-window');
    // GraphiQL takes a moment to learn which operation a tab holds, and shows "Stop" while one runs.
    const button = page.getByRole('button', { name: /Execute query/ });
    const run = async () => {
      if (await button.isVisible()) await button.click();
    };

    await button.click();
    const tabs = await page.getByRole('tab').allInnerTexts();
    await response.getByText('Harbour Grill').waitFor();
    // Tabs that still move into place take a click for a drag.
    const watch = page.getByRole('tab', { name: /^Watch\b/ });
    await expect
      .poll(async () => {
        await watch.click();
        return watch.getAttribute('aria-selected');
      })
      .toBe('true');
    await expect
      .poll(async () => {
        await run();
        return gateway.metric('gateway_subscription_topics');
      })
      .toBe(1);
    await gateway.bus.publish('BOOKING', [bookingEvent(domeBooking, 2)]);
    await response.getByText('CONFIRMED').waitFor();

    const examples = await readExamples(systemClock);
    expect(tabs).toEqual(examples.map(({ query }) => getOperationAST(parse(query))?.name?.value));
    expect(browser.foreign).toEqual([]);
    expect(browser.complaints).toEqual([]);
  },
);

test(
  'who signs in above the editor asks as themselves, also in a tab that is loaded anew or while nobody can renew it',
  { timeout: 60_000 },
  async () => {
    const session = {
      accessToken: 'a-1',
      refreshToken: 'r-1',
      expiresAt: systemClock.now().add({ minutes: 10 }).toString(),
      user: { email: 'ada@example.org', name: 'Ada' },
    };
    let refreshes = 0;
    const identity = fixtureSubgraph('identity', {
      Mutation: {
        signIn: (_: unknown, { password }: { password: string }) =>
          password === 'right'
            ? { session, errors: [] }
            : { session: null, errors: [{ code: 'INVALID_CREDENTIALS', message: 'Not so', path: [] }] },
        refreshSession: () => {
          refreshes += 1;
          if (refreshes === 1) throw new Error('Nobody is there at the moment');
          return { session: { ...session, accessToken: 'a-2' }, errors: [] };
        },
        signOut: () => ({ done: true, errors: [] }),
      },
    });
    const shown: (string | undefined)[] = [];
    const authenticate = async ({ authorization }: Credentials) => {
      shown.push(authorization);
      return administrator;
    };
    await using gateway = await openTestGateway({
      subgraphs: { identity, venue: venueFixture(), booking: bookingFixture() },
      authenticate,
    });
    await using browser = await openPage(`${gateway.url}/sandbox`);
    const { page } = browser;
    const form = page.locator('#session');

    await form.getByLabel('E-mail').fill('ada@example.org');
    await form.getByLabel('Password').fill('wrong');
    await form.getByRole('button', { name: 'Sign in' }).click();
    await form.getByText('Not so').waitFor();
    await form.getByLabel('Password').fill('right');
    await form.getByRole('button', { name: 'Sign in' }).click();
    await form.getByText('Signed in as Ada').waitFor();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.result-window').getByText('Harbour Grill').waitFor();
    expect(shown.at(-1)).toBe('Bearer a-1');

    await page.reload();
    await form.getByText('Signed in as Ada').waitFor();
    await expect.poll(() => refreshes, { timeout: 20_000 }).toBe(2);
    await page.reload();
    await form.getByText('Signed in as Ada').waitFor();
    await expect.poll(() => shown.at(-1)).toBe('Bearer a-2');
    await form.getByRole('button', { name: 'Sign out' }).click();
    await form.getByLabel('E-mail').waitFor();
    expect(browser.complaints).toEqual([]);
  },
);

test('no script runs but those of this server and the one that the page was written with', async () => {
  await using gateway = await openTestGateway();

  const { headers } = await fetch(`${gateway.url}/sandbox`);

  const policy = headers.get('content-security-policy')?.split('; ');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).toContainEqual(expect.stringMatching(/^script-src 'self' 'sha256-[A-Za-z0-9+/=]{44}'$/));
});
