import { type FragmentDefinitionNode, getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { measure } from './measure.ts';

function measured(source: string) {
  const document = parse(source);
  const operation = getOperationAST(document);
  const fragment = (wanted: string) =>
    document.definitions.find(
      (each): each is FragmentDefinitionNode => each.kind === 'FragmentDefinition' && each.name.value === wanted,
    );
  return operation && measure(operation, fragment);
}

test('an operation is measured as if every fragment were written out', () => {
  const measures = measured('{ a { ...F } b: a { ... on A { ...F } } } fragment F on A { x y: z { w } }');

  expect(measures).toEqual({ depth: 3, aliases: 3, rootFields: 2, fields: 8, values: 8 });
});

test('a list has as many values as are expected of it, at every entry of the lists around it', () => {
  const document = parse('{ rooms { name tables { label } } }');
  const entries: Readonly<Record<string, number>> = { rooms: 10, tables: 30 };
  const operation = getOperationAST(document);

  const measures =
    operation &&
    measure(
      operation,
      () => null,
      ({ name }) => entries[name.value] ?? 1,
    );

  expect(measures).toMatchObject({ values: 10 + 10 * (1 + 30 * 2) });
});

test('fields that a fragment brings to the operation itself count as its own', () => {
  expect(measured('{ a ...F } fragment F on Query { b c }')).toMatchObject({ rootFields: 3 });
});

test('fragments that spread one another have an end', () => {
  expect(measured('{ ...F } fragment F on Query { a ...G } fragment G on Query { b ...F }')).toMatchObject({
    fields: 2,
  });
});
