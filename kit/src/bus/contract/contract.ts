import { describe } from 'vitest';
import { batches, batchesInTime } from './batches.ts';
import { beginnings, consumersBeginnings } from './beginnings.ts';
import { bounds } from './bounds.ts';
import { consuming } from './consuming.ts';
import { crowding } from './crowding.ts';
import { dying } from './dying.ts';
import { ending } from './ending.ts';
import { failing } from './failing.ts';
import { hanging } from './hanging.ts';
import type { Harness } from './harness.ts';
import { declaring, keeping } from './keeping.ts';
import { consumersOutages, outages } from './outages.ts';
import { patterns, places } from './places.ts';
import { publishing, refusing } from './publishing.ts';
import { longMessages, raw } from './raw.ts';
import { readersLives } from './readers-lives.ts';
import { removing, removingUnread } from './removing.ts';
import { repeating } from './repeating.ts';
import { observing, retrying } from './retrying.ts';
import { sharing } from './sharing.ts';
import { repeatedTurns, turns } from './turns.ts';

/** What every driver promises, as tests. */
export function busContract(harness: Harness): void {
  everydayContract(harness);
  describe('outages', () => outages(harness));
  describe("consumers' outages", () => consumersOutages(harness));
  describe('beginnings', () => beginnings(harness));
  describe("consumers' beginnings", () => consumersBeginnings(harness));
}

/** What it promises while its log is there. */
export function everydayContract(harness: Harness): void {
  publishingContract(harness);
  describe('crowding', () => crowding(harness));
  describe('keeping', () => keeping(harness));
  describe('removing', () => removing(harness));
  describe('removing what is unread', () => removingUnread(harness));
  describe('places', () => places(harness));
  describe('bounds', () => bounds(harness));
  describe('patterns', () => patterns(harness));
  describe("readers' lives", () => readersLives(harness));
  describe('consuming', () => consuming(harness));
  describe('ending', () => ending(harness));
  describe('sharing', () => sharing(harness));
  describe('failing', () => failing(harness));
  describe('hanging', () => hanging(harness));
  describe('dying', () => dying(harness));
  describe('batches', () => batches(harness));
  describe('batches in time', () => batchesInTime(harness));
  describe('raw', () => raw(harness));
  describe('long messages', () => longMessages(harness));
  describe('retrying', () => retrying(harness));
  describe('observing', () => observing(harness));
}

/** What it promises to those who publish. */
export function publishingContract(harness: Harness): void {
  describe('declaring', () => declaring(harness));
  describe('publishing', () => publishing(harness));
  describe('refusing', () => refusing(harness));
  describe('repeating', () => repeating(harness));
  describe('turns', () => turns(harness));
  describe('repeated turns', () => repeatedTurns(harness));
}
