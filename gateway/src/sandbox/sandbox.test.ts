import { expect, test } from 'vitest';
import { bookingEvent } from '../testing/booking-event.ts';
import { openPage } from '../testing/browser.ts';
import { domeBooking } from '../testing/fixtures.ts';
import { openTestGateway } from '../testing/test-gateway.ts';

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
    const watch = page.getByRole('tab', { name: 'Watch' });
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

    expect(tabs).toEqual(['FindAVenue', 'HoldATable', 'ConfirmIt', 'Watch', 'WhatIsFree', 'TheBook']);
    expect(browser.foreign).toEqual([]);
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
