import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** A page in a browser that can reach one server and no other host. */
export interface LonelyPage extends AsyncDisposable {
  readonly page: Page;
  /** Whatever it wanted from elsewhere. */
  readonly foreign: readonly string[];
  /** What it complained about: refused by the content security policy, failed scripts. */
  readonly complaints: readonly string[];
}

/** Opens a page of a server in Debian's Chromium, with a profile of its own. */
export async function openPage(url: string): Promise<LonelyPage> {
  if (!existsSync(executablePath))
    throw new Error(`There is no ${executablePath}: get it by \`apt-get install chromium\``);
  await using opened = new AsyncDisposableStack();
  const profile = await mkdtemp(join(tmpdir(), 'sandbox-'));
  opened.defer(() => rm(profile, { recursive: true, force: true }));
  const browser = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: flags });
  opened.defer(() => browser.close());
  const foreign: string[] = [];
  const complaints: string[] = [];
  const { host } = new URL(url);
  const isForeign = (address: string) =>
    !['data:', 'blob:'].includes(new URL(address).protocol) && new URL(address).host !== host;
  await browser.route(
    (address) => isForeign(address.href),
    (route) => (foreign.push(route.request().url()), route.abort()),
  );
  const page = await browser.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  await page.goto(url);
  const running = opened.move();
  return { page, foreign, complaints, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** The page's host is the machine itself; no name resolves, so that nothing gets out unseen. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];
