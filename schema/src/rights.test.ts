import { expect, test } from 'vitest';
import { rightsIn } from './rights.ts';

const directives = `
  directive @auth(scopes: [String!]! = [], anyOf: [String!]! = []) on OBJECT | INTERFACE | FIELD_DEFINITION
  directive @public on OBJECT | INTERFACE | FIELD_DEFINITION
`;
const rightOf = (source: string) => rightsIn(`${directives} type Query { other: Int } ${source}`).get('Room.name');

test.for([
  ['type Room { name: String @public }', 'PUBLIC'],
  ['type Room { name: String @auth }', []],
  ['type Room { name: String @auth(scopes: ["a"]) }', [['a']]],
  ['type Room { name: String @auth(scopes: "a") }', [['a']]],
  ['type Room { name: String @auth(scopes: ["a", "b"], anyOf: ["c", "d"]) }', [['a'], ['b'], ['c', 'd']]],
  ['interface Room { name: String @auth }', []],
] as const)('%s says so', ([source, right]) => {
  expect(rightOf(source)).toEqual(right);
});

test("a type's rule is that of its fields, unless they have their own", () => {
  expect(rightOf('type Room @auth(scopes: ["a"]) { name: String }')).toEqual([['a']]);
  expect(rightOf('type Room @auth(scopes: ["a"]) { name: String @public }')).toBe('PUBLIC');
  expect(rightOf('type Room @public { name: String @auth }')).toEqual([]);
});

test('where both stand, the stricter one counts; where neither does, there is none', () => {
  expect(rightOf('type Room { name: String @public @auth }')).toEqual([]);
  expect(rightOf('type Room { name: String }')).toBeUndefined();
});
