import { expect, test } from 'vitest';
import { isInMemory, memoryFolder } from './memory-folder.ts';

test('files of tests stay on the disk where memory, or the folder in it, has too little room, or is missing', async () => {
  const none = { folder: 0, memory: 0 };

  expect([
    await memoryFolder('/dev/shm', { ...none, memory: Infinity }),
    await memoryFolder('/dev/shm', { ...none, folder: Infinity }),
    await memoryFolder('/dev/missing', none),
    await memoryFolder('/', none),
  ]).toEqual([undefined, undefined, undefined, undefined]);
});

test.for([
  ['in memory', 'tmpfs /dev/shm tmpfs rw,relatime,size=24684092k 0 0', true],
  ['in memory, without programs', 'shm /dev/shm tmpfs rw,nosuid,nodev,noexec,relatime,size=65536k 0 0', false],
  ['on a disk', '/dev/vda /dev/shm ext4 rw,relatime 0 0', false],
  ['nowhere', 'tmpfs /run tmpfs rw,relatime 0 0', false],
] as const)('a folder %s is taken for what it is', ([, mount, expected]) => {
  expect(isInMemory('/dev/shm', `/dev/vda / ext4 rw 0 0\n${mount}\n`)).toBe(expected);
});
