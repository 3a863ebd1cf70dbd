import { expect, test } from 'vitest';
import { commandEnvironment, installerEnvironment } from './environment.mjs';

const fromNpm = {
  PATH: '/usr/bin',
  PORT: '4000',
  NPM_CONFIG_USERCONFIG: '/etc/npmrc',
  npm_lifecycle_event: 'start',
  npm_config_registry: 'https://mirror.example',
  npm_config_noproxy: '',
};

test('a command sees nothing of npm, and its tools come first on PATH', () => {
  const environment = commandEnvironment(fromNpm, ['/tools'], '/cache');

  expect(environment).toEqual({
    PATH: '/tools:/usr/bin',
    PORT: '4000',
    NPM_CONFIG_USERCONFIG: '/etc/npmrc',
    APOLLO_TELEMETRY_DISABLED: 'true',
    NODE_COMPILE_CACHE: '/cache',
  });
});

test('a command keeps the compile cache that somebody chose', () => {
  const chosen = commandEnvironment({ NODE_COMPILE_CACHE: '/mine' }, [], '/cache');

  expect(chosen['NODE_COMPILE_CACHE']).toBe('/mine');
});

test('no one can switch telemetry on from outside', () => {
  const asked = commandEnvironment({ APOLLO_TELEMETRY_DISABLED: 'false' }, [], '/cache');

  expect(asked['APOLLO_TELEMETRY_DISABLED']).toBe('true');
});

test('an installer hears of the registry, npm and pnpm each by its own name, and of nothing else that npm set', () => {
  const environment = installerEnvironment(fromNpm, []);

  expect(environment).toEqual({
    PATH: '/usr/bin',
    PORT: '4000',
    NPM_CONFIG_USERCONFIG: '/etc/npmrc',
    npm_config_registry: 'https://mirror.example',
    pnpm_config_registry: 'https://mirror.example',
  });
});

test('a search path goes on under the name that the system gave it', () => {
  const environment = commandEnvironment({ Path: 'windows' }, ['tools'], '/cache');

  expect(environment).toMatchObject({ Path: 'tools:windows' });
  expect(environment).not.toHaveProperty('PATH');
});
