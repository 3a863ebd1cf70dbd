import { GraphQLError, type ValidationRule } from 'graphql';
import type { Limits } from './limits.ts';
import { measure, type Measures } from './measure.ts';

const names: Readonly<Record<keyof Measures, string>> = {
  depth: 'fields below one another',
  aliases: 'aliases',
  rootFields: 'fields in the operation itself',
  fields: 'fields',
};

const bounds = ['depth', 'aliases', 'rootFields', 'fields'] as const;

/** The validation rule that refuses operations beyond the limits, before anything is planned. */
export const boundedDocument =
  (limits: Pick<Limits, keyof Measures>): ValidationRule =>
  (context) => ({
    OperationDefinition(operation) {
      const measures = measure(operation, (name) => context.getFragment(name));
      for (const bound of bounds.filter((each) => measures[each] > limits[each])) {
        const message = `The operation has ${measures[bound]} ${names[bound]}; at most ${limits[bound]} are allowed`;
        context.reportError(new GraphQLError(message, { nodes: operation }));
      }
    },
  });
