import { MovableClock, newId } from '@constellation/kit';
import { expect, test } from 'vitest';
import type { Access, EndOfAccess } from './access.ts';
import { rememberedAccesses } from './remembered-accesses.ts';

const access: Access = { principal: { kind: 'USER', id: newId(), scopes: [], venueRoles: {} }, version: 1 };

function open() {
  const clock = new MovableClock();
  const ended: { by?: EndOfAccess } = {};
  return { clock, ended, remembered: rememberedAccesses({ clock, endOf: () => ended.by }) };
}

test('what a header gives is remembered for its time, and of no other header', async () => {
  const { clock, remembered } = open();

  remembered.keep('Bearer a.b.c', access, 3_600_000);

  await clock.advance(3_540_000);
  expect(remembered.find('Bearer a.b.c')).toBe(access);
  expect(remembered.find('Bearer a.b.d')).toBeUndefined();
  await clock.advance(60_000);
  expect(remembered.find('Bearer a.b.c')).toBeUndefined();
});

test('an access that has ended is not given any more', () => {
  const { ended, remembered } = open();
  remembered.keep('Bearer a.b.c', access, 3_600_000);

  ended.by = 'ACCESS_REVOKED';

  expect(remembered.find('Bearer a.b.c')).toBeUndefined();
});

test.each(['Bearer  a.b.c', 'Bearer a.b.c ', `Bearer ${' '.repeat(60_000)}a.b.c`])(
  'a header that is spaced in an odd way takes no place: %#',
  (authorization) => {
    const { remembered } = open();

    remembered.keep(authorization, access, 3_600_000);

    expect(remembered.find(authorization)).toBeUndefined();
  },
);
